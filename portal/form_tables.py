"""The statutory tables of a report as a page prints them: merged heads, and in each place what was read there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from math import lcm

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from archive.cells import Cell, Number, Status
from archive.checking import layout_of
from archive.forms import FORMS
from archive.forms.schema import Block, Column, Form, Row, Table


class State(StrEnum):
    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    UNCERTAIN = "uncertain"
    # The file has no such place, or its table was not found.
    ABSENT = "absent"


class Role(StrEnum):
    """What a head is for; pages set each its own way."""

    CORNER = "corner"
    SPANNING = "spanning"
    COLUMN = "column"
    HEADING = "heading"
    OUTER = "outer"
    INNER = "inner"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Head:
    """``id`` is what the numbers below or beside it refer to."""

    id: str
    text: str
    role: Role
    colspan: int = 1
    rowspan: int = 1
    heads: tuple[str, ...] = ()

    is_head = True

    @property
    def attributes(self) -> SafeString:
        return _attributes(self.id, self.role, self.heads, self.colspan, self.rowspan)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the form.  ``failing``: it is part of something that does not add up."""

    code: str
    name: str
    cell: Cell | None
    state: State
    text: str
    heads: tuple[str, ...]
    colspan: int = 1
    failing: bool = False

    is_head = False

    @property
    def attributes(self) -> SafeString:
        failing = " failing" if self.failing else ""
        return _attributes(f"cell-{self.code}", f"figure {self.state}{failing}", self.heads, self.colspan)

    @property
    def is_there(self) -> bool:
        return self.state is not State.ABSENT

    @property
    def unit(self) -> str:
        """Of a number that is there."""
        return self.cell.unit if self.cell is not None and self.cell.value is not None else ""


def _attributes(name: str, kinds: str, heads: Sequence[str], colspan: int, rowspan: int = 1) -> SafeString:
    """Codes of the forms, and nothing that a report says: safe as they are.

    Hundreds of numbers have them; a template would take ten times as long.
    """
    beside = f' headers="{" ".join(heads)}"' if heads else ""
    across = f' colspan="{colspan}"' if colspan > 1 else ""
    down = f' rowspan="{rowspan}"' if rowspan > 1 else ""
    return SafeString(f' id="{name}" class="{kinds}"{beside}{across}{down}')


