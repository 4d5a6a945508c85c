"""The parts of a place side by side in one year, as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive.areas import Area, reports_below
from archive.cells import Number
from archive.coverage import CENTRAL_CODE, own_agencies
from archive.divisions import table
from archive.divisions.tree import below
from archive.forms.rows import RECEIVED
from archive.kinds import Kind
from archive.ranking import (
    CLOSED_TOTAL,
    LEAST_RANKED,
    RECEIVED_TOTAL,
    Entry,
    Ranked,
    Why,
    measures,
    of_agencies,
    of_divisions,
    ranked,
)
from archive.rates import definitions
from portal.addresses import agency_address, division_address, report_home
from portal.form_tables import shown
from portal.percent import ShownRate, shown_rate

# So many townships no county has.
MOST_AGENCIES = 200
# One alone has no rank.
_FEWEST = 2
_TOWNSHIPS = (Kind.TOWNSHIP.value, Kind.SUBDISTRICT.value)


@dataclass(frozen=True, slots=True)
class Head:
    """A column that can be ranked by: its address, and whether it is."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True, slots=True)
class Line:
    """``numbers`` are requests received and closed; ``report`` is the address of the report that they are from."""

    name: str
    address: str
    rank: int | None
    why: str
    numbers: tuple[str, ...]
    rates: tuple[ShownRate, ...]
    report: str
    reports: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """``of_places``: of divisions by their governments' reports; otherwise of agencies."""

    year: int
    years: tuple[Head, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    of_places: bool
    least: int = LEAST_RANKED

    @property
    def ranked(self) -> int:
        return sum(line.rank is not None for line in self.lines)


def ranking_of(code: str, area: Area, request: HttpRequest) -> Ranking | None:
    """None where there is nothing to put side by side."""
    if not area.reports:
        return None
    year, measure = _year(area, request.GET.get("year", "")), _measure(request.GET.get("by", ""))
    parts = below(code) if code != CENTRAL_CODE else ()
    named = {part: (table().names[part], division_address(part)) for part in parts} or _agencies(code)
    if len(named) < _FEWEST:
        return None
    entries = of_divisions(parts, year) if parts else of_agencies([int(key) for key in named], year)
    counts = reports_below(code, parts)
    lines = tuple(_line(one, named, counts) for one in ranked(entries, measure))
    years = [Head(str(one), _address(code, one, measure), one == year) for one in sorted(area.reports, reverse=True)]
    return Ranking(year, tuple(years), _heads(code, year, measure), lines, bool(parts))


def _year(area: Area, asked: str) -> int:
    """The one that was asked for, or the newest that has not only just begun to come in."""
    if asked.isascii() and asked.isdigit() and int(asked[:4]) in area.reports:
        return int(asked[:4])
    most = max(area.reports.values())
    return max(year for year, reports in area.reports.items() if reports * 2 >= most)


def _measure(asked: str) -> str:
    return asked if asked in measures() else measures()[0]


def _agencies(code: str) -> dict[str, tuple[str, str]]:
    """Townships and subdistricts of a county; the departments of the State Council."""
    found = own_agencies(code)
    if code != CENTRAL_CODE:
        found = found.filter(kind__in=_TOWNSHIPS)
    rows = found.order_by("township", "name", "pk")[:MOST_AGENCIES]
    return {str(agency.pk): (agency.name, agency_address(agency)) for agency in rows}


def _heads(code: str, year: int, measure: str) -> tuple[Head, ...]:
    names = {"received": RECEIVED.core, **{one.code: one.name for one in definitions()}}
    return tuple(Head(names[one], _address(code, year, one), one == measure) for one in measures())


def _address(code: str, year: int, measure: str) -> str:
    return f"{division_address(code)}?{urlencode({'year': year, 'by': measure})}#parts"


def _line(one: Ranked, named: Mapping[str, tuple[str, str]], counts: Mapping[str, int]) -> Line:
    name, address = named[one.entry.key]
    numbers = one.entry.numbers
    values: Mapping[str, Number | None] = numbers.values if numbers else {}
    return Line(
        name,
        address,
        one.rank,
        _why(one),
        tuple(_text(values.get(code)) for code in (RECEIVED_TOTAL, CLOSED_TOTAL)),
        _rates(one.entry),
        report_home(numbers.report) if numbers else "",
        counts.get(one.entry.key),
    )


def _rates(entry: Entry) -> tuple[ShownRate, ...]:
    rates: Sequence[str] = measures()[1:]
    if entry.numbers is None:
        return tuple(ShownRate("", "", is_few=False) for _rate in rates)
    found = entry.numbers.rates
    return tuple(shown_rate(found[rate]) for rate in rates)


def _text(number: Number | None) -> str:
    return "" if number is None else shown(number)


def _why(one: Ranked) -> str:
    match one.why:
        case None:
            return ""
        case Why.MISSING:
            return _("没有收录")
        case Why.SEVERAL:
            return _("不止一份")
        case Why.UNREAD:
            return _("没有读出")
        case Why.FEW:
            return _("件数太少")
