"""All places with reports: the country's departments and the provinces; any other is found by name or pinyin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.counting import Dimension, SumRow, sums
from archive.coverage import CENTRAL_CODE
from archive.divisions.tree import provinces
from archive.kinds import Kind
from archive.models import Division
from archive.places import COUNTY
from archive.selectors import divisions_like
from portal.addresses import division_address
from portal.linked_data import as_json_ld, breadcrumbs
from portal.pages.division import name_of

LONGEST_QUERY = 60


@dataclass(frozen=True, slots=True)
class Line:
    """``newest`` counts the reports of the last year."""

    name: str
    address: str
    reports: int
    first: int | None
    last: int | None
    newest: int


@require_safe
def divisions(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    rows = sums(by=[Dimension.PROVINCE, Dimension.YEAR, Dimension.KIND], cells=())
    newest = max((int(row.group[Dimension.YEAR]) for row in rows), default=None)
    lines = [_line(code, rows_of, newest) for code, rows_of in _by_code(rows).items()]
    context = {
        "typed": typed,
        "found": [(division, _address(division)) for division in divisions_like(typed)] if typed else [],
        "newest": newest,
        "with_reports": [line for line in lines if line.reports],
        "without": [line for line in lines if not line.reports],
        "unplaced": sum(row.reports for row in rows if _code(row) == ""),
        "json_ld": as_json_ld(breadcrumbs(request, [(line.name, line.address) for line in lines if line.reports])),
    }
    return render(request, "division/index.html", context)


def _address(division: Division) -> str:
    """A township is found on its county's page."""
    return division_address(division.pk[:COUNTY])


def _code(row: SumRow) -> str:
    """Nothing for reports of which nobody knows the place yet."""
    province = str(row.group[Dimension.PROVINCE])
    return province or (CENTRAL_CODE if row.group[Dimension.KIND] == Kind.CENTRAL else "")


def _by_code(rows: Iterable[SumRow]) -> dict[str, list[SumRow]]:
    found: dict[str, list[SumRow]] = defaultdict(list)
    for row in rows:
        found[_code(row)].append(row)
    return {code: found.get(code, []) for code in (CENTRAL_CODE, *provinces())}


def _line(code: str, rows: Iterable[SumRow], newest: int | None) -> Line:
    by_year: dict[int, int] = defaultdict(int)
    for row in rows:
        by_year[int(row.group[Dimension.YEAR])] += row.reports
    return Line(
        name_of(code),
        division_address(code),
        sum(by_year.values()),
        min(by_year, default=None),
        max(by_year, default=None),
        by_year.get(newest or 0, 0),
    )