Line = tuple[Head | Figure, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its head, and one body for each block of rows."""

    code: str
    caption: str
    section: int
    head: tuple[Line, ...]
    bodies: tuple[tuple[Line, ...], ...]
    figures: tuple[Figure, ...] = field(default=())

    @property
    def is_missing(self) -> bool:
        return all(figure.state is State.ABSENT for figure in self.figures)


def tables_of(form_code: str, cells: Mapping[str, Cell], failing: Collection[str] = ()) -> list[Grid]:
    """The tables of the form that a report follows; reports of before 2019 have none."""
    layout = layout_of(form_code, cells) or FORMS.get(form_code)
    if layout is None:
        return []
    printer = _Printer(layout, cells, frozenset(failing))
    return [printer.grid(table) for table in layout.tables]


def shown(value: Number) -> str:
    return f"{value:,}"


def state_of(cell: Cell | None) -> State:
    if cell is None:
        return State.ABSENT
    if cell.status is Status.UNCERTAIN:
        return State.UNCERTAIN
    if cell.value is None:
        return State.BLANK
    return State.NUMBER if cell.value else State.ZERO


def text_of(cell: Cell | None) -> str:
    state = state_of(cell)
    if cell is not None and cell.value is not None and state in {State.NUMBER, State.ZERO}:
        return shown(cell.value)
    return _("未填") if state is State.BLANK else _("未读出")


def text_with_unit(cell: Cell | None) -> str:
    """Where it stands alone, and nothing beside it tells the unit."""
    unit = cell.unit if cell is not None and cell.value is not None else ""
    return f"{text_of(cell)} {unit}" if unit else text_of(cell)


@dataclass(frozen=True)
class _Printer:
    form: Form
    cells: Mapping[str, Cell]
    failing: frozenset[str]

    def grid(self, table: Table) -> Grid:
        if table.across:
            head, bodies = self._across(table)
        elif table.spanning:
            head, bodies = self._spanned(table)
        else:
            head, bodies = (), tuple(self._stacked(table))
        figures = tuple(piece for body in bodies for line in body for piece in line if isinstance(piece, Figure))
        return Grid(table.code, table.label, table.section, head, bodies, figures)

    def _figure(self, row: Row, column: Column, heads: tuple[str, ...], colspan: int = 1) -> Figure:
        code = f"{row.code}.{column.code}"
        cell = self.cells.get(code)
        return Figure(
            code, self.form.cells[code].words, cell, state_of(cell), text_of(cell), heads, colspan, code in self.failing
        )

    # -- blocks one below the other, each with columns of its own --

    def _stacked(self, table: Table) -> Iterator[tuple[Line, ...]]:
        width = lcm(*(len(block.columns) for block in table.blocks))
        for number, block in enumerate(table.blocks):
            yield tuple(self._block(table, block, f"{table.code}-{number}", width))

    def _block(self, table: Table, block: Block, name: str, width: int) -> Iterator[Line]:
        span = width // len(block.columns)
        top = Head(f"{name}-top", block.heading, Role.HEADING, width + 1)
        heads = [Head(f"{name}-{c.code}", c.label, Role.COLUMN, span, heads=(top.id,)) for c in block.columns]
        yield (top,)
        yield (Head(f"{name}-corner", table.corner, Role.CORNER, heads=(top.id,)), *heads)
        for row in block.rows:
            label = Head(_id(row), row.ordinal + row.label, Role.LABEL, heads=(top.id,))
            yield (
                label,
                *(
                    self._figure(row, column, (top.id, head.id, label.id), span)
                    for column, head in zip(block.columns, heads, strict=True)
                ),
            )

    # -- one block whose columns stand under heads that span several --

    def _spanned(self, table: Table) -> tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]:
        (block,) = table.blocks
        depth = max(len(row.groups) for row in block.rows)
        head, above = _spanning_head(table, block, depth + 1)
        return head, (tuple(self._grouped(block, depth, above)),)

    def _grouped(self, block: Block, depth: int, above: Sequence[tuple[str, ...]]) -> Iterator[Line]:
        opened: dict[int, Head] = {}
        for index, row in enumerate(block.rows):
            before = block.rows[index - 1].groups if index else ()
            starting = [
                _group_head(block.rows[index:], level)
                for level in range(len(row.groups))
                if row.groups[: level + 1] != before[: level + 1]
            ]
            opened |= {_level(head): head for head in starting}
            groups = tuple(opened[level].id for level in range(len(row.groups)))
            label = Head(
                _id(row), row.ordinal + row.label, Role.LABEL, colspan=depth + 1 - len(row.groups), heads=groups
            )
            beside = (*groups, label.id)
            yield (
                *starting,
                label,
                *(
                    self._figure(row, column, (*heads, *beside))
                    for column, heads in zip(block.columns, above, strict=True)
                ),
            )

    # -- row labels above their columns, all numbers in one line --

    def _across(self, table: Table) -> tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]:
        (block,) = table.blocks
        first: list[Head] = []
        second: list[Head] = []
        third: list[Head] = []
        figures: list[Figure] = []
        for groups, grouped in groupby(block.rows, key=lambda row: row.groups):
            rows = list(grouped)
            outer = tuple(_across_group(table, groups, rows, block)) if groups else ()
            first.extend(outer)
            above = tuple(head.id for head in outer)
            for row in rows:
                label = Head(_id(row), row.label, Role.LABEL, len(block.columns), 1 if groups else 2, above)
                (second if groups else first).append(label)
                for column in block.columns:
                    head = Head(f"{label.id}-{column.code}", column.label, Role.COLUMN, heads=(*above, label.id))
                    third.append(head)
                    figures.append(self._figure(row, column, (*head.heads, head.id)))
        return (tuple(first), tuple(second), tuple(third)), ((tuple(figures),),)


def _id(row: Row) -> str:
    return f"row-{row.code.replace('.', '-')}"


def _group_head(rows: Sequence[Row], level: int) -> Head:
    """The head beside all rows from here on that are of one group."""
    path = rows[0].groups[: level + 1]
    height = next((n for n, row in enumerate(rows) if row.groups[: level + 1] != path), len(rows))
    role = Role.INNER if level else Role.OUTER
    name = f"group-{level}-{_id(rows[0])}"
    return Head(name, path[level], role, rowspan=height)


def _level(head: Head) -> int:
    return 1 if head.role is Role.INNER else 0


def _spanning_head(table: Table, block: Block, labels: int) -> tuple[tuple[Line, ...], list[tuple[str, ...]]]:
    """The corner, a head over all columns, one over all but the first and the last, and the columns' own."""
    outer, inner = table.spanning
    top = Head(f"{table.code}-top", outer, Role.SPANNING, len(block.columns))
    middle = Head(f"{table.code}-middle", inner, Role.SPANNING, len(block.columns) - 2, heads=(top.id,))
    corner = Head(f"{table.code}-corner", table.corner, Role.CORNER, labels, 3)
    heads = [
        Head(f"{table.code}-{column.code}", column.label, Role.COLUMN, 1, *_place(column, block, top.id, middle.id))
        for column in block.columns
    ]
    first, *between, last = heads
    above = [(*head.heads, head.id) for head in heads]
    return ((corner, top), (first, middle, last), tuple(between)), above


def _place(column: Column, block: Block, top: str, middle: str) -> tuple[int, tuple[str, ...]]:
    is_outside = column in {block.columns[0], block.columns[-1]}
    return (2, (top,)) if is_outside else (1, (top, middle))


def _across_group(table: Table, groups: Iterable[str], rows: Sequence[Row], block: Block) -> Iterator[Head]:
    for number, group in enumerate(groups):
        yield Head(f"{table.code}-group-{number}", group, Role.SPANNING, len(rows) * len(block.columns))
