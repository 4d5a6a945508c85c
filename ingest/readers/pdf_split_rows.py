"""Mends rows that a page break cuts in two: the label begins on one page and ends on the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.readers.pdf_grids import NEAR, Area
from ingest.readers.pdf_paragraphs import STARTS
from ingest.readers.pdf_tables import Part, PartCell, shift_of

Pair = tuple[PartCell, PartCell]


def mended(above: Part, below: Part) -> tuple[Part, Part]:
    """The two parts, the first row of the lower one joined to the last of the upper one if it is the rest of it.

    So is a row in which nothing stands.
    """
    pairs = list(pairs_of(above, below))
    first = [cell for cell in below.cells if cell.area.row == 0]
    filled = sum(bool(cell.text) for cell in first)
    if filled and (len(pairs) < filled or not is_one_row(pairs)):
        return above, below
    rest = {lower: upper for upper, lower in pairs}
    taken = {upper: together(upper, lower) for lower, upper in rest.items()}
    cells = tuple(taken.get(cell, cell) for cell in above.cells)
    left = tuple(shortened(cell) for cell in below.cells if cell.area.row + cell.area.rowspan > 1)
    return replace(above, cells=cells), replace(below, cells=left, rows=below.rows - 1)


def pairs_of(above: Part, below: Part) -> Iterator[Pair]:
    """Cells of the last row above with the filled ones that stand right under them in the first row below."""
    last = [cell for cell in above.cells if cell.area.row + cell.area.rowspan == above.rows]
    shift = shift_of(above, below)
    for lower in below.cells:
        if lower.text and lower.area.row == 0:
            left, right = (x + shift for x in edges(below, lower.area))
            for upper in last:
                upper_left, upper_right = edges(above, upper.area)
                if abs(upper_left - left) <= NEAR and abs(upper_right - right) <= NEAR:
                    yield upper, lower


def edges(part: Part, area: Area) -> tuple[float, float]:
    return part.xs[area.column], part.xs[area.column + area.colspan]


def is_one_row(pairs: list[Pair]) -> bool:
    """Words broken off at the edge of their cell go on below; no number stands in both halves."""
    both = [(upper, lower) for upper, lower in pairs if upper.text]
    return bool(both) and all(upper.is_full and is_rest(lower.text) for upper, lower in both)


def is_rest(text: str) -> bool:
    return not STARTS.match(text) and not text[0].isdigit() and text[0].isalpha()


def together(upper: PartCell, lower: PartCell) -> PartCell:
    return replace(upper, text=f"{upper.text}\n{lower.text}") if upper.text else replace(lower, area=upper.area)


def shortened(cell: PartCell) -> PartCell:
    """A cell of the lower part when its first row is gone."""
    row, column, rowspan, colspan = cell.area
    if row:
        return replace(cell, area=Area(row - 1, column, rowspan, colspan))
    return replace(cell, area=Area(0, column, rowspan - 1, colspan), text="")
