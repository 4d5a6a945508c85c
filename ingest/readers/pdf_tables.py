"""From a grid and the glyphs on it to a table, and from the parts of a table on several pages to one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.locators import Locator
from ingest.document import Table, TableCell
from ingest.readers.pdf_glyphs import Glyph, Sheet
from ingest.readers.pdf_grids import NEAR, Area, Grid
from ingest.readers.pdf_lines import NUMBER, cell_lines
from ingest.readers.pdf_matrices import Box

# Numbers side by side, or below each other, in one cell: more than a statutory cell ever holds.
CROWDED = 3
# Part of the size of a type that is no room for another character.
ROOM = 1.1
# Edges of columns that must agree before a narrower table is taken for a part of a wider one.
COLUMNS = 5


@dataclass(frozen=True, slots=True)
class PartCell:
    """``is_full``: its last line reaches the edge of the cell, so that its text may go on elsewhere."""

    area: Area
    text: str
    page: int
    box: Box
    is_full: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What of a table stands on one page.  ``xs`` are the places of its columns in the direction of reading.

    ``is_lone``: no other table stands beside it.
    """

    page: int
    xs: tuple[float, ...]
    rows: int
    box: Box
    cells: tuple[PartCell, ...]
    is_lone: bool = True


def part_of(sheet: Sheet, grid: Grid, glyphs: dict[int, list[Glyph]]) -> Part | None:
    """The table that a grid draws around glyphs (by number of the cell); None where the grid rules no table."""
    lines = {number: cell_lines(group) for number, group in glyphs.items()}
    if not any(lines.values()) or is_unruled(lines.values()):
        return None
    cells = tuple(
        PartCell(
            area,
            text="\n".join(" ".join(parts) for parts in lines.get(number, ())),
            page=sheet.number,
            box=sheet.displayed(grid.box_of(area)),
            is_full=is_full(grid.box_of(area), glyphs.get(number, ())),
        )
        for number, area in enumerate(grid.areas)
    )
    return Part(sheet.number, grid.xs, len(grid.ys) - 1, sheet.displayed(grid.box), cells)


def is_full(box: Box, glyphs: Sequence[Glyph]) -> bool:
    """Whether the last line leaves no room for another character."""
    printed = [glyph for glyph in glyphs if glyph.text != " "]
    if not printed:
        return False
    padding = min(glyph.left for glyph in printed) - box[0]
    last = max(printed, key=lambda glyph: (round(glyph.middle), glyph.right))
    return box[2] - padding - last.right < ROOM * last.size


def is_unruled(cells: Iterable[list[list[str]]]) -> bool:
    """Whether columns, or rows, of numbers mostly share cells: the lines that part them are not drawn."""
    counts = [numbers_in(lines) for lines in cells]
    crowded = sum(count >= CROWDED for count in counts)
    return crowded > 1 and crowded >= counts.count(1)


def numbers_in(lines: list[list[str]]) -> int:
    """How many numbers stand side by side, or below each other with nothing beside them."""
    beside = below = 0
    for parts in lines:
        numbers = sum(NUMBER.fullmatch(part) is not None for part in parts)
        beside = max(beside, numbers)
        below += numbers == len(parts)
    return max(beside, below)


def belong_together(above: Part, below: Part) -> bool:
    """Whether the part on the next page goes on with the table: it has the same edges and some of the same columns.

    Where a cell of the outermost column covers a whole page, its edge may not be drawn there.
    """
    if abs(above.xs[0] - below.xs[0]) > NEAR and not (above.is_lone and below.is_lone):
        return False
    narrow, wide = sorted((above, below), key=width)
    shift = shift_of(wide, narrow)
    shared = sum(any(abs(x + shift - other) <= NEAR for other in wide.xs) for x in narrow.xs)
    if width(wide) - width(narrow) > NEAR:
        return shared == len(narrow.xs) >= COLUMNS
    return shared > 2 or len(narrow.xs) == 3


def width(part: Part) -> float:
    return part.xs[-1] - part.xs[0]


def shift_of(above: Part, below: Part) -> float:
    """How far the next page's table stands further left: the pages of a book have margins of two kinds."""
    return above.xs[0] - below.xs[0] if abs(width(above) - width(below)) <= NEAR else 0.0


def table_of(parts: Sequence[Part], number: int) -> Table:
    """One table from its parts, page after page."""
    places = common_places(parts)
    rows: list[tuple[TableCell, ...]] = []
    for part in parts:
        starts = [place_of(x + shift_of(parts[0], part), places) for x in part.xs]
        rows.extend(rows_of(part, starts, number, len(rows)))
    return Table(tuple(rows), Locator(page=parts[0].page, table=number, box=parts[0].box))


def rows_of(part: Part, starts: list[int], number: int, offset: int) -> list[tuple[TableCell, ...]]:
    """The rows of a part, ``offset`` rows below the beginning of the table."""
    rows: list[list[TableCell]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        row = rows[cell.area.row]
        locator = Locator(cell.page, number, offset + cell.area.row + 1, len(row) + 1, box=cell.box)
        row.append(table_cell(cell, starts, offset, locator))
    return [tuple(row) for row in rows]


def common_places(parts: Sequence[Part]) -> list[float]:
    """The places of all columns of all parts."""
    found: list[float] = []
    for place in sorted(x + shift_of(parts[0], part) for part in parts for x in part.xs):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def place_of(x: float, places: list[float]) -> int:
    return max(0, bisect_right(places, x + 0.01) - 1)


def table_cell(cell: PartCell, starts: list[int], offset: int, locator: Locator) -> TableCell:
    area = cell.area
    column = starts[area.column]
    colspan = max(1, starts[area.column + area.colspan] - column)
    return TableCell(cell.text, offset + area.row, column, area.rowspan, colspan, locator)
