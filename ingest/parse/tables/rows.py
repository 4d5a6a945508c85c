"""From the stream of pieces to printed rows: the words that stand before some numbers, and the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ingest.parse.tables.labels import key
from ingest.parse.tables.tokens import HARD, LINE, Break, Item, Token
from ingest.parse.tables.values import EMPTY, WORDS, Kind, Lexeme


@dataclass(slots=True)
class PrintedRow:
    """``words`` before ``values`` (empty cells among them); ``fresh`` when running text stood before."""

    words: list[Token] = field(default_factory=list)
    values: list[Token] = field(default_factory=list)
    fresh: bool = False

    @property
    def run(self) -> str:
        """All words as one label key: labels may be broken anywhere."""
        return "".join([key(token.text) for token in self.words])

    @property
    def last(self) -> str:
        return self.words[-1].text if self.words else ""

    @property
    def numbers(self) -> list[Token]:
        return [token for token in self.values if token.lexeme is not EMPTY]

    @property
    def in_grid(self) -> bool:
        return bool(self.values) and self.values[0].in_grid

    @property
    def page(self) -> int | None:
        tokens = self.words or self.values
        return tokens[0].locator.page if tokens else None


_STRAY = Lexeme(Kind.DOUBTFUL, reason="数字格里印着文字")
_GLUE = Lexeme(Kind.DOUBTFUL, reason="数字与行名连在一起")
_LEADING = re.compile(r"\d{3}|\d+(?![\d.、．)）:：\s])")
_GLUED = re.compile(r"(.*[^\d\s.,，．])(\d[\d,]*)", re.DOTALL)


def printed_rows(items: Iterable[Item], is_label: Callable[[str], bool]) -> list[PrintedRow]:
    """Every run of words with the values behind it.  Rows without any value carry heads and group names."""
    return list(_gather(_unglued(items, is_label), is_label))


def _unglued(items: Iterable[Item], is_label: Callable[[str], bool]) -> Iterator[Item]:
    """A number that stands right behind a label is no part of it, nor certain to be a number of its own."""
    for item in items:
        if isinstance(item, Break) or item.lexeme is not WORDS or item.text[-1:].isalpha():
            yield item
        elif (glued := _GLUED.fullmatch(item.text)) is not None and is_label(glued[1]):
            yield replace(item, text=glued[1])
            yield replace(item, text=glued[2], lexeme=_GLUE)
        else:
            yield item


def _gather(items: Iterable[Item], is_label: Callable[[str], bool]) -> Iterator[PrintedRow]:
    row = PrintedRow(fresh=True)
    for item in items:
        if isinstance(item, Break):
            if _ends_row(row, item):
                yield row
                row = PrintedRow()
            if item is HARD:
                row = PrintedRow(fresh=True)
        elif item.lexeme is not WORDS:
            row.values.append(item)
        elif item.in_grid and row.numbers and not is_label(item.text):
            row.values.append(replace(item, lexeme=_STRAY))
        elif not row.values:
            row.words.append(item)
        elif row.words or row.numbers:
            yield _closed(row, item)
            row = PrintedRow(words=[item])
        else:
            row = PrintedRow(words=[item], fresh=row.fresh)


def _closed(row: PrintedRow, words: Token) -> PrintedRow:
    """Digits that stand in front of words on the same line belong to the numbers before them, who knows how."""
    if words.block == row.values[-1].block and _LEADING.match(words.text) is not None:
        row.values.append(replace(words, lexeme=_STRAY))
    return row


def _ends_row(row: PrintedRow, item: Break) -> bool:
    """A line may end within a row (one cell a line); a printed row or running text ends it for good."""
    if not row.words and not row.values:
        return False
    return item is not LINE
