"""A source that is no PDF, as the reader understood it: plain paragraphs and tables, one place of it marked.

Nothing of the file's own markup gets here, only texts and spans; the template escapes the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import cache

from archive.locators import Locator
from archive.models import Source
from archive.storage import open_source
from ingest.document import Block, Document, Paragraph, Table, TableCell
from ingest.readers import read
from ingest.version import PARSER_VERSION

# What is shown around the marked place of a very long file.
BLOCKS_SHOWN = 1500


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, and whether it is the marked place."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    id: str
    pieces: tuple[Piece, ...]
    rowspan: int
    colspan: int
    marked: bool


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A paragraph with its pieces, or a table with its rows."""

    id: str
    level: int | None = None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ShownSource:
    blocks: tuple[ShownBlock, ...]
    left_out: int
    found: bool
    is_plain: bool


def document_of(source: Source) -> Document:
    """Read once: some formats take seconds.  Raises Refusal when the file cannot be read."""
    key = f"document:{PARSER_VERSION}:{source.sha256}"
    document: Document | None = cache.get(key)
    if document is None:
        document = read(open_source(source), source.name)
        cache.set(key, document)
    return document


def shown_source(document: Document, locator: Locator | None) -> ShownSource:
    blocks = [_shown(block, locator) for block in (*document.blocks, *document.surroundings)]
    place = next((index for index, block in enumerate(blocks) if block.marked), None)
    start = max(0, (place or 0) - BLOCKS_SHOWN // 2)
    window = tuple(blocks[start : start + BLOCKS_SHOWN])
    return ShownSource(window, len(blocks) - len(window), place is not None, document.format == "text")


def _shown(block: Block, locator: Locator | None) -> ShownBlock:
    return _table(block, locator) if isinstance(block, Table) else _paragraph(block, locator)


def place_id(locator: Locator) -> str:
    """The same for a place in the document and for what was read there."""
    if locator.table is not None and locator.row is not None:
        return f"t{locator.table}-{locator.row}-{locator.column or 1}"
    if locator.table is not None:
        return f"t{locator.table}"
    if locator.line is not None:
        return f"l{locator.line}"
    return f"b{locator.block}"


def _is_there(own: Locator, wanted: Locator | None) -> bool:
    return wanted is not None and place_id(own) == place_id(wanted)


def _paragraph(paragraph: Paragraph, wanted: Locator | None) -> ShownBlock:
    marked = _is_there(paragraph.locator, wanted)
    pieces = tuple(_pieces(paragraph.text, paragraph.locator, wanted if marked else None))
    return ShownBlock(place_id(paragraph.locator), paragraph.level, pieces, marked=marked)


def _pieces(text: str, own: Locator, wanted: Locator | None) -> Iterator[Piece]:
    """The text; of the marked paragraph, the characters that are meant, or all of it."""
    if wanted is None:
        yield Piece(text)
        return
    start, end = _within(text, own, wanted)
    yield from (
        Piece(part, marked)
        for part, marked in ((text[:start], False), (text[start:end], True), (text[end:], False))
        if part
    )


def _within(text: str, own: Locator, wanted: Locator) -> tuple[int, int]:
    """Characters of a text file count from its beginning, others within their block."""
    if wanted.start is None or wanted.end is None:
        return 0, len(text)
    offset = own.start or 0 if own.line is not None else 0
    start, end = wanted.start - offset, wanted.end - offset
    return (start, end) if 0 <= start < end <= len(text) else (0, len(text))


def _table(table: Table, wanted: Locator | None) -> ShownBlock:
    rows = tuple(tuple(_cell(cell, wanted) for cell in row) for row in table.rows)
    marked = any(cell.marked for row in rows for cell in row)
    return ShownBlock(place_id(table.locator), rows=rows, marked=marked or _is_there(table.locator, wanted))


def _cell(cell: TableCell, wanted: Locator | None) -> ShownCell:
    marked = _is_there(cell.locator, wanted)
    pieces: Sequence[Piece] = list(_pieces(cell.text, Locator(), wanted)) if marked else [Piece(cell.text)]
    return ShownCell(place_id(cell.locator), tuple(pieces), cell.rowspan, cell.colspan, marked)
