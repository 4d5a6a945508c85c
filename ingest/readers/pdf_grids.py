"""From ruled lines to grids: rows, columns, and cells that span several of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ingest.limits import MAX_TABLE_CELLS
from ingest.readers.pdf_matrices import Box
from ingest.refusals import Refusal

# Points.  Lines closer than this are one line: a double border, two borders drawn side by side.
NEAR = 4.0
# A gap up to this in a line is no gap: dots, dashes, lines that stop short of each other.
GAP = 3.0
# Shorter pieces rule nothing: the smallest row of a table is higher.
SHORTEST = 6.0
# A line that goes on beyond the last one across it by this much shows an open side of the table.
BEYOND = 8.0
# More tables stand on no page; of a drawing that has more, the largest are looked at.
MOST_GRIDS = 100
# Part of a cell's side that must be drawn for the side to be there.
DRAWN = 0.6


class Rule(NamedTuple):
    """A straight line: where it stands (x of a vertical, y of a horizontal one), where it begins and ends."""

    at: float
    start: float
    end: float


class Area(NamedTuple):
    """A cell: its first row and column (from 0), and how many of each it covers."""

    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Grid:
    """The ruled lines of one table, as positions of its columns (``xs``) and rows (``ys``), and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    @property
    def box(self) -> Box:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def size(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """Which area covers a row and column."""
        return {
            (row, column): number
            for number, area in enumerate(self.areas)
            for row in range(area.row, area.row + area.rowspan)
            for column in range(area.column, area.column + area.colspan)
        }

    def area_at(self, x: float, y: float) -> int | None:
        """The number of the cell around a point."""
        return self.places.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    def box_of(self, area: Area) -> Box:
        return (
            self.xs[area.column],
            self.ys[area.row],
            self.xs[area.column + area.colspan],
            self.ys[area.row + area.rowspan],
        )


def grids_of(rulings: Iterable[Box]) -> list[Grid]:
    """The tables that ruled lines draw, the smallest first, so that a table inside another is asked first."""
    level, upright = [], []
    for x0, y0, x1, y1 in rulings:
        if x1 - x0 >= y1 - y0:
            level.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            upright.append(Rule((x0 + x1) / 2, y0, y1))
    pairs = connected(merged(level), merged(upright))
    grids = [grid for level, upright in pairs if (grid := grid_of(level, upright))]
    return sorted(grids, key=lambda grid: grid.size)[-MOST_GRIDS:]


def merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line put together, and lines side by side taken for one."""
    found: list[Rule] = []
    for at, pieces in side_by_side(rules):
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start > end + GAP:
                found.append(Rule(at, start, end))
                start = piece.start
                end = piece.end
            end = max(end, piece.end)
        found.append(Rule(at, start, end))
    return [rule for rule in found if rule.end - rule.start >= SHORTEST]


def side_by_side(rules: list[Rule]) -> Iterator[tuple[float, list[Rule]]]:
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.at - group[0].at > NEAR:
            yield mean_place(group), sorted(group, key=lambda rule: rule.start)
            group = []
        group.append(rule)
    if group:
        yield mean_place(group), sorted(group, key=lambda rule: rule.start)


def mean_place(group: list[Rule]) -> float:
    weight = sum(rule.end - rule.start for rule in group)
    return sum(rule.at * (rule.end - rule.start) for rule in group) / weight if weight else group[0].at


def connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, table by table."""
    if len(level) * len(upright) > 2 * MAX_TABLE_CELLS:
        raise Refusal("too-complex", "PDF 的一页上表格线过多，无法读取。")
    leaders = list(range(len(level) + len(upright)))
    for one, flat in enumerate(level):
        for other, tall in enumerate(upright, len(level)):
            if touch(flat, tall):
                leaders[leader(leaders, one)] = leader(leaders, other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate(level + upright):
        groups.setdefault(leader(leaders, number), ([], []))[number >= len(level)].append(rule)
    yield from groups.values()


def leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def touch(flat: Rule, tall: Rule) -> bool:
    return flat.start - GAP <= tall.at <= flat.end + GAP and tall.start - GAP <= flat.at <= tall.end + GAP


def grid_of(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """A table, if the lines draw at least two cells side by side."""
    if not level or not upright:
        return None
    xs = with_open_sides([rule.at for rule in upright], level)
    ys = with_open_sides([rule.at for rule in level], upright)
    if len(xs) < 3 or len(ys) < 2:
        return None
    areas = tuple(areas_of(walls(xs, ys, upright), walls(ys, xs, level), len(ys) - 1, len(xs) - 1))
    grid = Grid(tuple(xs), tuple(ys), areas)
    return grid if any(area.colspan < len(xs) - 1 for area in areas) else None


def with_open_sides(places: list[float], across: list[Rule]) -> list[float]:
    """The places of lines, with the ends of those across them where the outermost line is not drawn."""
    found = sorted(set(places))
    first, last = min(rule.start for rule in across), max(rule.end for rule in across)
    if sum(rule.start < found[0] - BEYOND and rule.start < first + NEAR for rule in across) > 1:
        found.insert(0, first)
    if sum(rule.end > found[-1] + BEYOND and rule.end > last - NEAR for rule in across) > 1:
        found.append(last)
    return apart(found)


def apart(places: list[float]) -> list[float]:
    kept = places[:1]
    for place in places[1:]:
        if place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def walls(places: list[float], along: list[float], rules: list[Rule]) -> set[tuple[int, int]]:
    """(place, step along it) of every side of a cell that is drawn."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        place = min(range(len(places)), key=lambda place: abs(places[place] - rule.at))
        for step, (start, end) in enumerate(pairwise(along)):
            if min(end, rule.end) - max(start, rule.start) >= DRAWN * (end - start):
                found.add((place, step))
    return found


def areas_of(tall: set[tuple[int, int]], flat: set[tuple[int, int]], rows: int, columns: int) -> Iterator[Area]:
    """Cells as wide, then as high, as no line stops them.  ``tall``: (x, row) drawn; ``flat``: (y, column) drawn."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            colspan = 1
            while column + colspan < columns and free(tall, taken, row, column + colspan):
                colspan += 1
            reach = range(column, column + colspan)
            rowspan = 1
            while row + rowspan < rows and open_below(tall, flat, row + rowspan, reach):
                rowspan += 1
            yield Area(row, column, rowspan, colspan)
            taken.update((row + down, place) for down in range(rowspan) for place in reach)


def free(tall: set[tuple[int, int]], taken: set[tuple[int, int]], row: int, column: int) -> bool:
    return (column, row) not in tall and (row, column) not in taken


def open_below(tall: set[tuple[int, int]], flat: set[tuple[int, int]], row: int, reach: range) -> bool:
    return not any((row, column) in flat for column in reach) and not any((column, row) in tall for column in reach[1:])
