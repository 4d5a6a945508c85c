"""The reports that the charts of trends are made of, and their sums: added up beforehand wherever that will do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from archive.counting import Dimension, SumRow, sums
from archive.models import Counts
from archive.places import CITY, COUNTY, PROVINCE
from archive.rate_sums import Group, summed_rates
from archive.rates import Rate
from portal.api.chosen_reports import among
from portal.api.versions import mark
from search.engines.base import Facet
from search.searching import Ask
from search.selecting import Selection, select

# What the counts have columns for: whoever asks for nothing else needs no index.
_PLAIN = {Facet.DISTRICT, Facet.KIND, Facet.YEAR}
_LEVELS = {PROVINCE: Dimension.PROVINCE, CITY: Dimension.CITY, COUNTY: Dimension.COUNTY}


@dataclass(frozen=True, slots=True)
class Scope:
    """Either ``where`` tells by columns which reports are meant, or they are those ``within``.

    ``key`` is the same for the same reports.
    """

    key: str
    where: Mapping[str, object] = field(default_factory=dict)
    within: QuerySet[Counts] | None = None
    notices: tuple[str, ...] = ()

    def sums(self, by: Sequence[Dimension], cells: Iterable[str]) -> list[SumRow]:
        return sums(by=by, cells=cells, where=self.where, within=self.within)

    def rates(self, by: Sequence[Dimension], codes: Collection[str]) -> dict[Group, dict[str, Rate]]:
        return summed_rates(codes, by=by, where=self.where, within=self.within)

    def rows(self) -> QuerySet[Counts]:
        """The reports one by one."""
        return Counts.objects.filter(**self.where) if self.within is None else self.within


def scope_of(ask: Ask) -> Scope:
    if ask.query.strip() or not ask.chosen.keys() <= _PLAIN:
        return _selected(ask)
    where = _columns(ask)
    codes = sorted(ask.chosen.get(Facet.DISTRICT, ()))
    levels = {len(code) for code in codes}
    if not codes:
        return Scope(mark(where), where)
    if len(levels) == 1 and levels <= _LEVELS.keys():
        where |= {f"{_LEVELS[levels.pop()]}__in": codes}
        return Scope(mark(where), where)
    return Scope(mark([where, codes]), within=Counts.objects.filter(_in_any(codes), **where))


def _columns(ask: Ask) -> dict[str, object]:
    where: dict[str, object] = {}
    if kinds := ask.chosen.get(Facet.KIND):
        where["kind__in"] = sorted(kinds)
    if years := ask.chosen.get(Facet.YEAR):
        where["year__in"] = sorted(int(year) for year in years if year.isascii() and year.isdigit() and len(year) == 4)
    return where


def _in_any(codes: Iterable[str]) -> Q:
    known = [Q(**{_LEVELS[len(code)]: code}) for code in codes if len(code) in _LEVELS]
    return reduce(or_, known, Q(pk__in=()))


def _selected(ask: Ask) -> Scope:
    found = select(ask)
    ids = sorted(found.reports)
    return Scope(mark(ids), within=Counts.objects.filter(pk__in=among(ids)), notices=(*found.notices, *_widened(found)))


def _widened(found: Selection) -> Iterator[str]:
    """What was looked for besides the reader's own words."""
    for word, others in found.synonyms.items():
        yield _("“{word}”也找了：{others}。").format(word=word, others="、".join(others))
