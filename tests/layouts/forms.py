"""A form and its filling as printed tables, in the words that offices use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from random import Random
from typing import TypeVar

from archive.forms.schema import Block, CellSpec, Column, Form, Row, Table
from archive.traditional import SIMPLIFIED, TRADITIONAL
from tests.layouts.grids import Grid, Piece, PrintedLine
from tests.layouts.numbers import Filling
from tests.layouts.printing import PLAIN, Print

T = TypeVar("T")

_FULL = "（）：，“”"
_HALF = str.maketrans(_FULL, '():,""')
_TRADITIONAL = str.maketrans(SIMPLIFIED, TRADITIONAL)
_SHORT_LABEL = 5
_WRONG_CHARACTERS = "正无下大小工"


@dataclass(frozen=True)
class Wording:
    """How labels are printed.  ``misprints`` are altered labels by row code."""

    ordinal: str = "1."
    half_width: bool = False
    traditional: bool = False
    corner: bool = True
    total_first: bool = False
    extra_row: bool = False
    # Rows, columns and groups in an order that is not the form's; 0 keeps the form's.
    shuffle: int = 0
    variants: dict[str, str] = field(default_factory=dict)
    misprints: dict[str, str] = field(default_factory=dict)

    def order(self, items: Iterable[T]) -> tuple[T, ...]:
        ordered = list(items)
        if self.shuffle:
            Random(self.shuffle).shuffle(ordered)
        return tuple(ordered)

    def words(self, text: str) -> str:
        text = text.translate(_HALF) if self.half_width else text
        return text.translate(_TRADITIONAL) if self.traditional else text

    def label(self, row: Row) -> str:
        name = self.misprints.get(row.code) or self.variants.get(row.code) or row.label
        return self.words(f"{self._ordinal(row)}{name}")

    def _ordinal(self, row: Row) -> str:
        number = row.ordinal.rstrip(".")
        if not number.isdigit():
            return row.ordinal
        return self.ordinal.replace("1", number)


ORDINALS = ("1.", "1、", "1．", "（1）", "1. ", "1.　", "")


def any_wording(form: Form, rng: Random) -> Wording:
    """Misprinted labels are known by their neighbours, so rows that are shuffled have none."""
    shuffle = rng.randint(1, 99) if rng.random() < 0.1 else 0
    return Wording(
        ordinal=rng.choice(ORDINALS),
        half_width=rng.random() < 0.3,
        traditional=rng.random() < 0.1,
        corner=rng.random() < 0.8,
        total_first=rng.random() < 0.08,
        extra_row=rng.random() < 0.15,
        shuffle=shuffle,
        variants=_any_variants(form, rng) if not shuffle and rng.random() < 0.4 else {},
        misprints=_any_misprints(form, rng) if not shuffle and rng.random() < 0.3 else {},
    )


def _any_variants(form: Form, rng: Random) -> dict[str, str]:
    return {row.code: rng.choice(row.variants) for row in form.rows.values() if row.variants and rng.random() < 0.5}


def _any_misprints(form: Form, rng: Random) -> dict[str, str]:
    rows = [row for row in form.rows.values() if len(row.label) > _SHORT_LABEL]
    return {row.code: misprint(row.label, rng) for row in rng.sample(rows, 2)}


def misprint(label: str, rng: Random) -> str:
    """One character lost or wrong."""
    at = rng.randrange(len(label))
    return label[:at] + rng.choice(("", rng.choice(_WRONG_CHARACTERS))) + label[at + 1 :]


class Printer:
    """Prints the tables of one filling."""

    def __init__(self, filling: Filling, wording: Wording, style: Print = PLAIN) -> None:
        self.form = filling.form
        self._filling = filling
        self._wording = wording
        self._style = style

    def tables(self, section: int) -> list[Grid]:
        return [self.table(table) for table in self.form.tables if table.section == section]

    def table(self, table: Table) -> Grid:
        if table.across:
            return self._across(table)
        return self._stacked(table) if len(table.blocks) > 1 else self._grouped(table)

    def _number(self, table: Table, block: Block, row: Row, column: Column, colspan: int = 1) -> Piece:
        code = f"{row.code}.{column.code}"
        spec = CellSpec(code, table, block, row, column)
        return Piece(self._style.number(self._filling.values[code], spec), colspan, number=True)

    def _say(self, text: str, colspan: int = 1, rowspan: int = 1) -> Piece:
        return Piece(self._wording.words(text), colspan, rowspan)

    # -- blocks with heads of their own, one above the other --

    def _stacked(self, table: Table) -> Grid:
        full = 1 + max(len(block.columns) for block in table.blocks)
        return tuple(line for block in map(self._shuffled, table.blocks) for line in self._stack(table, block, full))

    def _shuffled(self, block: Block) -> Block:
        return replace(block, rows=self._wording.order(block.rows), columns=self._wording.order(block.columns))

    def _stack(self, table: Table, block: Block, full: int) -> Iterator[PrintedLine]:
        spans = _spread(full - 1, len(block.columns))
        yield (self._say(block.heading, full),)
        heads = zip(block.columns, spans, strict=True)
        yield (self._say(table.corner), *(self._say(column.label, span) for column, span in heads))
        for row in block.rows:
            yield (
                Piece(self._wording.label(row)),
                *(self._number(table, block, row, c, s) for c, s in zip(block.columns, spans, strict=True)),
            )
        if self._wording.extra_row and len(block.columns) == 1:
            yield self._say("行政检查"), Piece("7", spans[0], number=True)

    # -- rows in groups, under heads of three lines --

    def _grouped(self, table: Table) -> Grid:
        (block,) = table.blocks
        block = replace(block, rows=self._in_groups(block.rows))
        depth = 1 + max(len(row.groups) for row in block.rows)
        columns = self._order(block.columns)
        heads = self._grouped_heads(table, columns, depth)
        return (*heads, *(self._grouped_row(table, block, row, columns, depth) for row in block.rows))

    def _in_groups(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows change places only within their group, and what is left over stays last."""
        groups = [tuple(members) for _, members in groupby(rows, key=lambda row: (row.groups, bool(row.core)))]
        return tuple(row for group in groups for row in (self._wording.order(group) if group[0].groups[1:] else group))

    def _order(self, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        natural, *organisations, total = columns
        ordered = (natural, *self._wording.order(organisations))
        return (total, *ordered) if self._wording.total_first else (*ordered, total)

    def _grouped_heads(self, table: Table, columns: tuple[Column, ...], depth: int) -> Grid:
        who, group = table.spanning
        natural, *organisations, total = columns
        if self._wording.total_first:
            total, natural, *organisations = columns
        alone = [self._say(column.label, 1, 2) for column in (natural, total)]
        inner = [self._say(column.label) for column in organisations]
        middle = [alone[0], self._say(group, len(inner)), alone[1]]
        if self._wording.total_first:
            middle = [alone[1], alone[0], middle[1]]
        corner = self._say(table.corner if self._wording.corner else "", depth, 3)
        return (corner, self._say(who, len(columns))), tuple(middle), tuple(inner)

    def _grouped_row(self, table: Table, block: Block, row: Row, columns: Iterable[Column], depth: int) -> PrintedLine:
        groups = [self._group(block.rows, row, level) for level in range(len(row.groups))]
        label = Piece(self._wording.label(row), depth - len(row.groups))
        numbers = [self._number(table, block, row, column) for column in columns]
        return (*(group for group in groups if group is not None), label, *numbers)

    def _group(self, rows: tuple[Row, ...], row: Row, level: int) -> Piece | None:
        """The group's cell where its first row stands."""
        members = [other for other in rows if other.groups[: level + 1] == row.groups[: level + 1]]
        return self._say(row.groups[level], 1, len(members)) if members[0] is row else None

    # -- rows side by side above one line of numbers --

    def _across(self, table: Table) -> Grid:
        (block,) = table.blocks
        block = replace(block, columns=(*self._wording.order(block.columns[:-1]), block.columns[-1]))
        size = len(block.columns)
        grouped = [row for row in block.rows if row.groups]
        alone = [Piece(self._wording.label(row), size, 2) for row in block.rows if not row.groups]
        over = self._say(table.spanning[0], size * len(grouped))
        heads = tuple(self._say(column.label) for _ in block.rows for column in block.columns)
        numbers = tuple(self._number(table, block, row, column) for row in block.rows for column in block.columns)
        return (*alone, over), tuple(Piece(self._wording.label(row), size) for row in grouped), heads, numbers


def _spread(columns: int, heads: int) -> list[int]:
    return [*([1] * (heads - 1)), columns - heads + 1]
