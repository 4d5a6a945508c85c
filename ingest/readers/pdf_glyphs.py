"""From the characters of a page to glyphs in the direction of reading, numbers kept whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.marks import raised
from ingest.readers.pdf_matrices import Box, Matrix
from ingest.readers.pdf_pages import Page

# Parts of the size of a type: letters of one word touch, or overlap a little.
TOUCHING, OVERLAPPING = 0.12, -0.4
# Characters of one line stand at one height, give or take this part of their size.
LEVEL = 0.2
# A footnote mark is at most so big beside its number, stands at least so much higher, and this near (parts of sizes).
SMALLER, RAISED, BESIDE = 0.85, 0.15, 0.5


class Glyph(NamedTuple):
    """A character, or the digits and letters of one word.  ``turn`` as in Page.turns."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    turn: int = 0

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top


def box_around(glyphs: list[Glyph]) -> Box:
    return (
        min(glyph.left for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid so that it is read upright.  ``back`` leads to the page as displayed."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    # (x, y, x, y) of every ruled line.
    rulings: list[Box]
    back: Matrix = field(default=Matrix(1, 0, 0, 1, 0, 0))

    def displayed(self, box: Box) -> Box:
        left, top, right, bottom = self.back.box(*box)
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def turned(width: float, height: float, turn: int) -> tuple[Matrix, Matrix]:
    """The map that sets text upright which runs ``turn`` quarters clockwise, and the one that leads back."""
    there = (
        Matrix(1, 0, 0, 1, 0, 0),
        Matrix(0, -1, 1, 0, 0, width),
        Matrix(-1, 0, 0, -1, width, height),
        Matrix(0, 1, -1, 0, height, 0),
    )
    back = (
        there[0],
        Matrix(0, 1, -1, 0, width, 0),
        there[2],
        Matrix(0, -1, 1, 0, 0, height),
    )
    return there[turn], back[turn]


def sheet_of(page: Page, number: int) -> Sheet:
    turn = direction(page)
    there, back = turned(page.width, page.height, turn)
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    glyphs = list(words(upright(page, there, turn)))
    return Sheet(number, width, height, glyphs, rulings_of(page, there), back)


def direction(page: Page) -> int:
    """The direction that most of the text runs in."""
    if 2 * len(page.turns) <= len(page.text):
        return 0
    turns = Counter(page.turns.values())
    turns[0] = len(page.text) - len(page.turns)
    return turns.most_common(1)[0][0]


def rulings_of(page: Page, there: Matrix) -> list[Box]:
    numbers = iter(page.rulings)
    return [there.box(*line) for line in zip(numbers, numbers, numbers, numbers, strict=True)]


def upright(page: Page, there: Matrix, turn: int) -> Iterator[Glyph]:
    """The glyphs on the page, in the order of the file; what stands beside the paper nobody can read."""
    numbers = iter(page.boxes)
    boxes = zip(numbers, numbers, numbers, numbers, strict=True)
    width, height = (page.height, page.width) if turn % 2 else (page.width, page.height)
    for index, (text, box) in enumerate(zip(page.text, boxes, strict=True)):
        left, top, right, bottom = there.box(*box) if turn else box
        if not (0 < left + right < 2 * width and 0 < top + bottom < 2 * height):
            continue
        yield Glyph(text, left, top, right, bottom, (page.turns.get(index, 0) - turn) % 4 if page.turns else 0)


def words(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Joins digits and letters that touch: a ruled line through a number must not cut it in two."""
    last: Glyph | None = None
    for printed in glyphs:
        is_raised = last and printed.text.isdecimal() and is_mark(last, printed)
        glyph = printed._replace(text=raised(printed.text, "sup")) if is_raised else printed
        if last and one_word(last, glyph):
            last = Glyph(
                last.text + glyph.text,
                min(last.left, glyph.left),
                min(last.top, glyph.top),
                max(last.right, glyph.right),
                max(last.bottom, glyph.bottom),
            )
            continue
        if last:
            yield last
        last = glyph
    if last:
        yield last


def is_mark(last: Glyph, glyph: Glyph) -> bool:
    """Whether the digit is raised above the number in front of it, or goes on with such a mark."""
    if last.turn or glyph.turn or not -BESIDE * last.size <= glyph.left - last.right <= BESIDE * last.size:
        return False
    if last.text.isdecimal():
        return glyph.size < SMALLER * last.size and last.bottom - glyph.bottom > RAISED * last.size
    return last.text.isdigit() and level(last, glyph, last.size)


def one_word(last: Glyph, glyph: Glyph) -> bool:
    if not ("!" <= glyph.text <= "~" and "!" <= last.text[-1] <= "~") or last.turn or glyph.turn:
        return False
    size = max(min(last.size, glyph.size), 1.0)
    return OVERLAPPING * size <= glyph.left - last.right <= TOUCHING * size and level(last, glyph, size)


def level(last: Glyph, glyph: Glyph, size: float) -> bool:
    return abs(last.middle - glyph.middle) <= LEVEL * size
