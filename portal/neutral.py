"""Texts that no spreadsheet takes for a formula.  Numbers, negative ones too, stay what they are."""

from __future__ import annotations

import re

APOSTROPHE = "'"
# What begins a formula in a spreadsheet, its full-width twins, and what a spreadsheet skips before it.
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠−﹢﹣﹦﹫")
# Spaces of any width, what has no width, what turns the direction of writing, what is not printed at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def neutral(text: str | None) -> str | None:
    """With an apostrophe before it where it begins like a formula."""
    return text if text is None or _NUMBER.fullmatch(text) else neutral_words(text)


def neutral_words(text: str) -> str:
    """Where nothing is a number to reckon with, not even what looks like one."""
    return APOSTROPHE + text if _UNSEEN.sub("", text, count=1)[:1] in _DANGEROUS else text


class Neutral(dict[str | None, str | None]):
    """Remembers: the same texts come again and again."""

    MOST = 20_000

    def __missing__(self, text: str | None) -> str | None:
        if len(self) >= self.MOST:
            self.clear()
        self[text] = harmless = neutral(text)
        return harmless
