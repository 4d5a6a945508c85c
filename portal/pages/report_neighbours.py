"""Other reports of the same year that a reader may want beside this one, and why each is offered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.agency_names import without_national_prefix
from archive.cells import Number
from archive.divisions.path import divisions_in_front
from archive.forms.rows import RECEIVED, TOTAL
from archive.kinds import KIND_LABELS, Kind
from archive.models import Counts, Report
from archive.models.counts import column_of
from archive.places import CITY, COUNTY, PROVINCE
from portal.addresses import report_address

MOST = 6
# With fewer requests, being alike means nothing.
FEWEST_REQUESTS = 5
# Bodies that differ by their place only; others are alike if their own names are.
_BY_KIND = {Kind.TOWNSHIP, Kind.SUBDISTRICT, Kind.ZONE, Kind.GOVERNMENT, Kind.GOV_OFFICE, Kind.CENTRAL}
_RECEIVED_CELL = f"{RECEIVED.code}.{TOTAL.code}"
_RECEIVED = column_of(_RECEIVED_CELL)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``received`` is how many requests it received, None where that was not read."""

    name: str
    address: str
    comparison: str
    received: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """``reason`` tells why these are shown."""

    title: str
    reason: str
    neighbours: tuple[Neighbour, ...]


def compare_address(one: Report, other: Report) -> str:
    return f"{reverse('compare')}?a=report:{one.pk}&b=report:{other.pk}"


def groups_around(report: Report, received: Number | None) -> list[Group]:
    """Each report once: the nearest of its kind, its own place, and those with as much to do."""
    shown = {report.pk}
    groups = []
    for title, reason, ids in (_same_kind(report), _same_place(report), _same_size(report, received)):
        chosen = _first(ids, shown)
        shown |= set(chosen)
        if chosen:
            groups.append(Group(title, reason, tuple(_neighbours(report, chosen))))
    return groups


def _first(ids: Iterable[int], shown: Collection[int]) -> list[int]:
    return [pk for pk in ids if pk not in shown][:MOST]


def _neighbours(report: Report, ids: list[int]) -> Iterator[Neighbour]:
    rows = Report.objects.filter(pk__in=ids, published__isnull=False).select_related("agency")
    found = {row.pk: row for row in rows.annotate(received=F(f"counts__{_RECEIVED}"))}
    for row in (found[pk] for pk in ids if pk in found):
        yield Neighbour(row.agency.name, report_address(row), compare_address(report, row), row.received)


def _of_the_year(report: Report) -> QuerySet[Counts]:
    return Counts.objects.filter(year=report.year)


Choice = tuple[str, str, list[int]]


def _same_kind(report: Report) -> Choice:
    """The nearest first: those that share more of the division's code."""
    kind, code = Kind(report.agency.kind), report.agency.division_id or ""
    rows = _of_the_year(report).filter(kind=kind, province=code[:PROVINCE])
    own = _own_name(report.agency.name)
    if kind not in _BY_KIND and own:
        rows = rows.filter(report__agency__name__endswith=own)
        title, reason = _("别处的{name}").format(name=own), _("名称相同的机关，由近到远")
    else:
        title, reason = str(KIND_LABELS[kind]), _("同一类机关，由近到远")
    places = rows.order_by("report_id").values_list("report_id", "city", "county")
    nearest = sorted(places, key=lambda row: (row[2] != code, row[1] != code[:CITY], row[2], row[0]))
    return title, reason, [row[0] for row in nearest]


def _own_name(name: str) -> str:
    """Without the divisions in front: 淮安市洪泽区财政局 → 财政局."""
    plain = without_national_prefix(name)
    return plain[divisions_in_front(plain).end :]


def _same_place(report: Report) -> Choice:
    code = report.agency.division_id or ""
    digits = {"province": code[:PROVINCE], "city": code[:CITY], "county": code[:COUNTY]}
    exact = {
        name: value if len(code) >= size else "" for (name, value), size in zip(digits.items(), _SIZES, strict=True)
    }
    ids = _of_the_year(report).filter(**exact).order_by("kind", "report_id").values_list("report_id", flat=True)
    return _("同一地区的其他机关"), _("同一地区、同一年"), list(ids[: 3 * MOST])


_SIZES = (PROVINCE, CITY, COUNTY)


def _same_size(report: Report, received: Number | None) -> Choice:
    title, reason = _("申请数量相近的"), _("同类机关，同一年，新收申请的数量最接近，不分地区")
    if received is None or received < FEWEST_REQUESTS:
        return title, reason, []
    between = {f"{_RECEIVED}__gte": received // 2, f"{_RECEIVED}__lte": received * 2}
    rows = _of_the_year(report).filter(kind=report.agency.kind, **between)
    nearest = rows.annotate(gap=Abs(F(_RECEIVED) - received)).order_by("gap", "report_id")
    return title, reason, list(nearest.values_list("report_id", flat=True)[: 3 * MOST])


def received_of(numbers: dict[str, Number | None]) -> Number | None:
    return numbers.get(_RECEIVED_CELL)
