"""A document as a stream of table pieces, whatever the layout: cells of grids, tabs, pipes, lines, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum

from archive.locators import Locator
from archive.records import record
from ingest.document import Block, Document, Paragraph, Table
from ingest.parse.tables.values import EMPTY, WORDS, Kind, Lexeme, lex


@record(frozen=True, slots=True)
class Token:
    """One printed piece.  ``column`` is its grid column where there is a grid, else -1."""

    text: str
    lexeme: Lexeme
    locator: Locator
    block: int
    column: int = -1

    @property
    def kind(self) -> Kind:
        return self.lexeme.kind

    @property
    def in_grid(self) -> bool:
        return self.column >= 0


class Break(Enum):
    """ROW: a printed row ends.  LINE: a line ends.  HARD: running text or a heading stands between."""

    ROW = "row"
    LINE = "line"
    HARD = "hard"


ROW, LINE, HARD = Break

Item = Token | Break

_PIPES = re.compile(r"[|｜│┃]")
_PARTED = re.compile(r"[|｜│┃\t]")
# What a line that only draws has between its pipes: markdown under its heads, frames of characters.
_DRAWN = re.compile(r"[:+─━═=-]*(?::-|-:|-{3}|[─━═=+]{3})[:+─━═=-]*|")
_TIGHT = re.compile(r"[|:-]+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－─·~]{1,2}\s*\d{1,3}\s*[-—–－─·~]{1,2}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)\s*"
)
_SENTENCE = re.compile(r"[。；;！？]")
_PIPED_CELL = re.compile(r"\|*|\|?[^|]+\|?")
_GAP = re.compile(r"\s+")
_DIGITS = re.compile(r"[\d,.]+")
# Shorter lines are no headings and no sentences, and none has a page number between marks.
_SHORT = 3
_LONG = 45
_MOSTLY = 0.6
_NEARLY_ALL = 0.97
# Whether a file puts pipes before the first and after the last cell of a line.
Edges = tuple[bool, bool]
_EDGED: Edges = (True, True)
_OPEN: Edges = (False, False)
# A line parted so often is a row, whatever is written in it.
_ENOUGH_CELLS = 3


def tokenize(document: Document, is_heading: Callable[[str], bool]) -> Iterator[Item]:
    """Every table piece of the document in reading order, with the breaks between."""
    read_line = _line_reader(document.blocks)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            yield from _grid(block, index)
        elif len(block.text) > _SHORT and (is_running_text(block.text) or is_heading(block.text)):
            yield HARD
        elif len(block.text) < _SHORT or not _PAGE_NUMBER.fullmatch(block.text):
            yield from read_line(block, index)
    yield HARD


def is_running_text(text: str) -> bool:
    """Whether a line is prose rather than a piece of a table."""
    stripped = text.strip()
    if _SENTENCE.search(stripped) is None and not _runs_on(stripped):
        return False
    return len(_PARTED.findall(text.lstrip())) < _ENOUGH_CELLS


def _runs_on(text: str) -> bool:
    return len(text) > _LONG and text.count("，") >= 2 and not lex(_GAP.split(text)[-1]).is_value


def _grid(table: Table, index: int) -> Iterator[Item]:
    for row in table.rows:
        for cell in row:
            yield Token(cell.text, lex(cell.text), cell.locator, index, cell.column)
        yield ROW


def _line_reader(blocks: Sequence[Block]) -> Callable[[Paragraph, int], Iterator[Item]]:
    """How this file's lines make cells: settled once for the whole file."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    tabbed = [text for text in lines if "\t" in text]
    if sum(text.rfind("\t") == 0 for text in tabbed) > _MOSTLY * len(tabbed):
        return _TabLedLines().read
    piped = [_PIPES.sub("|", text).strip() for text in lines if _PIPES.search(text)]
    if sum(1 for text in piped if _PIPED_CELL.fullmatch(text)) > _MOSTLY * len(piped):
        return _cell_a_line
    starts = sum(text.startswith("|") for text in piped)
    ends = sum(text.endswith("|") for text in piped)
    return _Lines((starts > _NEARLY_ALL * len(piped), ends > _NEARLY_ALL * len(piped))).read


def _cell_a_line(block: Paragraph, index: int) -> Iterator[Item]:
    """A pipe only ends the cell; more of them on a line are the rest of a merged cell."""
    text = _PIPES.sub(" ", block.text)
    if "\t" in text:
        yield from _parted(block, index, "\t")
    elif text.strip():
        yield from _pieces(text.strip(), text.index(text.strip()), block, index)
        yield LINE


