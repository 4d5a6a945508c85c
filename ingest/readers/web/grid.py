"""From a <table> to a grid with spans, the way a browser lays it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from ingest.limits import MAX_TABLE_COLUMNS
from ingest.readers.spaces import collapse
from ingest.readers.web.rows import Row
from ingest.refusals import Refusal

_DIGITS = re.compile(r"\s*\+?(\d{1,6})")
_LINES = frozenset(("p", "div", "br"))


class GridCell(NamedTuple):
    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Grid:
    rows: list[list[GridCell]]
    # Tables that stand inside the cells.
    inner: list[Grid]

    @property
    def width(self) -> int:
        """One more than the last column that any cell starts in: a span beyond it shows nothing."""
        return 1 + max((cell.column for row in self.rows for cell in row), default=0)

    def texts(self) -> list[str]:
        return [cell.text for row in self.rows for cell in row]


# What a cell with blocks of its own holds: its lines, and the tables among them.
ReadCell = Callable[[etree._Element], tuple[str, list[Grid]]]


def read_grid(groups: list[list[Row]], hidden: frozenset[etree._Element], read_cell: ReadCell) -> Grid:
    """Every cell at its place, row by row, after the algorithm of the HTML standard."""
    grid = Grid([], [])
    for group in groups:
        end = len(grid.rows) + len(group)
        free_from: dict[int, int] = {}
        for cells in group:
            texts = [_text(cell, hidden, read_cell, grid.inner) for cell in cells]
            grid.rows.append(_place(cells, texts, len(grid.rows), end, free_from))
    return grid


def _place(cells: Row, texts: list[str], row: int, end: int, free_from: dict[int, int]) -> list[GridCell]:
    """``free_from`` tells for every column the first row that no cell from above covers."""
    places = []
    column = 0
    for cell, text in zip(cells, texts, strict=True):
        while free_from.get(column, 0) > row:
            column += 1
        if column >= MAX_TABLE_COLUMNS:
            raise Refusal("too-complex", f"网页里有表格超过 {MAX_TABLE_COLUMNS} 列，不像一份年报。")
        colspan = min(_span(cell.get("colspan")), MAX_TABLE_COLUMNS - column) or 1
        rowspan = min(_span(cell.get("rowspan")) or end, end - row)
        if rowspan > 1:
            for covered in range(column, column + colspan):
                free_from[covered] = max(free_from.get(covered, 0), row + rowspan)
        places.append(GridCell(text, row, column, rowspan, colspan))
        column += colspan
    return places


def _span(value: str | None) -> int:
    """The number that the attribute starts with, 1 without one; a rowspan of 0 runs to the group's end."""
    if value is None:
        return 1
    found = _DIGITS.match(value)
    return int(found[1]) if found else 1


def _text(cell: etree._Element, hidden: frozenset[etree._Element], read_cell: ReadCell, inner: list[Grid]) -> str:
    """Lines of a cell joined by newlines; the fast way for cells of nothing but lines."""
    if hidden and (cell in hidden or cell.getparent() in hidden):
        return ""
    texts = [cell.text]
    for child in cell:
        if child.tag not in _LINES or len(child) or child in hidden:
            text, tables = read_cell(cell)
            inner.extend(tables)
            return text
        texts += (child.text, child.tail)
    lines = [collapse(text) for text in texts if text and not text.isspace()]
    return lines[0] if len(lines) == 1 else "\n".join(filter(None, lines))
