"""Everything that the page of a report shows, put together for its templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.cell_codec import indicator_from_json
from archive.models import Report
from archive.rates import Rate, numbers_of, rates_of
from archive.reading import IndicatorReading
from archive.selectors import cells_of, judged_findings
from portal.desk.shown_findings import failing_cells
from portal.form_tables import Grid, shown, tables_of
from portal.pages.report_access import public_revision
from portal.pages.report_facts import Facts
from portal.pages.report_findings import ShownFinding, by_table, findings_of, marks_of, quoted_words
from portal.pages.report_neighbours import Group, groups_around, received_of
from portal.pages.report_prose import Chapter, Prose, prose_of
from portal.pages.report_series import Series, series_of
from search.searching import Ask, understand

# Of all rates those that a reader looks for first; nothing is said of a remedy that nobody sought.
KEY_RATES = frozenset({"disclosed", "withheld", "unavailable", "carried_over", "reviews", "suits"})


@dataclass(frozen=True, slots=True)
class ShownRate:
    """``share`` is empty where it cannot be worked out."""

    name: str
    share: str
    numerator: str
    denominator: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    name: str
    unit: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """A table of numbers as a report of before 2019 prints it."""

    columns: tuple[str, ...]
    rows: tuple[ShownIndicator, ...]


@dataclass(frozen=True)
class ReportSheet:
    facts: Facts
    tables: Sequence[Grid]
    rates: Sequence[ShownRate]
    findings: Sequence[ShownFinding]
    marks: Mapping[str, Sequence[ShownFinding]]
    notes: Mapping[str, Sequence[ShownFinding]]
    indicators: Sequence[Indicators]
    prose: Prose
    series: Series
    groups: Sequence[Group]

    @property
    def has_gist(self) -> bool:
        return bool(self.rates or self.findings or self.tables or self.series.comparison)

    @property
    def explained(self) -> int:
        return sum(not finding.is_open for finding in self.findings)

    @property
    def numbered(self) -> dict[int, ShownFinding]:
        return {finding.number: finding for finding in self.findings}

    @property
    def loose_findings(self) -> list[ShownFinding]:
        """Those that are about no table: they stand after the prose."""
        return [finding for finding in self.findings if not finding.table]


def sheet_of(report: Report, ask: Ask) -> ReportSheet:
    facts = Facts(report, public_revision(report))
    revision = facts.revision
    cells, judged = cells_of(revision), judged_findings(report, revision, public=True)
    tables = tables_of(revision.form, cells, failing_cells(judged))
    findings = findings_of(judged, tables, facts.public)
    numbers = numbers_of(revision.form, cells)
    return ReportSheet(
        facts=facts,
        tables=tables,
        rates=[_shown_rate(rate) for rate in rates_of(numbers) if _is_shown(rate)] if numbers else [],
        findings=findings,
        marks=marks_of(findings),
        notes=by_table(findings, [table.code for table in tables]),
        indicators=_indicators(facts, [indicator_from_json(data) for data in revision.indicators]),
        prose=prose_of(_chapters(facts), tables, _texts(ask), quoted_words(findings)),
        series=series_of(report),
        groups=groups_around(report, received_of(numbers)),
    )


def _chapters(facts: Facts) -> list[Chapter]:
    sections = facts.revision.sections.defer("tokens").order_by("position")
    return [Chapter(one.number, facts.public(one.heading), facts.public(one.text)) for one in sections]


def _texts(ask: Ask) -> list[str]:
    """What a reader searched for, as the search itself understands it."""
    return list(understand(ask)[1].texts) if ask.query.strip() else []


def _is_shown(rate: Rate) -> bool:
    return rate.definition.code in KEY_RATES and rate.denominator != 0


def _shown_rate(rate: Rate) -> ShownRate:
    return ShownRate(
        rate.name,
        "" if rate.share is None else f"{rate.share:.1%}".replace(".0%", "%"),
        "" if rate.numerator is None else shown(rate.numerator),
        "" if rate.denominator is None else shown(rate.denominator),
        rate.words,
    )


def _indicators(facts: Facts, found: Sequence[IndicatorReading]) -> list[Indicators]:
    """One table for each set of columns that is printed."""
    tables: dict[tuple[str, ...], list[ShownIndicator]] = {}
    for one in found:
        values = tuple("" if value is None else shown(value) for value in one.values)
        row = ShownIndicator(facts.public(one.name), facts.public(one.unit), values)
        tables.setdefault(tuple(map(facts.public, one.columns)), []).append(row)
    return [Indicators(columns, tuple(rows)) for columns, rows in tables.items()]
