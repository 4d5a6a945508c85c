"""The agencies of a place, by kind, with the years of which the archive has their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest

from archive.coverage import Covered, Mark, Timing, covered, own_agencies
from archive.kinds import KIND_LABELS, Kind
from archive.models import Agency
from archive.series import Lifetime, lifetimes
from portal.addresses import agency_address, report_home

AGENCIES_A_PAGE = 60
# Earlier years are on the pages of the agencies.
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """One year of one agency; ``address`` is empty where the archive has no report.

    ``elsewhere``: its predecessor or its successor reported.
    """

    year: int
    address: str = ""
    late: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    address: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``before`` and ``after`` are numbers of pages, 0 where there is none."""

    years: tuple[int, ...]
    groups: tuple[Group, ...]
    agencies: int
    page: int
    pages: int
    before: int
    after: int


def matrix_of(code: str, years: Sequence[int], request: HttpRequest) -> Matrix:
    paginator = Paginator(_in_order(code), AGENCIES_A_PAGE)
    page = paginator.get_page(request.GET.get("agencies", "1"))
    shown = tuple(range(max(min(years), max(years) - MOST_YEARS + 1), max(years) + 1)) if years else ()
    agencies = list(page.object_list)
    groups = tuple(_groups(covered(agencies), shown, lifetimes(agencies)))
    return Matrix(
        shown,
        groups,
        paginator.count,
        page.number,
        paginator.num_pages,
        page.number - 1 if page.has_previous() else 0,
        page.number + 1 if page.has_next() else 0,
    )


def _in_order(code: str) -> Sequence[Agency]:
    """By kind in the statute's order, then by township and name."""
    whens = (When(kind=kind.value, then=Value(place)) for place, kind in enumerate(_KINDS))
    order = Case(*whens, default=Value(len(_KINDS)), output_field=IntegerField())
    return own_agencies(code).annotate(place=order).order_by("place", "township", "name", "pk")  # type: ignore[return-value]


# As offices are listed; those not named follow.
_LEADING = (Kind.GOVERNMENT, Kind.GOV_OFFICE, Kind.CENTRAL, Kind.DEPARTMENT, Kind.VERTICAL, Kind.BRANCH, Kind.ZONE)
_KINDS = (*_LEADING, *(kind for kind in KIND_LABELS if kind not in _LEADING))


def _groups(found: Sequence[Covered], years: Sequence[int], lives: Mapping[int, Lifetime]) -> Iterator[Group]:
    for label, members in groupby(found, key=lambda one: one.agency.get_kind_display()):
        yield Group(str(label), tuple(_row(one, years, lives[one.agency.pk]) for one in members))


def _row(one: Covered, years: Sequence[int], life: Lifetime) -> Row:
    # A body that others joined was there before.
    if life.first is not None and min(one.marks, default=life.first) < life.first:
        life = replace(life, first=None)
    places = (_place(year, one.marks.get(year), life) for year in years)
    return Row(one.agency.name, agency_address(one.agency), tuple(places))


def _place(year: int, mark: Mark | None, life: Lifetime) -> Place:
    if mark is None:
        return Place(year, elsewhere=not life.covers(year))
    return Place(year, report_home(mark.report), mark.timing is Timing.LATE)
