"""What a statutory form is made of.  The forms themselves are data in the files beside this one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Column:
    """One column of numbers.  Its code is the last part of a cell's code."""

    code: str
    label: str
    english: str
    variants: tuple[str, ...] = ()
    unit: str = "件"
    decimal: bool = False
    signed: bool = False
    # The printed unit decides (the 2019 form leaves the unit of amounts to the agency).
    unit_as_printed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row.  ``code`` is everything of a cell's code before the column."""

    code: str
    label: str
    english: str
    # Printed ordinal in front of the label: "一、", "（一）", "1."
    ordinal: str = ""
    # Headings printed to the left of the row (or above its columns), outermost first.
    groups: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    # The shortest piece of the label that cannot be anything else in its table.
    core: str = ""
    article: str = ""
    # Outcome category this row belongs to, as the portal's facet has it.
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their columns, under one heading of a table."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    heading: str = ""
    heading_variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One printed table of a section."""

    code: str
    label: str
    english: str
    section: int
    blocks: tuple[Block, ...]
    # Row labels stand above their columns, all numbers in one line.
    across: bool = False
    # What the form prints in the corner above its row labels.
    corner: str = ""
    # Heads that span several columns, outermost first.
    spanning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    heading: str
    english: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SumRule:
    """Cells whose sum on the left must equal the sum on the right."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_words: str
    right_words: str
    # "form" where the form itself states the sum, "implied" where a total implies it.
    basis: str
    # Rows that an agency adds to the form's count towards the sum on the right as well.
    open: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class CarryRule:
    """A cell that last year's report foretells: ``cell`` is last year's ``last``, and what this year adds and takes."""

    code: str
    cell: str
    last: str
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.cell, *self.added, *self.taken)


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One number of the form: a row crossed with a column."""

    code: str
    table: Table
    block: Block
    row: Row
    column: Column

    @property
    def words(self) -> str:
        return f"{self.row.label} · {self.column.label}"


@dataclass(frozen=True)
class Form:
    code: str
    title: str
    english: str
    # The document that prescribed the form.
    basis: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    sums: tuple[SumRule, ...]
    # The same form with rows printed otherwise (one row in place of three, or three of one).
    alternate: Form | None = None
    # What two years in a row must agree on.
    carries: tuple[CarryRule, ...] = ()

    def specs(self) -> Iterator[CellSpec]:
        for table in self.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        yield CellSpec(f"{row.code}.{column.code}", table, block, row, column)

    @cached_property
    def cells(self) -> dict[str, CellSpec]:
        """The statutory cells in printed order."""
        return {spec.code: spec for spec in self.specs()}

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {spec.row.code: spec.row for spec in self.cells.values()}

    def table(self, code: str) -> Table:
        return next(table for table in self.tables if table.code == code)

    def as_printed(self, row_codes: Collection[str]) -> Form:
        """The layout of this form that has the rows that are printed."""
        layouts = (self,) if self.alternate is None else (self, self.alternate)
        return max(layouts, key=lambda form: len(form.rows.keys() & set(row_codes)))
