"""How an agency prints a number, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from archive.cells import Number
from archive.forms.schema import CellSpec

BLANK_MARKS = ("", "/", "-", "—", "无", "\u00a0", "——", "\\", "\u3000")
_FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@dataclass(frozen=True, slots=True)
class Print:
    """``blank`` is what stands for no number."""

    blank: str = ""
    thousands: bool = False
    full_width: bool = False
    units: bool = False
    sign_words: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether a blank leaves no mark on the page."""
        return not self.blank.strip()

    def number(self, value: Number | None, spec: CellSpec) -> str:
        if value is None:
            return self.blank
        text = f"{value:,}" if self.thousands else str(value)
        if self.sign_words and value < 0:
            text = f"减{text[1:]}"
        if self.units:
            text += spec.column.unit
        return text.translate(_FULL_WIDTH) if self.full_width else text


PLAIN = Print()


def any_print(rng: Random) -> Print:
    return Print(
        blank=rng.choice(BLANK_MARKS),
        thousands=rng.random() < 0.2,
        full_width=rng.random() < 0.15,
        units=rng.random() < 0.1,
        sign_words=rng.random() < 0.3,
    )
