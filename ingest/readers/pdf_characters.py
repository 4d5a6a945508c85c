"""The characters of a PDF page with their places, as pdfium tells them."""

from __future__ import annotations

import math
from array import array
from ctypes import c_double
from typing import Any

import pypdfium2.raw as pdfium

from ingest.limits import MAX_PAGE_CHARACTERS
from ingest.readers.pdf_matrices import Box, Matrix
from ingest.readers.pdf_pages import UNNAMED
from ingest.refusals import Refusal

QUARTER = math.pi / 2
# Text that leans more than this part of a quarter is a stamp or a watermark.
LEANING = 0.1
# No character is wider than this part of its size; no type that is read is smaller (in points).
WIDEST, SMALLEST = 2.5, 2.0
# Parts of the size of a type that stand above and below its base line.
ABOVE, BELOW = 0.88, 0.12

# Points between two places that are one.
SAME = 0.05

SPACES = frozenset((0x09, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B)))
# What pdfium puts in the place of a hyphen at the end of a line.
HYPHENS = frozenset((0x02, 0xFFFE))
NOTHING = frozenset((0x0A, 0x0D, 0xAD, 0xFEFF, *range(0x200B, 0x2010)))


def printed(textpage: Any, index: int, code: int) -> str:
    """The character as printed, or nothing for one that pdfium made up or that shows nothing."""
    if code in SPACES:
        return "" if pdfium.FPDFText_IsGenerated(textpage, index) else " "
    if code in NOTHING:
        return ""
    if code in HYPHENS and pdfium.FPDFText_IsHyphen(textpage, index):
        return "-"
    return UNNAMED if is_unnamed(code) else chr(code)


def is_unnamed(code: int) -> bool:
    """Control characters, halves of characters, those for private use, and those that are none."""
    if code < 0x80:
        return code < 0x20 or code == 0x7F
    return code < 0xA0 or 0xD800 <= code < 0xF900 or code >= 0xF0000 or code & 0xFFFE == 0xFFFE


def matrix_from(found: Any) -> Matrix:
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def quarters_of(a: float, b: float) -> int | None:
    """Clockwise quarter turns of text with such a matrix, or None for leaning text."""
    if b == 0 < a:
        return 0
    angle = -math.atan2(b, a) / QUARTER
    return round(angle) % 4 if abs(angle - round(angle)) <= LEANING else None


class Characters:
    """Collects the characters of one page.  The variables that pdfium fills are made once: there are many calls."""

    def __init__(self, textpage: Any, matrix: Matrix, quarters: int, *, nested: bool) -> None:
        """``nested``: some of the text is inside forms."""
        self.textpage = textpage
        self.nested = nested
        self.matrix = matrix
        self.quarters = quarters
        self.text: list[str] = []
        self.boxes: array[float] = array("f")
        self.turns: dict[int, int] = {}
        self.own, self.inner = pdfium.FS_MATRIX(), pdfium.FS_MATRIX()
        self.loose = pdfium.FS_RECTF()
        self.x, self.y = c_double(), c_double()

    def read(self) -> None:
        textpage = self.textpage
        count = pdfium.FPDFText_CountChars(textpage)
        if count > MAX_PAGE_CHARACTERS:
            raise Refusal("too-complex", f"PDF 的一页有 {count} 个字符，上限是 {MAX_PAGE_CHARACTERS} 个。")
        for index in range(count):
            if text := printed(textpage, index, pdfium.FPDFText_GetUnicode(textpage, index)):
                unnamed = pdfium.FPDFText_HasUnicodeMapError(textpage, index)
                self.add(index, UNNAMED if unnamed else text)

    def add(self, index: int, text: str) -> None:
        pdfium.FPDFText_GetMatrix(self.textpage, index, self.own)
        quarter = quarters_of(self.own.a, self.own.b)
        if quarter is None:
            return
        turn = (self.quarters + quarter) % 4
        if turn:
            self.turns[len(self.text)] = turn
        self.text.append(text)
        self.boxes.extend(self.matrix.box(*(self.turned(index, quarter) if quarter else self.upright(index))))

    def upright(self, index: int) -> Box:
        """The place of an upright character, in page coordinates.

        pdfium tells how far a character reaches; how high it stands is taken from its base line, because the heights
        that fonts give of themselves are often wrong, and then one line of text would fall apart.
        """
        box = self.loose
        pdfium.FPDFText_GetCharOrigin(self.textpage, index, self.x, self.y)
        pdfium.FPDFText_GetLooseCharBox(self.textpage, index, box)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        base = self.y.value
        if self.nested and (form := self.form_around(index)):
            left, bottom, right, top = form.box(left, bottom, right, top)
            base = self.own.f
        size = pdfium.FPDFText_GetFontSize(self.textpage, index) * self.own.d
        if size < SMALLEST:
            return left, bottom, right, top
        # pdfium forgets the scale where a font is written from top to bottom.
        if not left <= right <= left + WIDEST * size:
            right = left + size
        return left, base - BELOW * size, right, base + ABOVE * size

    def form_around(self, index: int) -> Matrix | None:
        """The map out of a form for a character whose place pdfium gives as inside the form.

        That happens where the file says in words what a drawn character means (ActualText).
        """
        item = pdfium.FPDFText_GetTextObject(self.textpage, index)
        if not item or not pdfium.FPDFPageObj_GetMatrix(item, self.inner):
            return None
        own, inner = matrix_from(self.own), matrix_from(self.inner)
        inside = abs(self.x.value - inner.e) + abs(self.y.value - inner.f) < SAME
        moved = abs(own.e - inner.e) + abs(own.f - inner.f) > SAME
        return own.after(back) if inside and moved and (back := inner.inverse()) else None

    def turned(self, index: int, quarter: int) -> Box:
        """The place of a character that does not run from left to right, in page coordinates.

        pdfium has the widths of such characters no longer: what is free before one is taken to be free behind it.
        """
        left, right, bottom, top = (c_double() for _ in range(4))
        pdfium.FPDFText_GetCharOrigin(self.textpage, index, self.x, self.y)
        pdfium.FPDFText_GetCharBox(self.textpage, index, left, right, bottom, top)
        size = pdfium.FPDFText_GetFontSize(self.textpage, index) * math.hypot(self.own.c, self.own.d)
        above, below = ABOVE * size, BELOW * size
        x, y = self.x.value, self.y.value
        if quarter == 3:
            return x - above, y, x + below, top.value + max(bottom.value - y, 0)
        if quarter == 1:
            return x - below, bottom.value - max(y - top.value, 0), x + above, y
        return left.value - max(x - right.value, 0), y - above, x, y + below
