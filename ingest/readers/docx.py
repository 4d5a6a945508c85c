"""DOCX documents: what Word shows, with its automatic numbers and without its deleted text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from archive.locators import Locator
from ingest.document import Block, Document, Paragraph, Table, TableCell
from ingest.limits import MAX_BLOCKS, MAX_CHARACTERS, MAX_TABLE_CELLS
from ingest.readers.marks import PICTURE, with_pictures_that_count
from ingest.readers.word import names as w
from ingest.readers.word.numbering import Numbering
from ingest.readers.word.package import Parts, open_parts
from ingest.readers.word.story import as_shown, children, has_picture, text_of, trimmed
from ingest.readers.word.styles import Style, Styles, numbering_of, outline_level, value_of
from ingest.readers.word.tables import Cell, read_grid
from ingest.refusals import Refusal


def read(data: bytes) -> Document:
    parts = open_parts(data)
    reader = _Reader(parts)
    blocks = tuple(reader.read())
    if not any(_has_text(block) for block in blocks) and not parts.has_pictures:
        raise Refusal("empty", "文档里没有文字。")
    return Document("docx", blocks, warnings=tuple(_warnings(parts, blocks, reader.foreign_chunks)))


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(block.text)
    return any(cell.text for cell in block.cells())


def _warnings(parts: Parts, blocks: Iterable[Block], foreign_chunks: int) -> Iterator[str]:
    if parts.has_pictures and not any(isinstance(block, Table) for block in blocks):
        yield "文档里有图片而没有表格，图片里的文字没有读取。"
    if parts.has_embedded_files:
        yield "文档里嵌有其他文件（例如 Excel 表格），没有读取。"
    if foreign_chunks:
        yield "文档里嵌有其他格式的片段，没有读取。"


class _Reader:
    """Reads one document in order, because automatic numbers count from its start."""

    def __init__(self, parts: Parts) -> None:
        self._body = parts.document.find(w.BODY)
        self._styles = Styles(parts.styles)
        self._boxes = as_shown(parts.document, self._styles.raising)
        self._numbering = Numbering(parts.numbering)
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self._characters = 0
        self.foreign_chunks = 0

    def read(self) -> Iterator[Block]:
        if self._body is not None:
            yield from self._blocks(self._body)

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in children(container):
            if element.tag == w.TBL:
                yield from self._table(element)
            elif element.tag == w.P:
                yield from self._paragraph(element)
                yield from self._text_boxes(element)
            else:
                self.foreign_chunks += 1

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        self._paragraphs += 1
        if self._paragraphs > MAX_BLOCKS:
            raise Refusal("too-complex", f"文档的段落超过 {MAX_BLOCKS} 个，不像一份年报。")
        style, level = self._style_of(element)
        text = self._text_of(element)
        number = self._number_of(element, style)
        if text and not text.isspace() and not (style.is_contents and _is_reference(element, text)):
            yield from _lines(number + text, self._paragraphs, level)

    def _style_of(self, element: etree._Element) -> tuple[Style, int | None]:
        properties = _properties(element)
        named = properties.find(w.P_STYLE) if properties is not None else None
        style = self._styles.style(value_of(named) or self._styles.default)
        return style, outline_level(properties) or style.level

    def _number_of(self, element: etree._Element, style: Style) -> str:
        if not self._numbering:
            return ""
        number_id, level = numbering_of(_properties(element))
        number_id = style.number_id if number_id is None else number_id
        if not number_id:
            return ""
        return self._numbering.next_number(number_id, style.number_level if level is None else level)

    def _text_boxes(self, element: etree._Element) -> Iterator[Block]:
        """A box stands where it is anchored: behind the text of its paragraph."""
        for box in self._boxes.get(element, ()):
            yield from self._blocks(box)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """The table, then the tables and boxes inside it; one column alone is no table but a frame."""
        rows = read_grid(element)
        if all(len(row) < 2 for row in rows):
            for cell in (cell for row in rows for cell in row):
                yield from self._blocks(cell.element)
            return
        self._tables += 1
        inner: list[etree._Element] = []
        number = self._tables
        grid = tuple(
            tuple(self._cell(cell, number, ordinal, inner) for ordinal, cell in enumerate(row, 1)) for row in rows
        )
        yield Table(grid, Locator(table=number))
        for nested in inner:
            yield from self._table(nested) if nested.tag == w.TBL else self._text_boxes(nested)

    def _cell(self, cell: Cell, table: int, ordinal: int, inner: list[etree._Element]) -> TableCell:
        self._cells += 1
        if self._cells > MAX_TABLE_CELLS:
            raise Refusal("too-complex", f"文档表格的单元格超过 {MAX_TABLE_CELLS} 个，不像一份年报。")
        lines = []
        for element in children(cell.element):
            if element.tag == w.TBL:
                inner.append(element)
            elif element.tag == w.P:
                lines.append(self._cell_line(element))
                if element in self._boxes:
                    inner.append(element)
        locator = Locator(None, table, cell.row + 1, ordinal)
        text = with_pictures_that_count("\n".join(filter(None, lines)))
        if not text and has_picture(cell.element):
            text = PICTURE
        return TableCell(text, cell.row, cell.column, cell.rowspan, cell.colspan, locator)

    def _cell_line(self, element: etree._Element) -> str:
        """A number is printed even in front of nothing: a column of ordinals is made this way."""
        number = self._number_of(element, self._style_of(element)[0]) if self._numbering else ""
        return (number + trimmed(self._text_of(element, pictures=True))).strip()

    def _text_of(self, element: etree._Element, *, pictures: bool = False) -> str:
        text = text_of(element, pictures=pictures)
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise Refusal("too-complex", f"文档超过 {MAX_CHARACTERS} 个字符，不像一份年报。")
        return text


def _properties(paragraph: etree._Element) -> etree._Element | None:
    """They come first or not at all."""
    first = paragraph[0] if len(paragraph) else None
    return first if first is not None and first.tag == w.P_PR else None


def _is_reference(paragraph: etree._Element, text: str) -> bool:
    """A line of the table of contents leads to its heading or ends with a page."""
    anchors = (str(link.get(w.ANCHOR, "")) for link in paragraph.iter(w.HYPERLINK))
    return text[-1:].isdigit() or any(anchor.startswith("_Toc") for anchor in anchors)


def _lines(text: str, block: int, level: int | None) -> Iterator[Paragraph]:
    """A paragraph broken by hand gives one Paragraph a line, told apart by their characters."""
    if "\n" not in text:
        yield Paragraph(trimmed(text), Locator(block=block), level)
        return
    start = 0
    for line in text.split("\n"):
        shown = trimmed(line)
        if shown:
            first = start + line.index(shown)
            yield Paragraph(shown, Locator(block=block, start=first, end=first + len(shown)), level)
        start += len(line) + 1
