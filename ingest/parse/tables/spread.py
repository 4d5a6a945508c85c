"""How far a file's tables spread: their words, and the lines that are no prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.parse.tables.labels import key
from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Item, Token
from ingest.parse.tables.values import WORDS


def words_in(items: Iterable[Item]) -> str:
    """Everything that stands in table pieces as words, as one key."""
    return "".join([key(item.text) for item in items if isinstance(item, Token) and item.lexeme is WORDS])


def table_lines(
    rows: Sequence[PrintedRow], read: Iterable[PrintedRow], is_furniture: Callable[[str], bool]
) -> frozenset[int]:
    """The blocks from a table's first head to its last number, between two stretches of running text."""
    used = {token.block for row in read for token in (*row.words, *row.values)}
    lines: set[int] = set()
    for stretch in _stretches(rows):
        numbers = [block for block in _blocks(stretch) if block in used]
        if numbers:
            lines.update(range(_first(stretch, is_furniture, numbers[0]), numbers[-1] + 1))
    return frozenset(lines)


def _stretches(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    stretch: list[PrintedRow] = []
    for row in rows:
        if row.fresh and stretch:
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _blocks(stretch: Iterable[PrintedRow]) -> list[int]:
    return sorted({token.block for row in stretch for token in (*row.words, *row.values)})


def _first(stretch: Iterable[PrintedRow], is_furniture: Callable[[str], bool], otherwise: int) -> int:
    heads = (token.block for row in stretch for token in row.words if is_furniture(token.text))
    return min(next(heads, otherwise), otherwise)
