"""The published numbers as rows of plain columns, and their sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Aggregate, Count, QuerySet, Sum

from archive.cell_codec import cells_from_json
from archive.cells import Cell, Number, Status
from archive.forms import all_cells
from archive.forms.schema import CellSpec, Column
from archive.group_sums import GROUP, refresh_all, refresh_group
from archive.models import Counts, CountSums, Finding, FindingDecision, Report, Revision
from archive.models.counts import column_of
from archive.places import CITY, COUNTY, PROVINCE

# One character for each cell of all_cells(): which of the kinds of nothing it is, or that it is a number.
READ, BLANK, UNCERTAIN, ABSENT = "r", "b", "u", "-"
_STATES = {Status.READ: READ, Status.BLANK: BLANK, Status.UNCERTAIN: UNCERTAIN}

SCALE = 10_000
ROWS_AT_ONCE = 500
# No office counts so much: such a number was misread, and sums with it might not fit any column.
LARGEST_COUNT = 10**10
LARGEST_AMOUNT = 10**12
# In the unit of the columns that leave it to the agency, which is 元.
_MONEY = {"元": 1, "百元": 100, "千元": 1000, "万元": 10_000, "亿元": 100_000_000}


class Dimension(StrEnum):
    YEAR = "year"
    KIND = "kind"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class SumRow:
    """One group: where it stands in each dimension, how many reports, and the sum for each cell.

    None where no report of the group has the number.
    """

    group: Mapping[Dimension, str | int]
    reports: int
    sums: Mapping[str, Number | None]


@cache
def columns() -> dict[str, str]:
    """Cell code → column, in the order of ``states``."""
    return {code: column_of(code) for code in all_cells()}


@cache
def outcome_cells(column: str) -> dict[str, tuple[str, ...]]:
    """Outcome category → its cells of one applicant column, those of all forms."""
    found: dict[str, list[str]] = {}
    for code, spec in all_cells().items():
        if spec.row.outcome and spec.column.code == column:
            found.setdefault(spec.row.outcome, []).append(code)
    return {outcome: tuple(codes) for outcome, codes in found.items()}


def project(report: Report) -> None:
    """The row of a report as the public sees it, and the sums that it is part of; none if it is not published."""
    before = _group(report)
    if report.published is None:
        Counts.objects.filter(report=report).delete()
    else:
        Counts.objects.update_or_create(report=report, defaults=row_of(report, report.published))
    for group in {before, _group(report)} - {None}:
        refresh_group(group or ())


def _group(report: Report) -> tuple[Any, ...] | None:
    return Counts.objects.filter(report=report).values_list(*GROUP).first()


def recount() -> int:
    """All rows and sums made anew; how many rows there are."""
    Counts.objects.filter(report__published=None).delete()
    reports = Report.objects.filter(published__isnull=False).select_related("agency", "published")
    for report in reports.iterator(chunk_size=ROWS_AT_ONCE):
        if report.published is not None:
            Counts.objects.update_or_create(report=report, defaults=row_of(report, report.published))
    refresh_all()
    return Counts.objects.count()


def row_of(report: Report, revision: Revision) -> dict[str, Any]:
    cells = cells_from_json(revision.cells)
    division = report.agency.division_id or ""
    numbers = {code: _stored(all_cells()[code], cells.get(code)) for code in columns()}
    return {
        "year": report.year,
        "kind": report.agency.kind,
        **{name: division[:digits] if len(division) >= digits else "" for name, digits in _DIGITS.items()},
        "form": revision.form,
        "findings": undismissed(report, revision).count(),
        "states": "".join(_state(cells.get(code), number) for code, number in numbers.items()),
        **{columns()[code]: number for code, number in numbers.items()},
    }


def undismissed(report: Report, revision: Revision) -> QuerySet[Finding]:
    """The findings that the public is shown."""
    dismissed = report.decisions.filter(verdict=FindingDecision.Verdict.DISMISSED)
    return revision.findings.exclude(key__in=dismissed.values("key"))


_DIGITS = {"province": PROVINCE, "city": CITY, "county": COUNTY}


def _state(cell: Cell | None, number: int | None) -> str:
    if cell is None:
        return ABSENT
    if cell.status is Status.READ and number is None:
        return UNCERTAIN
    return _STATES[cell.status]


def _stored(spec: CellSpec, cell: Cell | None) -> int | None:
    """The number as its column keeps it; None where it is none, or not certain in the column's unit."""
    if cell is None or cell.value is None:
        return None
    return _amount(spec.column, cell.value, cell.unit) if spec.column.decimal else _count(cell.value)


def in_column_unit(spec: CellSpec, cell: Cell | None) -> Number | None:
    """As it is added up and compared; None where it is no number, or its unit is not certain."""
    return shown(spec.column, _stored(spec, cell))


def _count(value: Number) -> int | None:
    return int(value) if -LARGEST_COUNT < value < LARGEST_COUNT and value == int(value) else None


def _amount(column: Column, value: Number, unit: str) -> int | None:
    factor = _MONEY.get(unit) if column.unit_as_printed else 1
    if factor is None or not -LARGEST_AMOUNT < Decimal(value) * factor < LARGEST_AMOUNT:
        return None
    return int((Decimal(value) * factor * SCALE).quantize(Decimal(1), ROUND_HALF_EVEN))


def shown(column: Column, stored: int | None) -> Number | None:
    """A stored number, or a sum of such, in the column's own unit."""
    if stored is None or not column.decimal:
        return stored
    value = Decimal(stored) / SCALE
    return int(value) if value == int(value) else value


def sums(
    *,
    by: Sequence[Dimension],
    cells: Iterable[str],
    where: Mapping[str, object] | None = None,
    within: QuerySet[Counts] | None = None,
) -> list[SumRow]:
    """Sums of cells over the published reports, one row for each group there is, in the order of ``by``.

    ``where`` narrows them by dimensions: ``{"province": "32", "year__gte": 2021}``; ``within`` to any reports.
    """
    names = [dimension.value for dimension in by]
    wanted = {code: columns()[code] for code in cells}
    rows, reports = _rows(names, where or {}, within)
    totals: dict[str, Aggregate] = {f"sum_{column}": Sum(column) for column in wanted.values()}
    totals["sum_reports"] = reports
    found = rows.order_by().values(*names).annotate(**totals).order_by(*names) if names else [rows.aggregate(**totals)]
    return [_sum_row(by, wanted, row) for row in found]


def _rows(
    names: Iterable[str], where: Mapping[str, object], within: QuerySet[Counts] | None
) -> tuple[QuerySet[Any], Aggregate]:
    """What is added up: sums made beforehand where they will do, or else single reports."""
    asked = {*names, *(lookup.partition("__")[0] for lookup in where)}
    if within is None and asked <= set(GROUP):
        return CountSums.objects.filter(**where), Sum("reports", default=0)
    return (Counts.objects.all() if within is None else within).filter(**where), Count("pk")


def _sum_row(by: Sequence[Dimension], wanted: Mapping[str, str], row: Mapping[str, Any]) -> SumRow:
    return SumRow(
        {dimension: row[dimension.value] for dimension in by},
        row["sum_reports"],
        {code: shown(all_cells()[code].column, _whole(row[f"sum_{column}"])) for code, column in wanted.items()},
    )


def _whole(total: int | Decimal | None) -> int | None:
    """PostgreSQL adds big integers to decimals."""
    return None if total is None else int(total)
