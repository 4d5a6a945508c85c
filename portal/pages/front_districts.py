"""What is there from where: the provinces, or the cities as long as there is only one province."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from archive.cells import Number
from archive.counting import Dimension, SumRow, outcome_cells, sums
from archive.forms.rows import RECEIVED, TOTAL
from archive.models import Division
from archive.rate_sums import summed_rates, unknown_rates
from archive.rates import Rate
from portal.addresses import division_address
from portal.charts import outcome_hue
from portal.percent import ShownRate, shown_rate
from portal.remembering import remembered

_RECEIVED = f"{RECEIVED.code}.{TOTAL.code}"
_RATE = "disclosed"
# How finely the strip of outcomes is drawn.
_WHOLE = 1000

Numbers = Mapping[str, Number]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the strip that shows how a district's requests ended."""

    hue: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Only the numbers that some report has."""

    reports: int
    numbers: Numbers

    @property
    def received(self) -> Number | None:
        return self.numbers.get(_RECEIVED)

    @property
    def strip(self) -> list[Part]:
        requests = by_outcome(self.numbers)
        whole = sum(requests.values())
        ends = list(accumulate(requests.values(), initial=0))
        marks = [round(end * _WHOLE / whole) for end in ends] if whole else [0] * len(ends)
        pieces = zip(requests, marks, marks[1:], strict=False)
        return [Part(outcome_hue(outcome), start, end - start) for outcome, start, end in pieces if end > start]


@dataclass(frozen=True, slots=True)
class District:
    """``name`` is empty for the bodies that belong to no place, or to none that is known.

    ``disclosed`` is of those reports only in which all its parts are known.
    """

    name: str
    address: str
    sums: Sums
    disclosed: ShownRate


def districts() -> list[District]:
    """In the order of the list of divisions; what belongs to none comes last."""
    provinces = sums(by=[Dimension.PROVINCE], cells=_cells())
    if len(provinces) == 1 and (only := str(provinces[0].group[Dimension.PROVINCE])):
        return _districts(sums(by=[Dimension.CITY], cells=_cells(), where={"province": only}), Dimension.CITY, only)
    return _districts(provinces, Dimension.PROVINCE)


def _disclosed(by: Dimension, above: str) -> dict[str, Rate]:
    """By code.  Looked up in every report, unlike the sums, and therefore not at every visit."""
    where = {Dimension.PROVINCE.value: above} if above else {}
    found = remembered(["rates", by, above], lambda: summed_rates([_RATE], by=[by], where=where))
    return {str(code): rates[_RATE] for (code,), rates in found.items()}


def in_all(rows: Iterable[District]) -> Sums:
    total: dict[str, Number] = {}
    reports = 0
    for row in rows:
        reports += row.sums.reports
        for code, number in row.sums.numbers.items():
            total[code] = total.get(code, 0) + number
    return Sums(reports, total)


def by_outcome(numbers: Numbers) -> dict[str, Number]:
    return {
        outcome: sum(numbers.get(code, 0) for code in codes) for outcome, codes in outcome_cells(TOTAL.code).items()
    }


def _cells() -> list[str]:
    outcomes = [code for codes in outcome_cells(TOTAL.code).values() for code in codes]
    return list(dict.fromkeys([_RECEIVED, *outcomes]))


def _districts(rows: list[SumRow], by: Dimension, above: str = "") -> list[District]:
    """What has no code in this dimension belongs to the division above, if there is one."""
    codes = {str(row.group[by]): row for row in rows}
    names = Division.objects.in_bulk([*codes, above])
    rates, nobody_knows = _disclosed(by, above), unknown_rates([_RATE])[_RATE]
    return [
        _district(names.get(code or above), row, shown_rate(rates.get(code, nobody_knows)))
        for code, row in sorted(codes.items(), key=_last_without_code)
    ]


def _last_without_code(item: tuple[str, SumRow]) -> tuple[bool, str]:
    return not item[0], item[0]


def _district(division: Division | None, row: SumRow, disclosed: ShownRate) -> District:
    known = Sums(row.reports, {code: number for code, number in row.sums.items() if number is not None})
    if division is None:
        return District("", "", known, disclosed)
    return District(division.name, division_address(division.code), known, disclosed)
