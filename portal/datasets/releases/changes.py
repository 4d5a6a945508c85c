"""What is different between two releases, number by number: both tables of cells are read once, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from portal.datasets.releases.packing import reading_rows


class Change(StrEnum):
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Number:
    value: str
    status: str


NOTHING = Number("", "absent")
Cells = dict[str, Number]
# In the order of CHANGES.columns.
Row = tuple[int, str, str, str, str, str, str]


def reports_in(path: Path) -> Iterator[tuple[int, Cells]]:
    """The cells of one report after the other, the reports in the order of their numbers."""
    with reading_rows(path) as rows:
        for report, members in groupby(rows, key=lambda row: int(row["report"])):
            yield report, {row["cell"]: Number(row["value"], row["status"]) for row in members}


def changes(before: Iterable[tuple[int, Cells]], after: Iterable[tuple[int, Cells]]) -> Iterator[Row]:
    for report, old, new in side_by_side(before, after):
        if old is None:
            yield (report, "", Change.ADDED.value, "", "", "", "")
        elif new is None:
            yield (report, "", Change.WITHDRAWN.value, "", "", "", "")
        else:
            yield from _changed(report, old, new)


def side_by_side(
    before: Iterable[tuple[int, Cells]], after: Iterable[tuple[int, Cells]]
) -> Iterator[tuple[int, Cells | None, Cells | None]]:
    """Both are in the order of the reports' numbers; None where one of them has no such report."""
    old, new = iter(before), iter(after)
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None  # noqa: S101 - one of them is there
            yield left[0], left[1], None
            left = next(old, None)
        elif left is None or right[0] < left[0]:
            yield right[0], None, right[1]
            right = next(new, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(old, None), next(new, None)


def _changed(report: int, old: Cells, new: Cells) -> Iterator[Row]:
    for cell in dict.fromkeys((*old, *new)):
        was, now = old.get(cell, NOTHING), new.get(cell, NOTHING)
        if was != now:
            yield (report, cell, Change.CHANGED.value, was.value, was.status, now.value, now.status)


def counting(rows: Iterable[Row], counts: Counter[str]) -> Iterator[Row]:
    """The same rows, each counted as what it is."""
    for row in rows:
        counts[row[2]] += 1
        yield row
