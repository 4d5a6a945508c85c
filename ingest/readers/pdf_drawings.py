"""The ruled lines and pictures of a PDF page: what its tables are drawn with."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int, c_uint
from typing import Any

import pypdfium2.raw as pdfium

from ingest.limits import MAX_PAGE_OBJECTS
from ingest.readers.pdf_matrices import Box, Matrix
from ingest.refusals import Refusal

# A filled shape thinner than this (in points) is a line.
THIN = 3.5
# A line may lean this much over its whole length and still be ruled.
LEAN = 1.0
# Colours from here on (of 255) are white: nobody sees the line.
WHITE = 247
# A picture over this share of the page hides the text painted before it.
COVERING = 0.8
# Pictures nested deeper than this are damage or malice.
MAX_DEPTH = 12
INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
SAME = Matrix(1, 0, 0, 1, 0, 0)

Asked = Callable[..., int]


def matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(found)):
        return SAME
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def seen(item: Any, colour_of: Asked) -> bool:
    """Whether the colour shows on white paper."""
    colour = [c_uint() for _ in range(4)]
    if not colour_of(item, *map(byref, colour)):
        return True
    red, green, blue, alpha = (part.value for part in colour)
    return alpha > 0 and min(red, green, blue) < WHITE


def bounds_of(item: Any) -> Box:
    left, bottom, right, top = (c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def points_of(item: Any, matrix: Matrix) -> Iterator[tuple[int, float, float, bool]]:
    """Kind, place and "closes the shape" of every point of a path."""
    x, y = c_float(), c_float()
    for index in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        closes = bool(pdfium.FPDFPathSegment_GetClose(segment))
        yield pdfium.FPDFPathSegment_GetType(segment), *matrix.point(x.value, y.value), closes


class Drawings:
    """Collects the ruled lines of one page, and how much of it is a picture."""

    def __init__(self, matrix: Matrix, area: float) -> None:
        self.matrix = matrix
        self.area = max(area, 1.0)
        self.rulings: array[float] = array("f")
        self.pictured = 0.0
        self.texts = 0
        self.hidden = 0
        # Some of the text is inside forms.
        self.nested = False
        self.objects = 0

    @property
    def hidden_share(self) -> float:
        return self.hidden / self.texts if self.texts else 0.0

    def read(self, page: Any) -> None:
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            self.add(pdfium.FPDFPage_GetObject(page, index), self.matrix, 0)

    def add(self, item: Any, matrix: Matrix, depth: int) -> None:
        self.objects += 1
        if self.objects > MAX_PAGE_OBJECTS or depth > MAX_DEPTH:
            raise Refusal("too-complex", f"PDF 的一页上线条和图形超过 {MAX_PAGE_OBJECTS} 个或嵌套过深，无法读取。")
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.texts += 1
            self.nested |= depth > 0
            self.hidden += pdfium.FPDFTextObj_GetTextRenderMode(item) in INVISIBLE
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.add_path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.add_picture(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = matrix.after(matrix_of(item))
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self.add(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def add_picture(self, item: Any, matrix: Matrix) -> None:
        left, top, right, bottom = matrix.box(*bounds_of(item))
        if min(right - left, bottom - top) <= THIN:
            self.add_bar((left, top, right, bottom))
        share = (right - left) * (bottom - top) / self.area
        self.pictured = min(1.0, self.pictured + share)
        if share > COVERING:
            self.hidden = self.texts

    def add_path(self, item: Any, matrix: Matrix) -> None:
        fill, stroke = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        if stroke.value and seen(item, pdfium.FPDFPageObj_GetStrokeColor):
            self.add_stroke(item, matrix.after(matrix_of(item)))
        elif fill.value and seen(item, pdfium.FPDFPageObj_GetFillColor):
            self.add_filling(item, matrix)

    def add_stroke(self, item: Any, matrix: Matrix) -> None:
        x = y = start_x = start_y = 0.0
        for kind, new_x, new_y, closes in points_of(item, matrix):
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start_x, start_y = new_x, new_y
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self.add_line(x, y, new_x, new_y)
            x, y = new_x, new_y
            if closes:
                self.add_line(x, y, start_x, start_y)

    def add_filling(self, item: Any, matrix: Matrix) -> None:
        """A thin filled shape is a line; of a large one only its thin parts are."""
        box = matrix.box(*bounds_of(item))
        if min(box[2] - box[0], box[3] - box[1]) <= THIN:
            self.add_bar(box)
        elif pdfium.FPDFPath_CountSegments(item) > 5:
            for part in self.parts(item, matrix.after(matrix_of(item))):
                self.add_bar(part)

    def parts(self, item: Any, matrix: Matrix) -> Iterator[Box]:
        xs: list[float] = []
        ys: list[float] = []
        for kind, x, y, _ in points_of(item, matrix):
            if kind == pdfium.FPDF_SEGMENT_MOVETO and xs:
                yield min(xs), min(ys), max(xs), max(ys)
                xs, ys = [], []
            xs.append(x)
            ys.append(y)
        if xs:
            yield min(xs), min(ys), max(xs), max(ys)

    def add_bar(self, box: Box) -> None:
        """A dot is a bit of a line in both directions: rows of dots make dotted lines."""
        left, top, right, bottom = box
        if right - left <= THIN:
            middle = (left + right) / 2
            self.rulings.extend((middle, top, middle, bottom))
        if bottom - top <= THIN:
            middle = (top + bottom) / 2
            self.rulings.extend((left, middle, right, middle))

    def add_line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        across, down = abs(x1 - x0), abs(y1 - y0)
        if min(across, down) <= LEAN < max(across, down):
            self.rulings.extend((x0, y0, x1, y1))
