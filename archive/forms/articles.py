"""Articles of the Regulation (国令第711号) as rows cite them, "36(4)(5)", in the words of the law."""

from __future__ import annotations

import re

_CITED = re.compile(r"(?P<article>\d+)(?P<items>(?:\(\d+\))*)")
_DIGITS = "〇一二三四五六七八九"
_TEN = 10


def article_words(cited: str) -> str:
    """ "36(4)(5)" → 第三十六条第（四）项、第（五）项; several articles stand between commas."""
    return "、".join(_words(found) for found in _CITED.finditer(cited))


def _words(found: re.Match[str]) -> str:
    items = (f"第（{chinese_number(int(item))}）项" for item in re.findall(r"\d+", found["items"]))
    return f"第{chinese_number(int(found['article']))}条" + "、".join(items)


def chinese_number(number: int) -> str:
    """From 1 to 99, as laws count their articles."""
    tens, ones = divmod(number, _TEN)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
