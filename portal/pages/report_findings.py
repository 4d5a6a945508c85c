"""The findings of a report as everybody reads them: numbered, beside what they are about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from archive.models import FindingDecision
from archive.privacy import mask
from archive.selectors import Judged
from portal.desk.shown_findings import asks, in_order, is_error
from portal.form_tables import Figure, Grid

_FIRST_SIGN = ord("①")
_SIGNS = 20
MOST_MARKED = 4


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """``index`` is its place among the finding's quotes, from 1."""

    text: str
    index: int
    has_place: bool


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """``is_open`` as long as nobody explained it; ``note`` is what the person who decided wrote."""

    number: int
    name: str
    message: str
    cells: tuple[Figure, ...]
    quotes: tuple[ShownQuote, ...]
    is_error: bool
    is_open: bool
    verdict: str
    note: str
    table: str

    @property
    def sign(self) -> str:
        return sign(self.number)


def sign(number: int) -> str:
    """As notes are numbered in print."""
    return chr(_FIRST_SIGN + number - 1) if number <= _SIGNS else f"({number})"


def findings_of(judged: Sequence[Judged], tables: Sequence[Grid], public: Callable[[str], str]) -> list[ShownFinding]:
    """In the order in which the desk lists them: what is open and an error first."""
    figures = {figure.code: (figure, table.code) for table in tables for figure in table.figures}
    return [_shown(number, one, figures, public) for number, one in enumerate(in_order(judged), 1)]


def _shown(
    number: int, one: Judged, figures: Mapping[str, tuple[Figure, str]], public: Callable[[str], str]
) -> ShownFinding:
    standing = [figures[code] for code in dict.fromkeys(one.finding.cells) if code in figures]
    return ShownFinding(
        number,
        one.key[:12],
        public(one.finding.message),
        tuple(figure for figure, _ in standing),
        tuple(
            ShownQuote(public(quote.text), index, quote.locator is not None)
            for index, quote in enumerate(one.finding.quotes, 1)
        ),
        is_error(one),
        asks(one),
        _verdict(one.decision),
        mask(one.decision.note) if one.decision else "",
        standing[0][1] if standing else "",
    )


def _verdict(decision: FindingDecision | None) -> str:
    return str(FindingDecision.Verdict(decision.verdict).label) if decision else ""


def marks_of(findings: Sequence[ShownFinding]) -> dict[str, list[ShownFinding]]:
    """Cell → the findings whose number stands beside it: beside the sum, not beside everything that was added up."""
    marks: dict[str, list[ShownFinding]] = {}
    for finding in findings:
        for figure in finding.cells if len(finding.cells) <= MOST_MARKED else finding.cells[-1:]:
            marks.setdefault(figure.code, []).append(finding)
    return marks


def quoted_words(findings: Sequence[ShownFinding]) -> dict[str, tuple[int, ...]]:
    """Words of the report → the numbers of the findings about them."""
    words: dict[str, tuple[int, ...]] = {}
    for finding in findings:
        for quote in finding.quotes:
            if quote.text:
                words[quote.text] = (*words.get(quote.text, ()), finding.number)
    return words


def by_table(findings: Sequence[ShownFinding], tables: Collection[str]) -> dict[str, list[ShownFinding]]:
    """Under which table each is explained; those of none stand in the text or alone."""
    return {code: [finding for finding in findings if finding.table == code] for code in tables}
