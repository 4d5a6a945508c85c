"""What the reports of a place add up to, year by year, and how many of them there are.

Reports of governments are left out of sums: they may count what their departments report as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from archive.cells import Number
from archive.counting import Dimension, SumRow, columns, outcome_cells, sums
from archive.coverage import CENTRAL_CODE
from archive.forms.rows import CARRIED_OUT, CLOSED, RECEIVED, TOTAL
from archive.kinds import Kind
from archive.models import Counts
from archive.places import CITY, COUNTY, PROVINCE
from archive.rate_sums import summed_rates, unknown_rates
from archive.rates import Rate

GOVERNMENTS = frozenset({Kind.GOVERNMENT.value, Kind.GOV_OFFICE.value})
_DIMENSIONS = {PROVINCE: Dimension.PROVINCE, CITY: Dimension.CITY, COUNTY: Dimension.COUNTY}
# A report without one of these has no numbers to add.
_NEEDED = tuple(f"{row.code}.{TOTAL.code}" for row in (RECEIVED, CLOSED))

_DISCLOSED = "disclosed"


@dataclass(frozen=True, slots=True)
class YearSum:
    """``reports`` are those added up, ``unread`` how many of them lack the numbers of requests.

    ``disclosed`` is the share that was disclosed, of reports only in which all its parts are known.
    """

    year: int
    reports: int
    unread: int
    sums: Mapping[str, Number | None]
    disclosed: Rate

    def number(self, codes: Iterable[str]) -> Number | None:
        return _sum(self.sums.get(code) for code in codes)


@dataclass(frozen=True, slots=True)
class Area:
    """``reports`` counts all reports by year, those of governments among them."""

    reports: Mapping[int, int]
    sums: Sequence[YearSum]


def where_of(code: str) -> dict[str, object]:
    """The reports of a place and of all below it, by the dimensions of their numbers."""
    if code == CENTRAL_CODE:
        return {Dimension.PROVINCE.value: "", Dimension.KIND.value: Kind.CENTRAL.value}
    return {_DIMENSIONS[len(code)].value: code}


def area_of(code: str) -> Area:
    cells = (*_NEEDED, f"{CARRIED_OUT.code}.{TOTAL.code}", *_outcomes())
    rows = sums(by=[Dimension.YEAR, Dimension.KIND], cells=cells, where=where_of(code))
    reports: dict[int, int] = defaultdict(int)
    for row in rows:
        reports[int(row.group[Dimension.YEAR])] += row.reports
    added = _added([row for row in rows if row.group[Dimension.KIND] not in GOVERNMENTS], _unread(code), _rates(code))
    return Area(dict(sorted(reports.items())), added)


def _outcomes() -> list[str]:
    return [code for codes in outcome_cells(TOTAL.code).values() for code in codes]


def _added(rows: Iterable[SumRow], unread: Mapping[int, int], rates: Mapping[int, Rate]) -> list[YearSum]:
    nobody_knows = unknown_rates([_DISCLOSED])[_DISCLOSED]
    by_year: dict[int, list[SumRow]] = defaultdict(list)
    for row in rows:
        by_year[int(row.group[Dimension.YEAR])].append(row)
    return [
        YearSum(
            year,
            sum(row.reports for row in found),
            unread.get(year, 0),
            _together(found),
            rates.get(year, nobody_knows),
        )
        for year, found in sorted(by_year.items())
    ]


def _together(rows: Sequence[SumRow]) -> dict[str, Number | None]:
    return {code: _sum(row.sums[code] for row in rows) for code in rows[0].sums}


def _sum(numbers: Iterable[Number | None]) -> Number | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _unread(code: str) -> dict[int, int]:
    """Year → reports without a number of requests received or closed."""
    lacking = Q()
    for cell in _NEEDED:
        lacking |= Q(**{f"{columns()[cell]}__isnull": True})
    rows = Counts.objects.filter(lacking, **where_of(code)).exclude(kind__in=GOVERNMENTS)
    return dict(rows.values_list("year").annotate(Count("pk")).order_by())


def _rates(code: str) -> dict[int, Rate]:
    departments = Counts.objects.exclude(kind__in=GOVERNMENTS)
    found = summed_rates([_DISCLOSED], by=[Dimension.YEAR], where=where_of(code), within=departments)
    return {int(year): rates[_DISCLOSED] for (year,), rates in found.items()}


def reports_below(code: str, parts: Sequence[str]) -> dict[str, int]:
    """Part of the place → how many reports it has in all."""
    dimensions = [dimension for digits, dimension in _DIMENSIONS.items() if digits in {len(part) for part in parts}]
    if not dimensions:
        return {}
    found: dict[str, int] = defaultdict(int)
    for row in sums(by=dimensions, cells=(), where={} if not code else where_of(code)):
        for dimension in dimensions:
            found[str(row.group[dimension])] += row.reports
    return {part: found[part] for part in parts}
