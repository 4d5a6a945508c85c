"""The reports of one body through the years, its predecessors and successors included; missing years are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.models import Report
from archive.neighbours import series
from portal.addresses import report_address
from portal.pages.report_neighbours import compare_address


@dataclass(frozen=True, slots=True)
class Year:
    """``address`` is empty where there is no report; ``name`` is set where the body was called otherwise."""

    year: int
    address: str = ""
    name: str = ""
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """``comparison`` is the address where this report stands beside the one before."""

    years: tuple[Year, ...]
    before: Year | None
    after: Year | None
    comparison: str

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(year.year for year in self.years if not year.address)


def series_of(report: Report) -> Series:
    rows = Report.objects.filter(agency__in=series(report.agency), published__isnull=False)
    reports = list(rows.select_related("agency").order_by("year", "id"))
    before = next((one for one in reversed(reports) if one.year < report.year), None)
    after = next((one for one in reports if one.year > report.year), None)
    return Series(
        tuple(_years(reports, report)),
        _year(before, report) if before else None,
        _year(after, report) if after else None,
        compare_address(report, before) if before else "",
    )


def _years(reports: Sequence[Report], this: Report) -> list[Year]:
    years: list[Year] = []
    for report in reports:
        last = years[-1].year if years else report.year
        years += [Year(missing) for missing in range(last + 1, report.year)]
        years.append(_year(report, this))
    return years


def _year(report: Report, this: Report) -> Year:
    name = "" if report.agency_id == this.agency_id else report.agency.name
    return Year(report.year, report_address(report), name, report.pk == this.pk)
