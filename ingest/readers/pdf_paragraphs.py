"""From lines to paragraphs: wrapped lines of prose are put together, over page breaks too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import quantiles
from typing import NamedTuple

from archive.locators import Locator
from ingest.document import Paragraph
from ingest.readers.pdf_lines import NUMBER, Line
from ingest.readers.pdf_matrices import Box

# Parts of the size of a type.
# A line that ends this close to the right margin is full; so is one whose next word had no room, give or take a little.
FULL, LOOSE = 1.7, 0.7
# A line that begins this far from the left margin begins a paragraph.
INDENT = 1.2
# Lines of one paragraph are at most this far apart, and their types differ by this factor at most.
PITCH, LARGER = 2.7, 1.15
# Glyphs of a line that says where the margins are.
LONG = 12

NUMERAL = "一二三四五六七八九十"
STARTS = re.compile(
    rf"第[{NUMERAL}]+[章节部分]|[{NUMERAL}]{{1,3}}、|[（(][{NUMERAL}\d]{{1,3}}[）)]|\d{{1,2}}[.．、](?!\d)|[①-⑳]"
)
ENDS = re.compile(r"[。！？；：!?;:…”）)]$")


class Margins(NamedTuple):
    left: float
    right: float


class PageLine(NamedTuple):
    """A line on its page, with the margins of the text there and its place on the page as displayed."""

    page: int
    line: Line
    margins: Margins
    box: Box

    def has_room_for(self, line: Line) -> bool:
        """Whether the next line could have begun on this one: then it begins a paragraph."""
        room = self.margins.right - self.line.box[2]
        return room > max(FULL * self.line.size, line.opening + LOOSE * self.line.size)

    @property
    def is_indented(self) -> bool:
        return self.line.box[0] >= self.margins.left + INDENT * self.line.size


def margins_of(lines: Sequence[Line]) -> Margins | None:
    """Where most lines of prose begin and end; None where there is no prose."""
    prose = [line for line in lines if not line.tabbed and len(line.text) >= LONG]
    if len(prose) < 2:
        return None
    lefts = quantiles((line.box[0] for line in prose), n=8, method="inclusive")
    rights = quantiles((line.box[2] for line in prose), n=8, method="inclusive")
    return Margins(lefts[0], rights[-1])


def goes_on(last: PageLine, line: PageLine) -> bool:
    """Whether a line continues the paragraph of the line before."""
    if NUMBER.fullmatch(line.line.text) or last.line.tabbed or line.line.tabbed:
        return False
    if line.is_indented or last.has_room_for(line.line):
        return False
    if max(last.line.size, line.line.size) > LARGER * min(last.line.size, line.line.size):
        return False
    if last.page == line.page and line.line.middle - last.line.middle > PITCH * line.line.size:
        return False
    return not (STARTS.match(line.line.text) and ENDS.search(last.line.text))


def joined(above: str, below: str) -> str:
    """Chinese needs no space where a line breaks, western words do."""
    western = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return f"{above} {below}" if western else above + below


def paragraph_of(lines: Sequence[PageLine]) -> Paragraph:
    """A paragraph stands where it begins: its box ends with the page."""
    text = ""
    for line in lines:
        text = joined(text, line.line.text)
    boxes = [line.box for line in lines if line.page == lines[0].page]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    return Paragraph(text, Locator(page=lines[0].page, box=box))
