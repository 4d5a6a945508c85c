"""Texts that no spreadsheet takes for a formula.  Numbers, negative ones too, stay what they are."""

from __future__ import annotations

import re

APOSTROPHE = "'"
# What begins a formula in a spreadsheet, its full-width twins, and what a spreadsheet skips before it.
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠−﹢﹣﹦﹫")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def neutral(text: str | None) -> str | None:
    """With an apostrophe before it where it begins like a formula."""
    if not text or not _is_dangerous(text):
        return text
    return APOSTROPHE + text


def _is_dangerous(text: str) -> bool:
    start = text.lstrip(" \u00a0\u3000\ufeff\u200b")[:1]
    return start in _DANGEROUS and start != "" and _NUMBER.fullmatch(text) is None


class Neutral(dict[str | None, str | None]):
    """Remembers: the same texts come again and again."""

    MOST = 20_000

    def __missing__(self, text: str | None) -> str | None:
        if len(self) >= self.MOST:
            self.clear()
        self[text] = harmless = neutral(text)
        return harmless
