"""From glyphs to lines of text, top to bottom and left to right, and to the text of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from ingest.readers.pdf_glyphs import Glyph, box_around, turned
from ingest.readers.pdf_matrices import Box

# Parts of the size of a type.  Glyphs whose middles are further apart stand on different lines.
LEVEL = 0.4
# A gap this wide between two numbers, a number and a word, or two words sets them in different columns.
WIDE = {2: 0.9, 1: 1.0, 0: 1.5}
# A gap this wide between letters or digits is a space; between Chinese characters it takes more.
NARROW, NARROW_CHINESE = 0.2, 0.7
# The same character twice, this close: printed twice to look bold.
TWICE = 0.3
ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]")
NUMBER = re.compile(r"[\d,.]+|[-－—–/／]+")
LABELLED = re.compile(r"(.*[^\s\d.,．，、(（]) ?(\d[\d,.]*)")
# A prose line may hold one wide gap by chance (justified text, a space left for a stamp).
PROSE = 20


class Line(NamedTuple):
    """A line of text outside tables; ``tabbed`` when its parts stand in columns (then tabs part them)."""

    text: str
    box: Box
    size: float
    tabbed: bool
    # Width of its first word: a line may end early because this did not fit.
    opening: float

    @property
    def middle(self) -> float:
        return (self.box[1] + self.box[3]) / 2


def lines_of(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs line by line, each from left to right; spaces alone make no line."""
    line: list[Glyph] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.top + glyph.bottom):
        if line and glyph.middle - middle > LEVEL * min(glyph.size, size):
            yield from in_order(line)
            line = []
        if not line:
            middle, size = glyph.middle, glyph.size
        line.append(glyph)
    yield from in_order(line)


def in_order(line: list[Glyph]) -> Iterator[list[Glyph]]:
    if any(glyph.text != " " for glyph in line):
        yield sorted(line, key=lambda glyph: glyph.left)


def parts_of(line: list[Glyph]) -> list[str]:
    """The text of a line, cut at its wide gaps."""
    parts = [""]
    last: Glyph | None = None
    spaced = False
    for glyph in line:
        if glyph.text == " ":
            spaced = True
            continue
        if last is not None:
            if twice(last, glyph):
                continue
            if is_wide(last, glyph):
                parts.append("")
            elif spaced or is_narrow(last, glyph):
                parts[-1] += " "
        parts[-1] += glyph.text
        last, spaced = glyph, False
    return parts


def twice(last: Glyph, glyph: Glyph) -> bool:
    return last.text == glyph.text and glyph.left - last.left < TWICE * (last.right - last.left)


def is_wide(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - last.right
    return gap > 0 and gap >= WIDE[last.text[-1].isdigit() + glyph.text[0].isdigit()] * min(last.size, glyph.size)


def is_narrow(last: Glyph, glyph: Glyph) -> bool:
    gap = glyph.left - last.right
    western = last.text[-1].isascii() and glyph.text[0].isascii()
    return gap > 0 and gap >= (NARROW if western else NARROW_CHINESE) * min(last.size, glyph.size)


def cell_lines(glyphs: Sequence[Glyph]) -> list[list[str]]:
    """The lines of a cell, each cut at its wide gaps.  Text on its side is read in its own direction."""
    if not any(glyph.turn for glyph in glyphs):
        return [parts_of(line) for line in lines_of(glyphs)]
    found: list[list[str]] = []
    for turn, group in groupby(sorted(glyphs, key=lambda glyph: glyph.turn), key=lambda glyph: glyph.turn):
        found.extend(parts_of(line) for line in lines_of(set_upright(group, turn)))
    return found


def set_upright(glyphs: Iterable[Glyph], turn: int) -> list[Glyph]:
    there, _ = turned(0, 0, turn)
    return [Glyph(glyph.text, *there.box(*glyph[1:5])) for glyph in glyphs]


def text_lines(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """The lines of text outside tables."""
    for glyphs_of_line in lines_of([glyph for glyph in glyphs if not glyph.turn]):
        parts = with_ordinal(without_label(parts_of(glyphs_of_line)))
        tabbed = len(parts) > 1 and not is_prose(parts)
        solid = [glyph for glyph in glyphs_of_line if glyph.text != " "]
        size = median(glyph.size for glyph in solid)
        opening = solid[0].right - solid[0].left
        yield Line(("\t" if tabbed else " ").join(parts), box_around(solid), size, tabbed, opening)


def with_ordinal(parts: list[str]) -> list[str]:
    """A heading is not parted from its number by the space between them."""
    return [" ".join(parts[:2]), *parts[2:]] if ORDINAL.fullmatch(parts[0]) and len(parts) > 1 else parts


def without_label(parts: list[str]) -> list[str]:
    """A number that stands close behind its label is cut off it, where only numbers follow."""
    found = LABELLED.fullmatch(parts[0])
    if found and len(parts) > 2 and all(NUMBER.fullmatch(part) for part in parts[1:]):
        return [found.group(1), found.group(2), *parts[1:]]
    return parts


def is_prose(parts: list[str]) -> bool:
    words = [part for part in parts if sum(not letter.isascii() for letter in part) > 3]
    return len(parts) == len(words) == 2 and sum(map(len, parts)) >= PROSE
