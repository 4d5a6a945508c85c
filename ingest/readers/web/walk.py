"""One walk over a page: its text in pieces, in reading order, and which pieces every container holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from ingest.limits import MAX_BLOCKS, MAX_CHARACTERS, MAX_TABLE_CELLS, MAX_TABLE_DEPTH
from ingest.readers.marks import PICTURE, with_pictures_that_count
from ingest.readers.spaces import collapse, visible
from ingest.readers.web.grid import Grid, read_grid
from ingest.readers.web.layout import Use, facts_of, is_frame, use_of
from ingest.readers.web.rows import groups_of, strays_of
from ingest.refusals import Refusal

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    "body div section article main header footer nav aside td th ul ol dl form center blockquote table".split()
)
_LINES = frozenset(
    "html p li dt dd tr tbody thead tfoot caption address figure figcaption details summary br hr fieldset".split()
)
_BLOCKS = _CONTAINERS | _LINES | frozenset(_LEVELS)
_SKIPPED = frozenset(("head", "title", "meta", "link"))
_VERBATIM = frozenset(("pre", "xmp", "listing", "plaintext"))
_INLINE = _SKIPPED | _VERBATIM | {"a", "input", "img"}
_WIDGETS = frozenset(
    ("hidden", "button", "submit", "checkbox", "radio", "image", "reset", "file", "password", "search")
)
# Pictures that only keep a cell from collapsing: by their size, or by their name.
_SPACER_SIZE = re.compile(r"\s*[0-3]\s*(?:px)?\s*")
_SPACER_NAME = re.compile(r"(?:spacer|blank|space|transparent|clear|pixel|1x1)\w*\.(?:gif|png)", re.I)
_PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)


@dataclass(slots=True)
class Piece:
    """A paragraph, a data table, or a line of a facts sheet."""

    text: str
    linked: int = 0
    level: int | None = None
    table: Grid | None = None
    # The outermost hidden element around it.
    hidden: etree._Element | None = None
    is_fact: bool = False


class Container(NamedTuple):
    start: int
    end: int
    tag: str
    names: str


@dataclass(slots=True)
class Walked:
    pieces: list[Piece]
    containers: list[Container]


def walk(root: etree._Element, hidden: frozenset[etree._Element] = frozenset(), depth: int = 0) -> Walked:
    """``depth`` is how many tables stand around the root already."""
    walker = _Walker(hidden, depth)
    walker.run(root)
    return Walked(walker.pieces, walker.containers)


class _Walker:
    def __init__(self, hidden: frozenset[etree._Element], depth: int) -> None:
        self.pieces: list[Piece] = []
        self.containers: list[Container] = []
        self._all_hidden = hidden
        self._in_cell = depth > 0
        self._hidden: etree._Element | None = None
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._level: int | None = None
        self._starts: list[int] = []
        self._tables = depth
        self._cells = 0
        self._characters = 0

    def run(self, root: etree._Element) -> None:
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            tag = element.tag
            if event == "start":
                if tag in _BLOCKS:
                    done = self._open_block(element, tag)
                else:
                    done = tag in _INLINE and self._open_inline(element, tag)
                if done:
                    events.skip_subtree()
                elif (text := element.text) and (self._parts or not text.isspace()):
                    self._add(text)
            else:
                if tag in _BLOCKS:
                    self._close_block(element, tag)
                elif tag == "a":
                    self._links -= element.get("href") is not None
                if (tail := element.tail) and (self._parts or not tail.isspace()) and element is not root:
                    self._add(tail)
        self._flush()

    def _open_inline(self, element: etree._Element, tag: str) -> bool:
        """True when the subtree is done with."""
        if tag == "a":
            self._links += element.get("href") is not None
        elif tag == "input":
            self._add_input(element)
        elif tag == "img":
            if self._in_cell and element not in self._all_hidden and not _is_spacer(element):
                self._parts.append(PICTURE)
        elif tag in _VERBATIM:
            self._verbatim(element)
            return True
        return tag in _SKIPPED

    def _open_block(self, element: etree._Element, tag: str) -> bool:
        """True when the subtree is done with."""
        if self._parts:
            self._flush()
        if self._hidden is None and element in self._all_hidden:
            self._hidden = element
        if tag in _CONTAINERS:
            return self._open_container(element, tag)
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
        return tag == "p" and self._is_verbatim(element)

    def _open_container(self, element: etree._Element, tag: str) -> bool:
        self._starts.append(len(self.pieces))
        if tag == "table":
            return self._table(element)
        return tag == "div" and self._is_verbatim(element)

    def _close_block(self, element: etree._Element, tag: str) -> None:
        if self._parts:
            self._flush()
        if tag in _CONTAINERS:
            self._close(element, tag)
        elif tag in _LEVELS:
            self._level = None
        if element is self._hidden:
            self._hidden = None

    def _close(self, element: etree._Element, tag: str) -> None:
        start = self._starts.pop()
        if tag == "table":
            self._tables -= 1
        if len(self.pieces) > start:
            names = f"{element.get('class', '')} {element.get('id', '')}"
            self.containers.append(Container(start, len(self.pieces), tag, names))

    def _table(self, table: etree._Element) -> bool:
        """Data and facts are pieces of their own; a layout table is walked like any block."""
        self._tables += 1
        if self._tables > MAX_TABLE_DEPTH:
            raise Refusal("too-complex", f"网页的表格嵌套超过 {MAX_TABLE_DEPTH} 层，无法读取。")
        groups = groups_of(table)
        if is_frame(table, groups):
            return False
        grid = read_grid(groups, self._all_hidden, self._read_cell)
        use = use_of(table, grid)
        if use is not Use.LAYOUT:
            self._strays(table)
            self._emit_table(grid, use)
        return use is not Use.LAYOUT

    def _read_cell(self, cell: etree._Element) -> tuple[str, list[Grid]]:
        pieces = [piece for piece in walk(cell, self._all_hidden, self._tables).pieces if piece.hidden is None]
        tables = [piece.table for piece in pieces if piece.table is not None]
        text = "\n".join(piece.text for piece in pieces if piece.table is None)
        return with_pictures_that_count(text), tables

    def _emit_table(self, grid: Grid, use: Use) -> None:
        self._cells += sum(map(len, grid.rows))
        self._characters += sum(map(len, grid.texts()))
        if self._cells > MAX_TABLE_CELLS:
            raise Refusal("too-complex", f"网页表格的单元格超过 {MAX_TABLE_CELLS} 个，不像一份年报。")
        if use is Use.DATA:
            self._emit(Piece("", table=grid, hidden=self._hidden))
            return
        for line in facts_of(grid):
            self._emit(Piece(line, hidden=self._hidden, is_fact=True))

    def _strays(self, table: etree._Element) -> None:
        for stray in strays_of(table):
            text = stray if isinstance(stray, str) else "".join(stray.itertext())
            if text and not text.isspace():
                self._parts.append(text)
                self._flush()

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._links > 0:
            self._linked += len(text.strip())

    def _add_input(self, element: etree._Element) -> None:
        """Numbers typed into a form field are printed as far as a reader is concerned."""
        if element.get("type", "text").lower() not in _WIDGETS:
            self._parts.append(element.get("value", ""))

    def _is_verbatim(self, element: etree._Element) -> bool:
        if not _keeps_lines(element):
            return False
        self._verbatim(element)
        return True

    def _verbatim(self, element: etree._Element) -> None:
        """Lines as typed, tabs and runs of spaces kept."""
        self._flush()
        for part in element.iter("br"):
            part.tail = "\n" + (part.tail or "")
        for line in "".join(element.itertext()).splitlines():
            if line.strip():
                self._emit(Piece(visible(line).rstrip(), hidden=self._hidden))

    def _flush(self) -> None:
        text = collapse("".join(self._parts))
        if text:
            self._emit(Piece(text, self._linked, self._level, None, self._hidden))
        self._parts = []
        self._linked = 0

    def _emit(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self._characters += len(piece.text)
        if len(self.pieces) > MAX_BLOCKS or self._characters > MAX_CHARACTERS:
            raise Refusal(
                "too-complex", f"网页的段落超过 {MAX_BLOCKS} 个或字符超过 {MAX_CHARACTERS} 个，不像一份年报。"
            )


def _is_spacer(picture: etree._Element) -> bool:
    sizes = (picture.get("width", ""), picture.get("height", ""))
    return any(map(_SPACER_SIZE.fullmatch, sizes)) or _SPACER_NAME.search(picture.get("src", "")[-80:]) is not None


def _keeps_lines(element: etree._Element) -> bool:
    """A leaf styled to keep its lines; one with blocks inside has lines of its own."""
    style = element.get("style")
    if style is None or "white-space" not in style or _PRE_STYLE.search(style) is None:
        return False
    return all(child.tag in ("br", "a") for child in element)
