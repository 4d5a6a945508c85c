"""Rows of a ruled table that a page break cuts in two: mended where it is certain, doubted where it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from ingest.parse.tables.labels import bare_key
from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import Kind, Lexeme, lex

_CUT = Lexeme(Kind.DOUBTFUL, reason="这一行可能被分页断开")


class Words(Protocol):
    """What the form prints."""

    def is_name(self, name: str) -> bool: ...

    def is_printed(self, text: str) -> bool: ...

    def is_like(self, text: str) -> bool: ...

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
        if self._goes_on(upper, lower):
            return _joined(upper, lower), None
        if self._has_label(lower) and (lower.numbers or self._has_label(upper)):
            return upper, lower
        if lower.numbers and upper.numbers and not self._stands_alone(upper, lower):
            return _doubted(upper), lower
        if upper.words and upper.numbers and not lower.numbers and not self._has_label(upper):
            return upper, _doubted(lower)
        return upper, lower

    def _goes_on(self, upper: PrintedRow, lower: PrintedRow) -> bool:
        if lower.words:
            return self._only_words_above(upper, lower) or all(self._is_rest(word, upper) for word in lower.words)
        columns = {token.column for token in upper.values}
        return bool(upper.words) and bool(lower.numbers) and all(token.column in columns for token in lower.numbers)

    def _only_words_above(self, upper: PrintedRow, lower: PrintedRow) -> bool:
        return bool(upper.words) and not upper.numbers and bool(lower.numbers) and not self._has_label(lower)

    def _is_rest(self, word: Token, upper: PrintedRow) -> bool:
        """Whether a word ends what the cell above it has begun."""
        above = next((token.text for token in upper.words if token.column == word.column), "")
        if not above:
            return False
        whole = above + word.text
        return self.words.is_printed(whole) or (not self.words.is_name(bare_key(above)) and self.words.is_like(whole))

    def _stands_alone(self, upper: PrintedRow, lower: PrintedRow) -> bool:
        """Whether numbers below a whole label are none of its row's: they have words of their own, or are more."""
        whole = bool(upper.words) and self.words.is_name(bare_key(upper.last))
        return whole and (bool(lower.words) or len(lower.numbers) > len(upper.values))

    def _has_label(self, row: PrintedRow) -> bool:
        return any(self.words.is_label(token.text) for token in row.words)


def _on_next_page(upper: PrintedRow, lower: PrintedRow) -> bool:
    follows = upper.page is not None and lower.page == upper.page + 1
    return follows and _is_ruled(upper) and _is_ruled(lower)


def _is_ruled(row: PrintedRow) -> bool:
    return all(token.in_grid for token in (*row.words[:1], *row.values[:1]))


def _joined(upper: PrintedRow, lower: PrintedRow) -> PrintedRow:
    """Cell by cell; where the columns differ, nobody knows what belongs to what."""
    row = PrintedRow(_words_joined(upper.words, lower.words), fresh=upper.fresh)
    halves = {token.column: token for token in lower.numbers}
    if not upper.numbers:
        row.values = lower.values
    elif halves.keys() <= {token.column for token in upper.values}:
        row.values = [_whole(token, halves.get(token.column)) for token in upper.values]
    else:
        row.values = [replace(token, lexeme=_CUT) for token in (*upper.values, *lower.numbers)]
    return row


def _words_joined(upper: list[Token], lower: list[Token]) -> list[Token]:
    """What goes on in a cell goes on in its word; other words follow."""
    ends = {token.column: token.text for token in lower}
    begun = [replace(token, text=token.text + ends.pop(token.column, "")) for token in upper]
    return begun + [token for token in lower if token.column in ends]


def _whole(upper: Token, lower: Token | None) -> Token:
    if lower is None:
        return upper
    text = f"{upper.text}\n{lower.text}" if upper.kind is not Kind.EMPTY else lower.text
    return replace(upper, text=text, lexeme=lex(text))


def _doubted(row: PrintedRow) -> PrintedRow:
    return replace(row, values=[replace(token, lexeme=_CUT) for token in row.values])
