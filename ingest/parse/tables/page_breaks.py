"""Rows of a ruled table that a page break cuts in two: mended where it is certain, doubted where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.parse.tables.labels import endings, key
from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import Kind, Lexeme, lex

_CUT = Lexeme(Kind.DOUBTFUL, reason="这一行可能被分页断开")


class Words(Protocol):
    """What the form prints."""

    def is_name(self, name: str) -> bool: ...

    def is_label(self, text: str) -> bool: ...

    def is_head(self, text: str) -> bool: ...


def mend(rows: Iterable[PrintedRow], words: Words) -> list[PrintedRow]:
    """The same rows, the halves of a row joined; heads may be printed again between them."""
    return _Mender(words).mend(rows)


@dataclass(slots=True)
class _Mender:
    words: Words

    def mend(self, rows: Iterable[PrintedRow]) -> list[PrintedRow]:
        mended: list[PrintedRow] = []
        last = -1
        for row in rows:
            last = -1 if row.fresh else last
            upper = mended[last] if last >= 0 else None
            if upper is not None and _on_next_page(upper, row) and not self._is_heads(row):
                upper, lower = self._parted(upper, row)
                mended[last] = upper
                mended += [] if lower is None else [lower]
            else:
                mended.append(row)
            if not self._is_heads(row):
                last = len(mended) - 1
        return mended

    def _is_heads(self, row: PrintedRow) -> bool:
        return not row.numbers and all(self.words.is_head(token.text) for token in row.words)

    def _parted(self, upper: PrintedRow, lower: PrintedRow) -> tuple[PrintedRow, PrintedRow | None]:
        """What the last row of a page and the first of the next are."""
        if self._is_one_label(upper, lower) or self._only_words_above(upper, lower):
            return _joined(upper, lower), None
        if not lower.words and upper.words and lower.numbers and _columns(lower) <= _columns(upper):
            return _joined(upper, lower), None
        if upper.words and upper.numbers and not lower.numbers and not self._has_label(upper):
            return upper, _doubted(lower)
        return upper, lower

    def _is_one_label(self, upper: PrintedRow, lower: PrintedRow) -> bool:
        begun = tuple(endings([token.text for token in upper.words]))
        end = "".join(key(token.text) for token in lower.words)
        if not begun or not end or self.words.is_name(begun[0]):
            return False
        return any(self.words.is_name(f"{begin}{end}") for begin in begun)

    def _only_words_above(self, upper: PrintedRow, lower: PrintedRow) -> bool:
        return bool(upper.words) and not upper.numbers and bool(lower.numbers) and not self._has_label(lower)

    def _has_label(self, row: PrintedRow) -> bool:
        return any(self.words.is_label(token.text) for token in row.words)


def _on_next_page(upper: PrintedRow, lower: PrintedRow) -> bool:
    follows = upper.page is not None and lower.page == upper.page + 1
    return follows and upper.in_grid and lower.in_grid


def _columns(row: PrintedRow) -> set[int]:
    return {token.column for token in row.values}


def _joined(upper: PrintedRow, lower: PrintedRow) -> PrintedRow:
    """Cell by cell; where the columns differ, nobody knows what belongs to what."""
    row = PrintedRow(upper.words + lower.words, fresh=upper.fresh)
    halves = {token.column: token for token in lower.values}
    if not upper.numbers:
        row.values = lower.values
    elif halves.keys() <= _columns(upper):
        row.values = [_whole(token, halves.get(token.column)) for token in upper.values]
    else:
        row.values = [replace(token, lexeme=_CUT) for token in (*upper.values, *lower.numbers)]
    return row


def _whole(upper: Token, lower: Token | None) -> Token:
    if lower is None or lower.kind is Kind.EMPTY:
        return upper
    text = f"{upper.text}\n{lower.text}" if upper.kind is not Kind.EMPTY else lower.text
    return replace(upper, text=text, lexeme=lex(text))


def _doubted(row: PrintedRow) -> PrintedRow:
    return replace(row, values=[replace(token, lexeme=_CUT) for token in row.values])
