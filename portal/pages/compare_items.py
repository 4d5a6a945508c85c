"""What is compared: a report, an agency in one year, or all agencies of a division in one year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from archive.cells import Cell, Number
from archive.checking import layout_of
from archive.counting import Dimension, in_column_unit, sums
from archive.divisions import table
from archive.forms import all_cells
from archive.forms.rows import APPLICANTS
from archive.forms.schema import CellSpec, Form
from archive.models import Agency, Report, Revision
from archive.places import CITY, COUNTY, PROVINCE
from archive.selectors import cells_of
from portal.addresses import agency_address, division_address, report_address
from portal.form_tables import State, state_of
from portal.pages.trends_years import form_of

_KEY = re.compile(r"(?P<what>report|agency|division):(?P<which>\d{1,9})(?:@(?P<year>\d{4}))?")
_LEVELS = {PROVINCE: Dimension.PROVINCE, CITY: Dimension.CITY, COUNTY: Dimension.COUNTY}
_DETAILS = frozenset(column.code for column in APPLICANTS)
LONGEST_SHOWN = 40
MOST_MERGERS = 10


class Unknown(Exception):
    """What was asked for cannot be compared; says why, for the reader."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``state`` is None where the form has no such number."""

    state: State | None
    number: Number | None = None


@dataclass(frozen=True)
class Item:
    """``key`` asks for this very one; ``years`` are those that ``series`` could be compared in instead.

    ``figures`` are by the code of their cell.  ``revision`` is set for a single report; ``reports`` tells of how
    many the numbers are the sum.
    """

    key: str
    series: str
    name: str
    year: int
    form: Form | None
    address: str
    figures: Mapping[str, Figure]
    years: Sequence[int]
    revision: Revision | None = None
    reports: int = 1

    @property
    def numbers(self) -> dict[str, Number | None]:
        """None where a report ought to have a number and has none."""
        return {code: figure.number for code, figure in self.figures.items()}

    def in_year(self, year: int) -> str:
        return f"{self.series}@{year}"


def is_detail(spec: CellSpec) -> bool:
    """Of one kind of applicants: six columns beside the total, which is what a reader compares first."""
    return spec.column.code in _DETAILS and bool(spec.table.spanning) and not spec.table.across


def item_of(typed: str, *, details: bool = True) -> Item:
    asked = _KEY.fullmatch(typed.strip())
    if asked is None:
        raise Unknown(_("“{typed}”不是可以比较的东西。").format(typed=typed.strip()[:LONGEST_SHOWN]))
    year = int(asked["year"]) if asked["year"] else None
    match asked["what"]:
        case "report":
            return _report(int(asked["which"]))
        case "agency":
            return _agency(int(asked["which"]), year)
        case _:
            cells = [code for code, spec in all_cells().items() if details or not is_detail(spec)]
            return _division(asked["which"], year, cells)


# -- one report --


def _report(number: int) -> Item:
    report = _published().filter(pk=number).first()
    if report is None:
        raise Unknown(_("没有编号是 {number} 的已发布年报。").format(number=number))
    return _of_report(report, f"report:{report.pk}", report_address(report), _years(report.agency))


def _agency(number: int, year: int | None) -> Item:
    agency = Agency.objects.filter(pk=number).first()
    for _turn in range(MOST_MERGERS):
        if agency is not None and agency.merged_into is not None:
            agency = agency.merged_into
    years = _years(agency) if agency is not None else []
    # Nobody learns here of an agency that is not public.
    if agency is None or not years:
        raise Unknown(_("没有编号是 {number} 的机关。").format(number=number))
    _refuse_without(years, year, agency.name)
    report = _published().get(agency=agency, year=year or years[-1])
    return _of_report(report, f"agency:{agency.pk}@{report.year}", agency_address(agency), years)


def _years(agency: Agency) -> list[int]:
    return sorted(agency.reports.filter(published__isnull=False).values_list("year", flat=True))


def _published() -> QuerySet[Report]:
    rows = Report.objects.filter(published__isnull=False)
    return rows.select_related("agency", "agency__division", "published", "published__source")


def _refuse_without(years: Sequence[int], year: int | None, name: str) -> None:
    if not years:
        raise Unknown(_("{name}还没有已发布的年报。").format(name=name))
    if year is not None and year not in years:
        told = "、".join(map(str, years))
        raise Unknown(_("{name}没有 {year} 年度的年报，有的是 {years} 年度。").format(name=name, year=year, years=told))


def _of_report(report: Report, key: str, address: str, years: Sequence[int]) -> Item:
    revision = report.published
    assert revision is not None  # noqa: S101 - the query asks for it
    cells = cells_of(revision)
    form = layout_of(revision.form, cells)
    figures = {code: _figure(spec, cells.get(code)) for code, spec in form.cells.items()} if form else {}
    series = f"agency:{report.agency_id}"
    return Item(key, series, report.agency.name, report.year, form, address, figures, years, revision)


def _figure(spec: CellSpec, cell: Cell | None) -> Figure:
    """Amounts in one unit, whichever each agency printed; one of unknown unit is not compared, unless it is 0."""
    state = state_of(cell)
    if cell is None or state not in {State.NUMBER, State.ZERO}:
        return Figure(state)
    number = in_column_unit(spec, cell) if spec.column.unit_as_printed and cell.value else cell.value
    return Figure(state if number is not None else State.UNCERTAIN, number)


# -- a division: sums --


def _division(code: str, year: int | None, cells: Sequence[str]) -> Item:
    """Of those cells only: adding up a column takes longer than reading the whole of a report."""
    level = _LEVELS.get(len(code))
    if level is None or code not in table().names:
        raise Unknown(_("没有代码是 {code} 的地区。").format(code=code))
    name = table().full_name(code)
    years = [int(row.group[Dimension.YEAR]) for row in sums(by=[Dimension.YEAR], cells=(), where={level.value: code})]
    _refuse_without(years, year, name)
    chosen = year or years[-1]
    (row,) = sums(by=[], cells=cells, where={level.value: code, "year": chosen})
    figures = {cell: Figure(_state_of(number), number) for cell, number in row.sums.items() if number is not None}
    series, form = f"division:{code}", form_of(chosen)
    address = division_address(code)
    return Item(f"{series}@{chosen}", series, name, chosen, form, address, figures, years, reports=row.reports)


def _state_of(number: Number) -> State:
    return State.NUMBER if number else State.ZERO
