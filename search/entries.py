"""From the archive's published reports to what the index keeps of them, many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache

from archive import words
from archive.counting import columns, outcome_cells
from archive.forms.rows import RECEIVED, TOTAL
from archive.models import AgencyName, Counts, Finding, FindingDecision, Report, Revision, Section
from search.engines.base import DISTRICT_DIGITS, Entry, Part, SectionText

AT_ONCE = 200
_EPOCH = date(1970, 1, 1)


def entries_of(reports: Sequence[int]) -> Iterator[Entry]:
    """Entries of those of the reports that are published."""
    for first in range(0, len(reports), AT_ONCE):
        yield from _Batch(reports[first : first + AT_ONCE]).entries()


class _Batch:
    """The rows of some reports, each table read once."""

    def __init__(self, reports: Sequence[int]) -> None:
        public = Report.objects.filter(pk__in=reports, published__isnull=False)
        self.reports = list(public.select_related("agency", "published").order_by("pk"))
        revisions = [report.published.pk for report in self.reports if report.published]
        self.sections: dict[int, list[Section]] = defaultdict(list)
        for section in Section.objects.filter(revision_id__in=revisions).order_by("position"):
            self.sections[section.revision_id].append(section)
        self.names: dict[int, list[str]] = defaultdict(list)
        agencies = {report.agency_id for report in self.reports}
        for agency, name in AgencyName.objects.filter(agency_id__in=agencies).values_list("agency_id", "name"):
            self.names[agency].append(name)
        keys = [report.pk for report in self.reports]
        self.outcomes = _outcomes(keys)
        self.requests = requests_of(keys)
        self.findings = _findings(self.reports)

    def entries(self) -> Iterator[Entry]:
        for report in self.reports:
            if report.published:
                yield self._entry(report, report.published)

    def _entry(self, report: Report, revision: Revision) -> Entry:
        agency = report.agency
        sections = self.sections[revision.pk]
        names = "\n".join(dict.fromkeys((agency.name, *self.names[agency.pk])))
        published = revision.published_on
        return Entry(
            report=report.pk,
            revision=revision.pk,
            title=_plain(revision.title),
            agency=_plain(names),
            sections=[SectionText(each.number, _plain(each.heading), _plain(each.text)) for each in sections],
            words={
                Part.TITLE: _short_words(revision.title),
                Part.AGENCY: _short_words(names),
                Part.TEXT: [word for section in sections for word in _kept_words(section)],
            },
            year=report.year,
            kind=agency.kind,
            district=_district(agency.division_id),
            outcomes=self.outcomes.get(report.pk, {}),
            findings=self.findings.get(report.pk, ()),
            published=(published - _EPOCH).days if published else 0,
            requests=self.requests.get(report.pk),
        )


def _plain(text: str) -> str:
    return words.normalise(text).text


@lru_cache(maxsize=1 << 14)
def _short_words(text: str) -> tuple[str, ...]:
    """A title and names are a line; nothing is gained by keeping their words."""
    return tuple(words.words(text))


def _kept_words(section: Section) -> list[str]:
    """As the worker has cut them; cut now where a revision came without (a correction by a person)."""
    return section.tokens.split() if section.segmenter else words.words(f"{section.heading}\n{section.text}")


def _district(code: str | None) -> str:
    return code if code and len(code) in DISTRICT_DIGITS else ""


@cache
def _outcome_columns() -> dict[str, tuple[str, ...]]:
    """Outcome, category or row below one, → columns of its totals."""
    found: dict[str, tuple[str, ...]] = {}
    for category, cells in outcome_cells(TOTAL.code).items():
        found[category] = tuple(columns()[cell] for cell in cells)
        if len(cells) > 1:
            found |= {cell.partition(".")[2].rpartition(".")[0]: (columns()[cell],) for cell in cells}
    return found


def requests_of(reports: Collection[int]) -> dict[int, int | None]:
    """How many requests were received in the year of each report."""
    column = columns()[f"{RECEIVED.code}.{TOTAL.code}"]
    return dict(Counts.objects.filter(pk__in=reports).values_list("pk", column))


def _outcomes(reports: Collection[int]) -> dict[int, dict[str, int]]:
    names = sorted({name for group in _outcome_columns().values() for name in group})
    rows = Counts.objects.filter(pk__in=reports).values("pk", *names)
    return {row["pk"]: _above_zero(row) for row in rows}


def _above_zero(row: dict[str, int | None]) -> dict[str, int]:
    sums = {outcome: sum(row[name] or 0 for name in names) for outcome, names in _outcome_columns().items()}
    return {outcome: requests for outcome, requests in sums.items() if requests > 0}


def _findings(reports: Sequence[Report]) -> dict[int, set[str]]:
    """Kinds of the findings that the public is shown: what the codes of their rules begin with."""
    keys = [report.pk for report in reports]
    dismissed = set(
        FindingDecision.objects.filter(report_id__in=keys, verdict=FindingDecision.Verdict.DISMISSED).values_list(
            "report_id", "key"
        )
    )
    by_revision = {report.published.pk: report.pk for report in reports if report.published}
    found: dict[int, set[str]] = defaultdict(set)
    rows = Finding.objects.filter(revision_id__in=by_revision).values_list("revision_id", "key", "rule")
    for revision, key, rule in rows:
        report = by_revision[revision]
        if (report, key) not in dismissed:
            found[report].add(rule.partition(".")[0])
    return found
