"""From w:tbl to a grid with spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.limits import MAX_TABLE_COLUMNS
from ingest.readers.word import names as w
from ingest.readers.word.styles import integer, value_of


@dataclass(slots=True)
class Cell:
    element: etree._Element
    row: int
    column: int
    colspan: int
    rowspan: int = 1

    def reaches(self, row: int, column: int) -> bool:
        """Whether a cell that starts here would stand directly below."""
        return self.column == column and self.row + self.rowspan == row


def read_grid(table: etree._Element) -> list[list[Cell]]:
    """Cells that continue another show nothing of their own."""
    rows: list[list[Cell]] = []
    above: dict[int, Cell] = {}
    for row in _wrapped(table, w.TR):
        rows.append(list(_read_row(row, len(rows), above)))
    return rows


def _read_row(row: etree._Element, number: int, above: dict[int, Cell]) -> Iterator[Cell]:
    column = _columns_before(row)
    left: Cell | None = None
    for element in _wrapped(row, w.TC):
        colspan, joins_left, joins_above = _merging(element)
        top = above.get(column)
        if left is not None and joins_left:
            left.colspan += colspan
        elif top is not None and joins_above and top.reaches(number, column):
            top.rowspan += 1
            left = None
        else:
            left = Cell(element, number, column, colspan)
            above.update(dict.fromkeys(range(column, column + colspan), left))
            yield left
        column += colspan


def _wrapped(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls and tracked insertions."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in (w.TR, w.TC):
            yield from _wrapped(child, wanted)


def _merging(cell: etree._Element) -> tuple[int, bool, bool]:
    """Columns covered, and whether the cell continues the one on its left or the one above."""
    colspan, joins_left, joins_above = 1, False, False
    properties = cell[0] if len(cell) and cell[0].tag == w.TC_PR else ()
    for element in properties:
        tag = element.tag
        if tag == w.GRID_SPAN:
            colspan = max(1, min(integer(value_of(element), 1), MAX_TABLE_COLUMNS))
        elif tag == w.H_MERGE:
            joins_left = value_of(element) != "restart"
        elif tag == w.V_MERGE:
            joins_above = value_of(element) != "restart"
    return colspan, joins_left, joins_above


def _columns_before(row: etree._Element) -> int:
    properties = row.find(w.TR_PR)
    element = properties.find(w.GRID_BEFORE) if properties is not None else None
    return max(0, min(integer(value_of(element), 0), MAX_TABLE_COLUMNS))
