"""Statistics tables of reports before 2019, and rows that a region added: name, unit, values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.cells import Number
from archive.forms.earlier import CODE_HEADS, NAME_HEADS, UNIT_HEADS, UNITS
from archive.locators import Locator
from ingest.parse.tables.labels import key
from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import Kind

_GAPS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_MOST_VALUES = 10


@dataclass(frozen=True, slots=True)
class Indicator:
    """``values`` and ``raw`` go by the printed columns; a value is None where blank or doubtful."""

    name: str
    unit: str
    values: tuple[Number | None, ...]
    raw: tuple[str, ...]
    columns: tuple[str, ...] = ()
    locator: Locator | None = None


def statistics(rows: Iterable[PrintedRow]) -> Iterator[Indicator]:
    """The rows under a head of indicator names and units."""
    columns: tuple[str, ...] | None = None
    for row in rows:
        if row.fresh:
            columns = None
        words: Sequence[Token] = row.words
        head = _head(words)
        if head is not None:
            columns, words = head
        if columns is not None:
            yield from _indicator(words, row.values, columns)


def _head(words: Sequence[Token]) -> tuple[tuple[str, ...], Sequence[Token]] | None:
    """Names of the value columns, and the words that already belong to the first row."""
    keys = [key(token.text) for token in words]
    for index, (name, unit) in enumerate(pairwise(keys)):
        if unit in UNIT_HEADS and (name in NAME_HEADS or name in CODE_HEADS):
            rest = words[index + 2 :]
            names = _until_row(rest)
            return tuple(_clean(token.text) for token in rest[:names]), rest[names:]
    return None


def _until_row(words: Sequence[Token]) -> int:
    """Where the first row begins: two words before its first number, the last of them a unit."""
    has_row = len(words) >= 2 and key(words[-1].text) in UNITS
    return len(words) - 2 if has_row else len(words)


def _indicator(words: Sequence[Token], values: Sequence[Token], columns: tuple[str, ...]) -> Iterator[Indicator]:
    numbers = [token for token in values if token.kind is not Kind.EMPTY] or list(values[: len(columns)])
    if not words or not numbers or len(numbers) > _MOST_VALUES:
        return
    unit = _clean(words[-1].text) if key(words[-1].text) in UNITS and len(words) > 1 else ""
    name = words[-2] if unit else words[-1]
    raw = tuple(token.text for token in numbers)
    read = tuple(token.lexeme.value if token.kind is Kind.NUMBER else None for token in numbers)
    if len(numbers) == 1 < len(columns):
        read = parted(raw[0], len(columns))
    yield Indicator(_clean(name.text), unit, read, raw, columns, name.locator)


def parted(digits: str, count: int) -> tuple[Number | None, ...]:
    """Numbers run together, if leading zeros force one way to part them; a lone number has lost its column."""
    if count == 2 and len(digits) > 1 and digits[0] == "0" and (digits[1] != "0" or len(digits) == 2):
        return 0, int(digits[1:])
    zeros = digits == "0" * count
    return (0,) * count if zeros else (None,) * count


def regional(rows: Iterable[PrintedRow]) -> Iterator[Indicator]:
    """Rows of numbers in the form's tables that the form does not have."""
    for row in rows:
        if any(token.kind is Kind.NUMBER for token in row.values):
            yield from _indicator(row.words, row.values, ())


def _clean(text: str) -> str:
    return _GAPS.sub(" ", _BREAKS.sub("", text)).strip()