class _TabLedLines:
    """One cell behind a tab; an empty line ends the row; a line without a tab carries on an empty cell."""

    def __init__(self) -> None:
        self._empty: Token | None = None
        self._lines = _Lines(_EDGED)

    def read(self, block: Paragraph, index: int) -> Iterator[Item]:
        cell = block.text.strip()
        carries_on = bool(cell) and not block.text.startswith("\t")
        if self._empty is not None and not carries_on:
            yield self._empty
        self._empty = None
        if carries_on:
            yield from self._lines.read(block, index)
        elif cell:
            yield from _pieces(cell, block.text.index(cell), block, index)
        elif block.text:
            self._empty = Token("", EMPTY, block.locator, index)
        else:
            yield ROW


class _Lines:
    """The cells of each line, parted by pipes, tabs or gaps."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        # How many lines with pipes stand directly above.
        self._above = 0

    def read(self, block: Paragraph, index: int) -> Iterator[Item]:
        if _PIPES.search(block.text):
            yield from self._piped(block, index)
            self._above += 1
        elif block.text.strip() or "\t" in block.text:
            self._above = 0
            yield from _unpiped(block, index)

    def _piped(self, block: Paragraph, index: int) -> Iterator[Item]:
        """What stands outside the first and the last pipe is no cell where the file puts pipes at its edges."""
        text = _PIPES.sub("|", block.text)
        if not _is_drawn(text, below_heads=self._above == 1):
            yield from _parted(Paragraph(text, block.locator), index, "|", self._edges)


def _unpiped(block: Paragraph, index: int) -> Iterator[Item]:
    text = block.text
    if len(_PARTED.findall(text)) >= _ENOUGH_CELLS or ("\t" in text and text.strip()):
        yield from _parted(block, index, "\t")
    elif text.strip():
        yield from _pieces(text.strip(), text.index(text.strip()), block, index)
        yield LINE


def _is_drawn(text: str, *, below_heads: bool) -> bool:
    """Whether a line only draws; single dashes do so below the first line of a table, elsewhere they say nothing."""
    if below_heads and "-" in text and _TIGHT.fullmatch(text.strip()) is not None:
        return True
    cells = [cell.strip() for cell in text.split("|")]
    return any(cells) and all(_DRAWN.fullmatch(cell) for cell in cells)


def _parted(block: Paragraph, index: int, mark: str, edges: Edges = _OPEN) -> Iterator[Item]:
    parts = block.text.split(mark)
    edge = {0: edges[0], len(parts) - 1: edges[1]}
    start = 0
    for number, part in enumerate(parts):
        if part.strip() or not edge.get(number, False):
            cell = part.strip()
            lead = part.index(cell) if cell else 0
            yield from _pieces(cell, start + lead, block, index)
        start += len(part) + 1
    yield ROW


def _pieces(text: str, start: int, block: Paragraph, index: int) -> Iterable[Token]:
    """A cell of a text line; words and numbers in it that only gaps hold apart become pieces of their own."""
    lexeme = lex(text)
    plain = lexeme is not WORDS and not lexeme.reason
    if plain or not _GAP.search(text):
        return (Token(text, lexeme, _at(block.locator, start, text), index),)
    return _between_gaps(text, start, block, index)


def _between_gaps(text: str, start: int, block: Paragraph, index: int) -> Iterator[Token]:
    words_from = -1
    position = 0
    for match in re.finditer(r"\S+", text):
        part = lex(match.group())
        if part.kind is Kind.WORDS or (
            words_from >= 0 and part.kind is Kind.DOUBTFUL and not _DIGITS.fullmatch(match[0])
        ):
            words_from = match.start() if words_from < 0 else words_from
        else:
            if words_from >= 0:
                yield _words(text[words_from:position], start + words_from, block, index)
                words_from = -1
            yield Token(match.group(), part, _at(block.locator, start + match.start(), match.group()), index)
        position = match.end()
    if words_from >= 0:
        yield _words(text[words_from:position], start + words_from, block, index)


def _words(text: str, start: int, block: Paragraph, index: int) -> Token:
    return Token(text, WORDS, _at(block.locator, start, text), index)


def _at(line: Locator, start: int, text: str) -> Locator:
    """The place of a piece within its line (text files) or paragraph."""
    begin = (line.start or 0) + start
    return line.at(begin, begin + len(text))
