"""The search as the rest of the house calls it: a reader's question in, published reports and counts out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from archive.models import Report, Section
from archive.privacy import mask
from archive.selectors import public_text, published
from search.engines.base import Answer, Engine, Facet, Hit, Order, Request, Weight
from search.generations import live_engine
from search.query import parse, text_of
from search.query.compiling import Compiled, compile_query, no_synonyms
from search.query.places import section_number
from search.query.tree import Field, Filter, Parsed, leaves
from search.query.values import label_of, labels
from search.snippets import Snippet, snippet
from search.synonyms import widen
from search.writing import waiting

ORDERS: Mapping[str, tuple[tuple[Order, bool], ...]] = {
    "relevance": ((Order.SCORE, True),),
    "newest": ((Order.YEAR, True), (Order.SCORE, True)),
    "oldest": ((Order.YEAR, False), (Order.SCORE, True)),
    "requests": ((Order.REQUESTS, True), (Order.SCORE, True)),
    "district": ((Order.DISTRICT, False), (Order.YEAR, True)),
}
PAGE = 20
# How often a page is looked up anew because what it shows was withdrawn at this very moment.
_TURNS = 3


class NotReady(Exception):
    """There is no index yet."""


@dataclass(frozen=True, slots=True)
class Ask:
    """``exactly`` leaves synonyms out."""

    query: str = ""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    exactly: bool = False
    order: Sequence[tuple[Order, bool]] = ORDERS["relevance"]
    start: int = 0
    stop: int | None = PAGE
    facets: Collection[Facet] = tuple(Facet)
    within: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    report: Report
    score: float
    snippet: Snippet | None = None

    @property
    def title(self) -> str:
        revision = self.report.published
        return public_text(revision, revision.title) if revision else ""


@dataclass(frozen=True, slots=True)
class Value:
    """One line of a facet; ``reports`` may be none."""

    value: str
    label: str
    reports: int
    requests: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Results:
    found: tuple[Found, ...]
    total: int
    facets: Mapping[Facet, tuple[Value, ...]]
    # The query as it was understood, and what the reader should be told about that.
    understood: str
    notices: tuple[str, ...]
    synonyms: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]


def find(ask: Ask) -> Results:
    parsed, compiled = understand(ask)
    found, answer = look_up(ask, compiled, _section(parsed))
    facets = {facet: _values(facet, answer, ask.chosen.get(facet, frozenset())) for facet in ask.facets}
    notices = (*parsed.notices, *compiled.notices)
    return Results(found, answer.total, facets, text_of(parsed.node), notices, compiled.synonyms, tuple(compiled.texts))


def look_up(ask: Ask, compiled: Compiled, section: int | None = None) -> tuple[tuple[Found, ...], Answer]:
    """For a query that is compiled already; what ``ask`` says of it counts for nothing."""
    answer, reports = _public(ready_engine(), ask, compiled)
    return _found(answer.hits, reports, compiled, section), answer


def count(ask: Ask) -> int:
    """How many reports there are, and nothing else."""
    engine = ready_engine()
    compiled = understand(ask)[1]
    request = Request(compiled.query, ask.chosen, hidden(engine), stop=0)
    return engine.search(request).total


def explain(ask: Ask, report: int) -> tuple[Weight, ...]:
    """Why a hit stands where it does: words, where they stand, what they weigh."""
    request = Request(understand(ask)[1].query)
    return tuple(sorted(ready_engine().explain(request, report), key=lambda weight: -weight.score))


def understand(ask: Ask) -> tuple[Parsed, Compiled]:
    parsed = parse(ask.query)
    return parsed, compile_query(parsed.node, widen=no_synonyms if ask.exactly else widen)


def ready_engine() -> Engine:
    engine = live_engine()
    if engine is None:
        raise NotReady
    return engine


def hidden(engine: Engine) -> frozenset[int]:
    """Reports that have changed since they were indexed: withdrawn, or published in another revision."""
    changed = {report for _, report in waiting(engine)}
    if not changed:
        return frozenset()
    public = dict(Report.objects.filter(pk__in=changed).values_list("pk", "published_id"))
    indexed = engine.revisions(changed)
    return frozenset(report for report in indexed if public.get(report) != indexed[report])


def _public(engine: Engine, ask: Ask, compiled: Compiled) -> tuple[Answer, dict[int, Report]]:
    """What is not public in the indexed revision is never shown and never counted."""
    hide = set(hidden(engine))
    for _ in range(_TURNS):
        request = Request(
            compiled.query, ask.chosen, hide, ask.facets, ask.within, ask.order, ask.start, ask.stop, near=True
        )
        answer = engine.search(request)
        reports = _reports(answer.hits)
        withdrawn = {hit.report for hit in answer.hits} - reports.keys()
        if not withdrawn:
            return answer, reports
        hide |= withdrawn
    kept = tuple(hit for hit in answer.hits if hit.report in reports)
    return Answer(kept, answer.total - len(answer.hits) + len(kept), answer.facets), reports


def _reports(hits: Sequence[Hit]) -> dict[int, Report]:
    rows = published().filter(pk__in=[hit.report for hit in hits]).select_related("published__source")
    revisions = {hit.report: hit.revision for hit in hits}
    return {report.pk: report for report in rows if report.published_id == revisions[report.pk]}


def _found(
    hits: Sequence[Hit], reports: Mapping[int, Report], compiled: Compiled, within: int | None
) -> tuple[Found, ...]:
    sections, texts = _sections(reports), tuple(compiled.texts)
    others = {text for each in compiled.synonyms.values() for text in each} - compiled.synonyms.keys()

    def shown(hit: Hit) -> Found:
        return Found(reports[hit.report], hit.score, snippet(sections.get(hit.revision, []), texts, within, others))

    return tuple(map(shown, hits))


def _sections(reports: Mapping[int, Report]) -> dict[int, list[Section]]:
    """Revision → its sections, what is private in them masked: a mask is as long as what it covers."""
    revisions = [report.published for report in reports.values() if report.published]
    withheld = {revision.pk: revision.source.withheld for revision in revisions}
    found: dict[int, list[Section]] = {}
    rows = Section.objects.filter(revision_id__in=withheld).defer("tokens").order_by("position")
    for section in rows:
        if withheld[section.revision_id]:
            section.heading, section.text = mask(section.heading), mask(section.text)
        found.setdefault(section.revision_id, []).append(section)
    return found


def _section(parsed: Parsed) -> int | None:
    asked = [leaf.value for leaf in leaves(parsed.node) if isinstance(leaf, Filter) and leaf.field is Field.SECTION]
    return section_number(asked[0]) if len(asked) == 1 else None


def _values(facet: Facet, answer: Answer, chosen: frozenset[str]) -> tuple[Value, ...]:
    """Known values in their order, those of reports without it among them; then what else was counted or chosen."""
    counted = answer.facets[facet]
    known = list(labels(facet))
    others = sorted((counted.keys() | chosen) - set(known), reverse=facet is Facet.YEAR)
    return tuple(
        Value(
            value,
            label_of(facet, value),
            counted[value].reports if value in counted else 0,
            counted[value].requests if value in counted else 0,
            value in chosen,
        )
        for value in (*known, *others)
    )
