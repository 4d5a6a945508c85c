"""Reports of one year side by side: ranked by a measure, without those of which it is not known.

Of divisions it is the government's own report that stands for each; those of its departments are not added to it,
since it may count them already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from archive.cells import Number
from archive.counting import ABSENT, columns, shown
from archive.forms import all_cells
from archive.forms.rows import CLOSED, RECEIVED, TOTAL
from archive.kinds import Kind
from archive.models import Counts
from archive.rates import Rate, definitions, rate_cells, rates_of

# No rate is ranked that so few closed requests stand behind: one request more or less would move it too far.
LEAST_RANKED = 30
RECEIVED_TOTAL, CLOSED_TOTAL = (f"{row.code}.{TOTAL.code}" for row in (RECEIVED, CLOSED))
_CELLS = tuple(dict.fromkeys((RECEIVED_TOTAL, CLOSED_TOTAL, *rate_cells())))
_OF_DIVISION = (Kind.GOVERNMENT, Kind.GOV_OFFICE)


class Why(StrEnum):
    """Why something has no rank."""

    MISSING = "missing"
    SEVERAL = "several"
    UNREAD = "unread"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of one report: by the code of their cell, None where one ought to be and is not."""

    report: int
    agency: int
    division: str
    kind: str
    values: Mapping[str, Number | None]

    @property
    def rates(self) -> dict[str, Rate]:
        return {rate.definition.code: rate for rate in rates_of(self.values)}


@dataclass(frozen=True, slots=True)
class Entry:
    """``key`` is a division's code or an agency's number; without ``numbers`` it says why."""

    key: str
    numbers: Numbers | None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    entry: Entry
    rank: int | None
    why: Why | None


def measures() -> tuple[str, ...]:
    """What can be ranked by: requests received, and the rates of what was closed."""
    closed = (CLOSED_TOTAL,)
    return ("received", *(one.code for one in definitions() if one.denominator == closed))


# -- what is compared --


def of_divisions(codes: Sequence[str], year: int) -> list[Entry]:
    """Each by the report of its government, or else of its government's office."""
    kinds = [kind.value for kind in _OF_DIVISION]
    rows = _numbers(Counts.objects.filter(year=year, kind__in=kinds, report__agency__division__in=codes))
    found: dict[str, dict[str, list[Numbers]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.division][row.kind].append(row)
    return [_entry(code, next((found[code][kind] for kind in kinds if found[code][kind]), [])) for code in codes]


def of_agencies(agencies: Sequence[int], year: int) -> list[Entry]:
    found: dict[int, list[Numbers]] = defaultdict(list)
    for row in _numbers(Counts.objects.filter(year=year, report__agency__in=agencies)):
        found[row.agency].append(row)
    return [_entry(str(agency), found[agency]) for agency in agencies]


def _entry(key: str, found: Sequence[Numbers]) -> Entry:
    if len(found) == 1:
        return Entry(key, found[0])
    return Entry(key, None, Why.SEVERAL if found else Why.MISSING)


def _numbers(rows: QuerySet[Counts]) -> Iterator[Numbers]:
    names = {code: columns()[code] for code in _CELLS}
    places = {code: place for place, code in enumerate(columns())}
    picked = rows.values("pk", "report__agency", "report__agency__division", "kind", "states", *names.values())
    for row in picked:
        values = {
            code: shown(all_cells()[code].column, row[name])
            for code, name in names.items()
            if row["states"][places[code]] != ABSENT
        }
        agency, division = row["report__agency"], row["report__agency__division"] or ""
        yield Numbers(row["pk"], agency, division, row["kind"], values)


# -- ranked --


def ranked(entries: Iterable[Entry], measure: str) -> list[Ranked]:
    """The greatest first, equals with one rank; then those without one, in the order given."""
    value = _received if measure == "received" else _share(measure)
    valued = [(entry, value(entry)) for entry in entries]
    known = [(entry, number) for entry, number in valued if isinstance(number, int | float)]
    known.sort(key=lambda pair: -pair[1])
    numbers = [number for _, number in known]
    first = [Ranked(entry, numbers.index(number) + 1, None) for entry, number in known]
    return [*first, *(Ranked(entry, None, why) for entry, why in valued if isinstance(why, Why))]


def _received(entry: Entry) -> float | Why:
    if entry.numbers is None:
        return entry.why or Why.MISSING
    number = entry.numbers.values.get(RECEIVED_TOTAL)
    return Why.UNREAD if number is None else float(number)


def _share(measure: str) -> Callable[[Entry], float | Why]:
    def share(entry: Entry) -> float | Why:
        if entry.numbers is None:
            return entry.why or Why.MISSING
        rate = entry.numbers.rates[measure]
        if rate.denominator is not None and rate.denominator < LEAST_RANKED:
            return Why.FEW
        return Why.UNREAD if rate.share is None else rate.share

    return share
