"""Finds the ruled lines on the picture of a page, and paints them over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Grey values below this are ink.
INK = 150
DARK = bytes(int(value < INK) for value in range(256))
# Inches that a straight piece of ink must be long to be a line: the longest stroke of a title is shorter.
SHORTEST = 0.34
# Points of a picture beside a line that are painted over with it: its blurred edge.
BLUR = 1

Line = tuple[int, int, int, int]


class Picture(NamedTuple):
    """A grey picture, row by row from the top, 0 is black."""

    width: int
    height: int
    grey: bytes


def rulings_of(picture: Picture, dots: int) -> Iterator[Line]:
    """Every straight piece of ink along a row or a column of dots (x, y, x, y)."""
    width, height, grey = picture
    ink = grey.translate(DARK)
    run = re.compile(b"\x01{%d,}" % max(1, int(SHORTEST * dots)))
    for found in run.finditer(ink):
        y, x = divmod(found.start(), width)
        # A run over the end of a row is the black edge of a scan, no line.
        if x + found.end() - found.start() <= width:
            yield x, y, x + found.end() - found.start(), y
    for x in range(width):
        for found in run.finditer(ink[x::width]):
            yield x, found.start(), x, min(found.end(), height)


def without(picture: Picture, lines: Iterable[Line]) -> Picture:
    """The picture with its lines painted white."""
    width, height, grey = picture
    paper = bytearray(grey)
    for x0, y0, x1, y1 in lines:
        if y0 == y1:
            for y in range(max(0, y0 - BLUR), min(height, y0 + BLUR + 1)):
                paper[y * width + x0 : y * width + x1] = b"\xff" * (x1 - x0)
        else:
            for x in range(max(0, x0 - BLUR), min(width, x0 + BLUR + 1)):
                paper[x + y0 * width : x + y1 * width : width] = b"\xff" * (y1 - y0)
    return Picture(width, height, bytes(paper))
