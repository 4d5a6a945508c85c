"""Everything that the review page of a report shows, put together for its templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from archive.cell_codec import indicator_from_json
from archive.cells import Cell, Status
from archive.forms import FORMS, all_cells
from archive.forms.earlier import CODE as EARLIER
from archive.forms.earlier import TITLE as EARLIER_TITLE
from archive.models import Report, Revision
from archive.privacy import Privacy, private_spans
from archive.reading import IndicatorReading
from archive.selectors import Judged, cells_of, judged_findings
from portal.desk.shown_findings import asks, failing_cells, findings_of_typed, in_order, is_error
from portal.desk.source_text import Piece
from portal.desk.typed_cells import Typed, text_for
from portal.form_tables import Figure, Grid, tables_of


@dataclass(frozen=True, slots=True)
class Doubts:
    """Cells that were not read for one common reason."""

    reason: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    judged: Judged
    is_lit: bool
    is_error: bool
    first_cell: str

    @property
    def name(self) -> str:
        return self.judged.key[:12]

    @property
    def has_place(self) -> bool:
        """Whether its first quote leads somewhere."""
        return any(quote.locator for quote in self.judged.finding.quotes[:1])


@dataclass(frozen=True, slots=True)
class ShownSection:
    """Its text in pieces; what is private is marked."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ReviewSheet:
    report: Report
    revision: Revision
    form_title: str
    cells: Mapping[str, Cell]
    tables: Sequence[Grid]
    doubts: Sequence[Doubts]
    findings: Sequence[ShownFinding]
    failing: frozenset[str]
    indicators: Sequence[IndicatorReading]
    sections: Sequence[ShownSection]
    private: Sequence[str]
    typed: Typed = field(default_factory=Typed)

    @property
    def missing_tables(self) -> list[Grid]:
        return [table for table in self.tables if table.is_missing]

    @property
    def problems(self) -> int:
        lit = sum(finding.is_lit for finding in self.findings)
        return lit + sum(len(doubt.figures) for doubt in self.doubts) + len(self.missing_tables)

    @cached_property
    def texts(self) -> dict[str, str]:
        """What each field holds: what was typed, or else the number that stands there."""
        return {code: self.typed.texts.get(code, text_for(self.cells.get(code))) for code in all_cells()}

    @property
    def is_latest(self) -> bool:
        return self.report.latest_id == self.revision.pk


def sheet_of(report: Report, revision: Revision, typed: Typed | None = None) -> ReviewSheet:
    stored = cells_of(revision)
    cells = typed.laid_over(stored) if typed else stored
    found = findings_of_typed(report, revision, cells) if typed else judged_findings(report, revision)
    failing = failing_cells(found)
    tables = tables_of(revision.form, cells, failing)
    sections = list(revision.sections.all())
    texts = [section.text for section in sections]
    return ReviewSheet(
        report=report,
        revision=revision,
        form_title=title_of(revision.form),
        cells=stored,
        tables=tables,
        doubts=_doubts(tables),
        findings=[_shown(one) for one in in_order(found)],
        failing=failing,
        indicators=[indicator_from_json(data) for data in revision.indicators],
        sections=[ShownSection(section.heading, _marked(section.text)) for section in sections],
        private=_private(texts),
        typed=typed or Typed(),
    )


def title_of(form: str) -> str:
    return FORMS[form].title if form in FORMS else EARLIER_TITLE if form == EARLIER else ""


def _shown(judged: Judged) -> ShownFinding:
    return ShownFinding(judged, asks(judged), is_error(judged), next(iter(judged.finding.cells), ""))


def _doubts(tables: Sequence[Grid]) -> list[Doubts]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in (figure for table in tables for figure in table.figures):
        if figure.cell is not None and figure.cell.status is Status.UNCERTAIN:
            found[figure.cell.reason].append(figure)
    return [Doubts(reason, tuple(figures)) for reason, figures in found.items()]


def _marked(text: str) -> tuple[Piece, ...]:
    pieces, done = [], 0
    for span in private_spans(text):
        pieces += [Piece(text[done : span.start]), Piece(text[span.start : span.end], marked=True)]
        done = span.end
    return (*(piece for piece in pieces if piece.text), Piece(text[done:]))


def _private(texts: Sequence[str]) -> list[str]:
    """Which kinds of private data there are, each once."""
    kinds = {span.kind for text in texts for span in private_spans(text)}
    return [kind.value for kind in Privacy if kind in kinds]
