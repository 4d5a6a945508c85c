"""The published reports that a question finds, as rows that can be paged through: the same rows as in the files."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from archive.models import Report
from portal.datasets.columns import DataColumn
from portal.datasets.rows import Batch, long_batches, wide_batches

Row = dict[str, Any]
# Reports that are looked into at a time for cells of one status.
_AT_ONCE = 20
_LISTED = {
    "sqlite": "SELECT value FROM json_each(%s)",
    "postgresql": "SELECT value::bigint FROM json_array_elements_text(%s::json)",
}


@dataclass(frozen=True, slots=True)
class ChosenReports:
    """``numbers`` are those a search has found, in order; None is every published one."""

    numbers: tuple[int, ...] | None = None

    def after(self, report: int) -> Iterator[int]:
        """The numbers above this one, ascending."""
        if self.numbers is not None:
            return iter(self.numbers[bisect_right(self.numbers, report) :])
        return _published(pk__gt=report, order="pk")

    def before(self, report: int | None) -> Iterator[int]:
        """The numbers below this one, descending."""
        if self.numbers is not None:
            stop = len(self.numbers) if report is None else bisect_left(self.numbers, report)
            return reversed(self.numbers[:stop])
        return _published(order="-pk", **({} if report is None else {"pk__lt": report}))


def numbered(
    found: tuple[int, ...] | None, reports: Sequence[int] | None, agencies: Sequence[int] | None
) -> ChosenReports:
    """Of those that were found the ones with these numbers, or of these agencies."""
    asked = {"pk__in": reports, "agency__in": agencies}
    where = {name: values for name, values in asked.items() if values}
    if not where:
        return ChosenReports(found)
    listed = Report.objects.filter(published__isnull=False, **where).order_by("pk").values_list("pk", flat=True)
    kept = None if found is None else set(found)
    return ChosenReports(tuple(number for number in listed if kept is None or number in kept))


def among(numbers: Iterable[int]) -> RawSQL:
    """For ``pk__in``: as one text, since a database takes only so many values, and each costs time."""
    return RawSQL(_LISTED[connection.vendor], (json.dumps(list(numbers)),))  # noqa: S611 - our own text


def _published(order: str, **where: int) -> Iterator[int]:
    found = Report.objects.filter(published__isnull=False, **where).order_by(order)
    return iter(found.values_list("pk", flat=True).iterator(chunk_size=2000))


def rows_of(batches: Iterator[Batch], table: Sequence[DataColumn]) -> Iterator[Row]:
    names = [column.name for column in table]
    for batch in batches:
        yield from (dict(zip(names, values, strict=True)) for values in zip(*batch.values, strict=True))


@dataclass(frozen=True)
class Rows:
    """As much of a queryset as pages need: in one order or the other, from a place on, the first so many."""

    backwards: bool = False
    place: str | None = None

    def order_by(self, name: str) -> Rows:
        return replace(self, backwards=name.startswith("-"))

    def filter(self, **where: str) -> Rows:
        """``report__gt`` or ``place__lt``: what the pages ask."""
        (place,) = where.values()
        return replace(self, place=place)

    def __getitem__(self, wanted: slice) -> list[Row]:
        return list(islice(self.rows(wanted.stop), wanted.start, wanted.stop))

    def rows(self, most: int) -> Iterator[Row]:
        raise NotImplementedError


@dataclass(frozen=True)
class ReportRows(Rows):
    """A row for each report."""

    chosen: ChosenReports = ChosenReports()
    table: tuple[DataColumn, ...] = ()
    base: str = ""

    def rows(self, most: int) -> Iterator[Row]:
        place = int(self.place) if self.place is not None else None
        numbers = self.chosen.before(place) if self.backwards else self.chosen.after(place or 0)
        return rows_of(wide_batches(list(islice(numbers, most)), self.table, base=self.base), self.table)


@dataclass(frozen=True)
class CellRows(Rows):
    """A row for each cell of each report; ``place`` is the report's number and the cell's among those asked for."""

    chosen: ChosenReports = ChosenReports()
    table: tuple[DataColumn, ...] = ()
    codes: tuple[str, ...] = ()
    is_wanted: Callable[[Mapping[str, Any]], bool] = bool

    def rows(self, most: int) -> Iterator[Row]:
        numbers = self._numbers()
        while some := list(islice(numbers, max(1, min(_AT_ONCE, most // len(self.codes) + 1)))):
            yield from filter(self._is_beyond, self._cells(some))

    def _numbers(self) -> Iterator[int]:
        report = int(self.place.partition(".")[0]) if self.place is not None else None
        if self.backwards:
            return self.chosen.before(None if report is None else report + 1)
        return self.chosen.after((report or 1) - 1)

    def _cells(self, reports: list[int]) -> Iterator[Row]:
        rows = rows_of(long_batches(reports, self.table, self.codes), self.table)
        while of_report := list(islice(rows, len(self.codes))):
            placed = [row | {"place": f"{row['report']:012}.{n:04}"} for n, row in enumerate(of_report)]
            yield from filter(self.is_wanted, reversed(placed) if self.backwards else placed)

    def _is_beyond(self, row: Row) -> bool:
        if self.place is None:
            return True
        return bool(row["place"] < self.place if self.backwards else row["place"] > self.place)
