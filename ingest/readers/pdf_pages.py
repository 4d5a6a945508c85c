"""What is taken out of a PDF: characters with their places, ruled lines, and how much of a page is a picture."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass

# A character that the file shows but does not name: nobody may take it for a digit.
UNNAMED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is displayed; all places in points from its upper left corner.

    ``boxes`` holds left, top, right, bottom of every character of ``text``, in the order of the file;
    ``turns`` the quarter turns (clockwise) of those that do not run from left to right.
    ``rulings`` holds x, y, x, y of every ruled line.
    """

    width: float
    height: float
    text: str
    boxes: array[float]
    turns: Mapping[int, int]
    rulings: array[float]
    # Share of the page under pictures, and share of its text that is not visible (0 to 1).
    pictured: float
    hidden: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole PDF.

    ``repaired``: its table of contents was broken and has been rebuilt.
    ``broken``: a part of it cannot be unpacked, so that something may be missing anywhere.
    """

    pages: tuple[Page, ...]
    metadata: Mapping[str, str]
    repaired: bool
    broken: bool
