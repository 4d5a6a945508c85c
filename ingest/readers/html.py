"""Web pages: the report found amid its site, paragraphs and tables as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree

from archive.locators import Locator
from ingest.document import Block, Document, Paragraph, Table, TableCell
from ingest.readers.web import metadata
from ingest.readers.web.article import Article, find_article
from ingest.readers.web.grid import Grid, GridCell
from ingest.readers.web.tree import parse
from ingest.readers.web.walk import Piece, walk
from ingest.refusals import Refusal


def read(data: bytes) -> Document:
    """Paragraphs are numbered through the report, then through its surroundings, so that none share a number."""
    page = parse(data)
    metas = metadata.metas_of(page.root)
    found = metadata.from_head(page.root, metas, data)
    titles = (found.get("title", ""), metadata.title_element(page.root))
    article = find_article(walk(page.root, page.hidden), titles)
    if not article.body and not article.around:
        raise Refusal("empty", _nothing_read(page.root))
    blocks = tuple(_blocks(article.body))
    around = tuple(_paragraphs(article.around, first=1 + sum(isinstance(block, Paragraph) for block in blocks)))
    printed = metadata.from_surroundings(line.text for line in around)
    found = metadata.site_address(metas) | printed | found
    return Document("html", blocks, found, around, warnings=(*page.warnings, *_warnings(article)))


def _blocks(pieces: Iterable[Piece]) -> Iterator[Block]:
    paragraphs, tables = count(1), count(1)
    for piece in pieces:
        if piece.table is None:
            yield Paragraph(piece.text, _at_block(next(paragraphs)), piece.level)
        else:
            yield from _tables(piece.table, tables)


def _tables(grid: Grid, numbers: Iterator[int]) -> Iterator[Table]:
    """The table, and after it the tables that stand inside its cells."""
    number, width = next(numbers), grid.width
    rows = (tuple(_cell(cell, number, ordinal, width) for ordinal, cell in enumerate(row, 1)) for row in grid.rows)
    yield Table(tuple(rows), Locator(table=number))
    for inner in grid.inner:
        yield from _tables(inner, numbers)


def _cell(cell: GridCell, table: int, ordinal: int, width: int) -> TableCell:
    text, row, column, rowspan, colspan = cell
    locator = Locator(None, table, row + 1, ordinal)
    return TableCell(text, row, column, rowspan, min(colspan, width - column), locator)


def _paragraphs(pieces: Iterable[Piece], first: int) -> Iterator[Paragraph]:
    for number, piece in enumerate(pieces, first):
        yield Paragraph(piece.text, _at_block(number), piece.level)


def _at_block(number: int) -> Locator:
    return Locator(None, None, None, None, number)


def _nothing_read(root: etree._Element) -> str:
    if not "".join(root.itertext("a")).strip():
        return "网页里没有文字。"
    return "网页里只有链接，没有年报正文，可能是列表页。请打开其中的年报，保存那一页后再提交。"


def _warnings(article: Article) -> Iterator[str]:
    if not article.body:
        yield "网页里没有找到年报正文，正文可能在附件或图片里。"
