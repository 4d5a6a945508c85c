"""Documents in short, for tests to compare."""

from __future__ import annotations

from ingest.document import Document, Table


def lines(document: Document) -> list[str]:
    """The text of every paragraph of the report."""
    return [paragraph.text for paragraph in document.paragraphs()]


def around(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.surroundings]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def tables(document: Document) -> list[list[list[str]]]:
    return [rows(table) for table in document.tables()]


def places(table: Table) -> dict[str, tuple[int, int, int, int]]:
    """Text of each cell -> row, column, rowspan, colspan."""
    return {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells()}


def order(document: Document) -> list[str]:
    """Paragraphs by their text, tables by the mark T."""
    return ["T" if isinstance(block, Table) else block.text for block in document.blocks]
