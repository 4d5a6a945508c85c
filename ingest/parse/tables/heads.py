"""Column heads: which columns a table prints, in which order, in which grid column and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.forms.schema import Column
from ingest.parse.normalise import fold
from ingest.parse.tables.labels import bare_key, column_names, key
from ingest.parse.tables.tokens import Token

_UNIT = re.compile(r"单位\s*[:：]?\s*(亿元|万元|千元|百元|元)|[(]\s*(亿元|万元|千元|百元|元)\s*[)]")


class Heads:
    """The heads of one set of columns, prepared for finding."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.columns = columns
        self.names = tuple(column_names(column) for column in columns)
        self.by_name = {name: column for column in columns for name in column_names(column)}
        self._labels = {key(column.label): column for column in columns}
        self._leaves = re.compile("|".join(self._labels))
        self._names = re.compile("|".join(sorted(self.by_name, key=len, reverse=True)))

    def order(self, run: str) -> tuple[Column, ...] | None:
        """The columns in the order in which a run of words names them all, the form's where it can be."""
        if self._in_order(run):
            return self.columns
        places = [max(run.rfind(name) for name in names) for names in self.names]
        if min(places) < 0 or len(set(places)) < len(places):
            return None
        return tuple(column for _, column in sorted(zip(places, self.columns, strict=True), key=lambda pair: pair[0]))

    def _in_order(self, run: str) -> bool:
        start = 0
        for names in self.names:
            ends = [at + len(name) for name in names if (at := run.find(name, start)) >= 0]
            if not ends:
                return False
            start = min(ends)
        return True

    def inner_order(self, run: str, group: str) -> tuple[Column, ...]:
        """The columns with those between the first and the last as they are named behind the words of their group."""
        first, *inner, last = self.columns
        named = [self.by_name[name] for name in self._names.findall(run[run.rfind(group) + len(group) :])]
        found = [column for column in named if column in inner]
        return (first, *found, last) if len(found) == len(inner) == len(set(found)) else self.columns

    def grid_order(self, words: Iterable[Token]) -> dict[int, Column]:
        """Grid column of each head that is printed in a grid."""
        found: dict[int, Column] = {}
        for token in words:
            column = self.by_name.get(bare_key(token.text)) if token.in_grid else None
            if column is not None and column not in found.values():
                found[token.column] = column
        return dict(sorted(found.items()))

    def leaf_order(self, run: str) -> list[Column]:
        """Every head of a repeated group of columns, in the order in which a run of words names them."""
        return [self._labels[name] for name in self._leaves.findall(run)]

    def total_first(self, run: str) -> bool:
        """Whether the head of the last column is printed before that of the first."""
        at_first, at_last = (
            min((at for name in names if (at := run.find(name)) >= 0), default=-1)
            for names in (self.names[0], self.names[-1])
        )
        return 0 <= at_last < at_first


def fullest(candidates: Iterable[Heads], run: str) -> tuple[Column, ...] | None:
    """The most columns whose heads a run of words names, in its order."""
    found = [order for heads in candidates if (order := heads.order(run)) is not None]
    return max(found, key=len, default=None)


def repeated_order(leaves: list[Column], columns: tuple[Column, ...], groups: int) -> tuple[Column, ...] | None:
    """The columns' order where each group repeats the same; the form's where broken heads do not contradict it."""
    size = len(columns)
    if len(leaves) == size * groups:
        chunks = {tuple(leaves[i : i + size]) for i in range(0, len(leaves), size)}
        order = chunks.pop()
        return order if not chunks and set(order) == set(columns) else None
    return columns if _is_subsequence(leaves, columns * groups) else None


def _is_subsequence(part: Sequence[Column], whole: Sequence[Column]) -> bool:
    rest = iter(whole)
    return all(column in rest for column in part)


def head_repeats(words: Sequence[Token], columns: Sequence[Column], behind: Sequence[Token]) -> tuple[int, ...]:
    """How many cells of a row stand under each column: those that say its head again, and empty ones behind."""
    names = [bare_key(token.text) for token in words]
    own = [column_names(column) for column in columns]
    at = max((index for index, name in enumerate(names, 1) if name in own[-1]), default=0)
    spare = len(behind) if at == len(names) and not any(token.text.strip() for token in behind) else 0
    repeats: list[int] = []
    for variants in reversed(own):
        end = at
        while at and names[at - 1] in variants:
            at -= 1
        repeats.insert(0, end - at)
    return (*repeats[:-1], repeats[-1] + spare)


def head_unit(words: Iterable[Token]) -> str:
    """The unit of money that a head prints, as （万元）."""
    found = ""
    for token in words:
        match = _UNIT.search(fold(token.text))
        if match is not None:
            found = match.group(1) or match.group(2)
    return found
