"""What one printed piece of a table says: a number, a blank, something doubtful, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from archive.cells import Number
from ingest.parse.normalise import fold


class Kind(Enum):
    EMPTY = "empty"
    BLANK = "blank"
    NUMBER = "number"
    DOUBTFUL = "doubtful"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """``value`` of a doubtful piece is what it would be if the doubt were unfounded."""

    kind: Kind
    value: Number | None = None
    unit: str = ""
    reason: str = ""
    # The doubt is only a line break or gap between digits of one cell.
    wrapped: bool = False

    @property
    def is_value(self) -> bool:
        return self is not EMPTY and self is not WORDS


# Each the only one of its kind.
EMPTY = Lexeme(Kind.EMPTY)
BLANK = Lexeme(Kind.BLANK)
WORDS = Lexeme(Kind.WORDS)

BLANK_MARKS = frozenset("/ // \\ - -- --- — —— – ― ─ ── － ~ 无 空 ／".split())
UNITS = "亿元|万元|千元|百元|元|人次|件次|场次|件|条|项|个|份|宗|次|人|篇|部|场|起|家|期"

_NUMBER = re.compile(rf"([-+−]?)((?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*({UNITS})?")
_SIGN_WORDS = re.compile(rf"(增加|增|减少|减)(\d{{1,3}}(?:,\d{{3}})+|\d+)\s*({UNITS})?")
# "1.", "(2)", and labels as short as "3.其他".
_ORDINAL = re.compile(r"[(]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[).、:]+[\s\u3400-\u9fff“”\"]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_YEAR = re.compile(r"\d{4}年(?:度|末|底)?")
_HEDGED = re.compile(r"(?:[约近超共逾另含不足计合]{0,2}|[^\u3400-\u9fffA-Za-z]*)\d")
_WRAPPED = re.compile(r"[\d,.]+(?:\s+[\d,.]+)+")
_ZERO_LOOKALIKES = frozenset("OoО〇○◯零")
_MAX_LENGTH = 24

WRAPPED = "一格里的数字被断开"


@lru_cache(maxsize=8192)
def lex(text: str) -> Lexeme:
    """The meaning of a cell's text by itself, whatever its column."""
    folded = fold(text).strip()
    if not folded:
        return EMPTY
    if len(folded) > _MAX_LENGTH:
        return WORDS
    if folded in BLANK_MARKS:
        return BLANK
    return _number(folded) or _doubtful(folded) or WORDS


def _number(text: str) -> Lexeme | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _signed_words(text)
    sign, digits, unit = match.group(1), match.group(2).replace(",", ""), match.group(3) or ""
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return Lexeme(Kind.DOUBTFUL, None, unit, "数字以0开头，可能是几格连在一起")
    return Lexeme(Kind.NUMBER, to_number(digits, negative=sign in ("-", "−")), unit)


def _signed_words(text: str) -> Lexeme | None:
    match = _SIGN_WORDS.fullmatch(text)
    if match is None:
        return None
    value = to_number(match.group(2).replace(",", ""), negative=match.group(1).startswith("减"))
    return Lexeme(Kind.NUMBER, value, match.group(3) or "")


def _doubtful(text: str) -> Lexeme | None:
    if text in _ZERO_LOOKALIKES:
        return Lexeme(Kind.DOUBTFUL, 0, reason="印的是形似0的字符")
    if _ORDINAL.fullmatch(text) or _YEAR.fullmatch(text):
        return None
    if _WRAPPED.fullmatch(text):
        return _wrapped(text)
    han = len(_HAN.findall(text))
    if _HEDGED.match(text) and han <= 2:
        return Lexeme(Kind.DOUBTFUL, None, reason="不是单独一个数")
    if not han and not text.isalpha() and len(text) <= 4:
        return Lexeme(Kind.DOUBTFUL, None, reason="不是数字，也不是通常的空白记号")
    return None


def _wrapped(text: str) -> Lexeme:
    joined = _number(re.sub(r"\s+", "", text))
    value = joined.value if joined is not None and joined.kind is Kind.NUMBER else None
    return Lexeme(Kind.DOUBTFUL, value, reason=WRAPPED, wrapped=True)


def to_number(digits: str, *, negative: bool = False) -> Number:
    """An int where the number is whole, otherwise an exact decimal."""
    value = Decimal(digits)
    number: Number = int(value) if value == value.to_integral_value() else value
    return -number if negative else number
