"""Sums and rates over the published reports, by any of the dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from archive.cells import Number
from archive.counting import Dimension, SumRow, outcome_cells, sums
from archive.forms import all_cells
from archive.forms.rows import CLOSED, TOTAL
from archive.kinds import KIND_LABELS, Kind
from archive.models import Counts
from archive.places import CITY, COUNTY, PROVINCE
from archive.rate_sums import Group, fractions
from portal.api.cells import CELL
from portal.api.chosen_reports import ChosenReports, among
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.parameters import Parameter, one_of
from portal.api.problems import Problem
from portal.api.schemas import ref
from portal.api.search_parameters import AGENCY, DISTRICT, KIND, NARROWING, REPORT, YEAR
from portal.remembering import remembered
from search.query.places import division_label

MOST_GROUPS = 5000
RATE_DIGITS = 6
BY = Parameter(
    "by",
    gettext_lazy("按什么分组；不给就是一行总数。"),
    "Dimensions to group by; one row of totals without.",
    one_of(Dimension),
    many=True,
    example=["year", "province"],
)
PER = Parameter(
    "per",
    gettext_lazy("rates 的分母：这些数据项之和。"),
    "Denominator of the rates: the sum of these cells.",
    one_of(all_cells()),
    many=True,
)
_LEVELS = {PROVINCE: Dimension.PROVINCE, CITY: Dimension.CITY, COUNTY: Dimension.COUNTY}
# These are columns of the sums themselves; other parameters need the search.
_PLAIN = {YEAR.name, KIND.name, DISTRICT.name}
_SEARCHED = {parameter.name for parameter in (*NARROWING, REPORT, AGENCY)} - _PLAIN
_CLOSED = f"{CLOSED.code}.{TOTAL.code}"

Parts = Mapping[str, Sequence[str]]
Rates = Mapping[str, float | None]


class Aggregates(Reading):
    told: ClassVar = {
        "get": Told(
            "aggregate",
            "numbers",
            gettext_lazy("汇总"),
            "Aggregates",
            ref("Aggregates"),
            gettext_lazy(
                "sums 是已发布年报该项数字之和，没有一份读出时为 null；rates 是两个和相除，"
                "只用两边各项都已读出的年报，所以除数可以小于 sums 里的和。"
                "不给 cell 时是六类办理结果，rates 是各占办结总数的比例。"
            ),
            example="?by=year&district=32",
        )
    }
    is_narrowed = True
    parameters = (REPORT, AGENCY, BY, CELL, PER)

    def get(self, request: Request) -> Response:
        by = [Dimension(name) for name in dict.fromkeys(self.asked.get("by", ()))]
        parts, below = self._parts()
        cells = {code for codes in parts.values() for code in codes}
        found = sums(by=by, cells=[code for code in all_cells() if code in cells], **self._scope)
        if len(found) > MOST_GROUPS:
            raise _too_many(len(found))
        rates = self._rates(by, parts, below) if below else {}
        nobody_knows = dict.fromkeys(parts if below else ())
        rows = [_row(each, parts, rates.get(tuple(each.group.values()), nobody_knows)) for each in found]
        return Response({"by": by, "rows": rows})

    def _rates(self, by: Sequence[Dimension], parts: Parts, below: Sequence[str]) -> Mapping[Group, Rates]:
        pairs = {name: (tuple(codes), tuple(below)) for name, codes in parts.items()}
        where = list(self.chosen.numbers or ()) if self._is_searched() else self._scope["where"]
        found = remembered(["fractions", pairs, by, where], lambda: fractions(pairs, by=by, **self._scope))
        return {
            group: {name: _rate(one.numerator, one.denominator) for name, one in row.items()}
            for group, row in found.items()
        }

    def _parts(self) -> tuple[Parts, Sequence[str]]:
        """What is added up under which name, and what the rates are of."""
        below: list[str] = self.asked.get("per", [])
        if "cell" in self.asked:
            return {code: (code,) for code in self.asked["cell"]}, below
        return outcome_cells(TOTAL.code), below or [_CLOSED]

    @cached_property
    def chosen(self) -> ChosenReports:
        return super().chosen if self._is_searched() else ChosenReports()

    def _is_searched(self) -> bool:
        levels = {len(code) for code in self.asked.get(DISTRICT.name, ())}
        return bool(_SEARCHED & self.asked.keys()) or len(levels) > 1

    @cached_property
    def _scope(self) -> dict[str, Any]:
        if self._is_searched():
            numbers = self.chosen.numbers or ()
            # Of all reports the sums are made beforehand.
            is_all = len(numbers) == Counts.objects.count()
            return {} if is_all else {"within": Counts.objects.filter(pk__in=among(numbers))}
        where: dict[str, object] = {}
        for name in (YEAR.name, KIND.name):
            if name in self.asked:
                where[f"{name}__in"] = self.asked[name]
        codes: list[str] = self.asked.get(DISTRICT.name, [])
        return {"where": where | {f"{_LEVELS[len(code)]}__in": codes for code in codes[:1]}}


def _row(row: SumRow, parts: Parts, rates: Rates) -> dict[str, Any]:
    return {
        "group": {dimension.value: value for dimension, value in row.group.items()},
        "names": {dimension.value: _name(dimension, value) for dimension, value in row.group.items()},
        "reports": row.reports,
        "sums": {name: _plain(_added(row, codes)) for name, codes in parts.items()},
        "rates": rates,
    }


def _added(row: SumRow, codes: Sequence[str]) -> Number | None:
    numbers = [number for code in codes if (number := row.sums[code]) is not None]
    return sum(numbers) if numbers else None


def _plain(number: Number | None) -> int | float | None:
    return number if number is None or isinstance(number, int) else float(number)


def _rate(number: Number | None, whole: Number | None) -> float | None:
    return round(float(number) / float(whole), RATE_DIGITS) if number is not None and whole else None


def _name(dimension: Dimension, value: str | int) -> str:
    match dimension:
        case Dimension.YEAR:
            return str(value)
        case Dimension.KIND:
            return KIND_LABELS[Kind(str(value))]
        case _:
            return division_label(str(value)) or _("未分到这一级")


def _too_many(groups: int) -> Problem:
    return Problem(
        "too-many-groups",
        _("有 {groups} 组，超过 {most} 组。请减少分组，或用 year、kind、district 缩小范围。").format(
            groups=groups, most=MOST_GROUPS
        ),
        f"{groups} groups are more than {MOST_GROUPS}: group by less, or narrow by year, kind or district.",
    )
