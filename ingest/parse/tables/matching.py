"""Printed rows matched with the form's rows, in the order in which they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from archive.forms import FORMS
from archive.forms.schema import Column, Form
from ingest.parse.tables.heads import Heads, fullest, head_repeats, head_unit, repeated_order
from ingest.parse.tables.labels import (
    RowLabel,
    bare_key,
    column_names,
    endings,
    key,
    match_core,
    match_like,
    match_off_by_one,
    row_labels,
)
from ingest.parse.tables.layout import said_once
from ingest.parse.tables.page_breaks import mend
from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.straddle import rejoin
from ingest.parse.tables.tokens import Token


class FormWords:
    """A form's labels and heads prepared for matching."""

    def __init__(self, form: Form) -> None:
        self.form = form
        labels = row_labels(form)
        self.across = tuple(label for label in labels if label.table.across)
        self.down = tuple(label for label in labels if not label.table.across)
        # Tables of several blocks print their heads anew for each; their labels alone prove nothing.
        self.headed = frozenset(table.code for table in form.tables if len(table.blocks) > 1)
        self.block_heads = [
            Heads(columns)
            for columns in dict.fromkeys(
                b.columns for table in form.tables if table.code in self.headed for b in table.blocks
            )
        ]
        self.grid = next(t for t in form.tables if t.code not in self.headed and not t.across)
        self.last = max(label.position for label in self.down if label.table.code == self.grid.code)
        self.grid_heads = Heads(self.grid.blocks[0].columns)
        self.group = key(self.grid.spanning[-1])
        self.across_heads = Heads(self.across[0].block.columns)
        self.depths = {label.row.code: len(label.row.groups) for label in labels}
        self.by_name: dict[str, list[RowLabel]] = {}
        # Of labels with the same name, those that are proof by themselves are asked first.
        for label in sorted(self.down, key=lambda label: not label.core):
            for name in label.names:
                self.by_name.setdefault(name, []).append(label)
        self.head_names = {
            name
            for table in form.tables
            for block in table.blocks
            for column in block.columns
            for name in column_names(column)
        }

        self._groups = frozenset(key(group) for label in labels for group in label.row.groups)
        self._furniture = frozenset(
            key(word)
            for table in form.tables
            for word in (table.corner, *table.spanning, *(block.heading for block in table.blocks))
        )

        self._any_core = re.compile("|".join(label.core for label in labels if label.core))
        self._any_head = re.compile("|".join(sorted(self.head_names, key=len, reverse=True)))

    def name_heads(self, run: str) -> bool:
        """Whether a run of words has any head in it: most rows have none, and this is asked first."""
        return self._any_head.search(run) is not None

    def is_name(self, name: str) -> bool:
        """Whether this is exactly the name of a row, as ``bare_key`` has it."""
        return name in self.by_name

    def is_printed(self, text: str) -> bool:
        """Whether the form has this as a head, or as the name of a row or of a group of rows."""
        return bare_key(text) in self.by_name or key(text) in self._groups or self.is_head(text)

    def is_like(self, text: str) -> bool:
        """Whether this is the name of a row but for one character."""
        return match_off_by_one(self.down, bare_key(text)) is not None

    def is_label(self, text: str) -> bool:
        """Whether a piece of words is one of the form's labels or heads, as against a stray remark."""
        name = bare_key(text)
        if name in self.by_name or name in self.head_names:
            return True
        return self.has_core(name) and match_core(self.down + self.across, name) is not None

    def has_core(self, run: str) -> bool:
        """Whether a run of words has the unmistakable words of any row, which is told sooner than of which."""
        return self._any_core.search(run) is not None

    def is_head(self, text: str) -> bool:
        """Whether this is what tables print above their numbers.  Rows that share a head's name have an ordinal."""
        return key(text) in self._furniture or key(text) in self.head_names

    def is_furniture(self, text: str) -> bool:
        """Whether a piece of words belongs to the form's tables at all."""
        return key(text) in self._furniture or self.is_label(text)


@cache
def form_words(code: str) -> FormWords:
    return FormWords(FORMS[code])


@dataclass(slots=True)
class Placed:
    """A printed row found to be a row of the form.  ``columns`` is None where the heads are not understood."""

    label: RowLabel
    printed: PrintedRow
    columns: tuple[Column, ...] | None
    heads: tuple[int, ...] = ()
    unit: str = ""
    # More numbers follow that may be the rest of these.
    goes_on: bool = False


@dataclass(slots=True)
class Across:
    """The one line of numbers under row labels that stand side by side."""

    labels: tuple[RowLabel, ...]
    printed: PrintedRow
    columns: tuple[Column, ...] | None
    # More numbers follow that may be the rest of these.
    goes_on: bool = False


@dataclass(slots=True)
class Matched:
    placed: list[Placed] = field(default_factory=list)
    across: list[Across] = field(default_factory=list)
    extras: list[PrintedRow] = field(default_factory=list)
    # Rows of numbers with no words at all before them, where a label was due.
    orphans: list[PrintedRow] = field(default_factory=list)
    # Those of the extras that stand among the rows whose sum the form prints.
    added: list[PrintedRow] = field(default_factory=list)
    # The total's head stands before the first column's and no grid tells which comes first.
    total_may_lead: bool = False


class Matcher:
    """Walks through the printed rows once, remembering the heads and how far down the form it is."""

    def __init__(self, words: FormWords) -> None:
        self._words = words
        self._found = Matched()
        self._pending: list[Token] = []
        self._columns: tuple[Column, ...] | None = None
        self._unit = ""
        # How often each head is printed where a span says its words again in every place it covers.
        self._repeats: tuple[int, ...] = ()
        self._grid_heads: dict[int, Column] = {}
        self._line_heads = words.grid_heads.columns
        self._position = -1
        self._table = ""
        self._code = ""
        self._across_columns: tuple[Column, ...] | None = None
        # The row above, if there are no words between.
        self._last: Placed | Across | None = None

    def match(self, rows: Iterable[PrintedRow]) -> Matched:
        for row in rejoin(mend(rows, self._words), self._words.by_name):
            self._take(row)
        return self._found

    def _take(self, row: PrintedRow) -> None:
        if row.fresh:
            self._forget()
        if row.fresh or row.words:
            self._last = None
        words = self._pending + row.words
        run = "".join([key(token.text) for token in words])
        heads = self._words.name_heads(run)
        if heads and row.words:
            self._read_heads(words, run, row)
        if self._take_across(row, run, heads=heads) or self._take_down(row, words, run):
            self._pending = []
        elif row.numbers:
            self._take_unknown(row)
            self._pending = []
        else:
            self._pending = words[-_MOST_PENDING:]

    def _forget(self) -> None:
        self._pending = []
        self._columns = None
        self._repeats = ()
        self._across_columns = None
        self._table = ""

    def _read_heads(self, words: list[Token], run: str, row: PrintedRow) -> None:
        columns = fullest(self._words.block_heads, run)
        if columns is not None:
            self._columns = columns
            self._unit = head_unit(words)
            self._read_spans(row)
        heads = self._words.grid_heads.grid_order(words)
        if len(heads) == len(self._words.grid_heads.columns):
            self._grid_heads = heads
            return
        if self._words.group in run:
            self._line_heads = self._words.grid_heads.inner_order(run, self._words.group)
        if self._words.grid_heads.total_first(run):
            self._found.total_may_lead = True

    def _read_spans(self, row: PrintedRow) -> None:
        """A row that names all columns by itself shows how many cells each takes."""
        columns = fullest(self._words.block_heads, row.run)
        if columns is not None:
            self._repeats = head_repeats(row.words, columns, row.values)

    # -- rows whose numbers stand side by side under labels --

    def _take_across(self, row: PrintedRow, run: str, *, heads: bool) -> bool:
        labels = self._words.across
        columns = self._words.across_heads.columns
        leaves = self._words.across_heads.leaf_order(run) if heads else []
        if len(leaves) == len(columns) and set(leaves) == set(columns):
            self._across_columns = tuple(leaves)
        elif leaves:
            self._across_columns = None
        if not row.values or (row.words and not row.numbers):
            return False
        if self._across_columns is not None:
            return self._take_across_row(row, run, self._across_columns)
        named = tuple(label for label in labels if label.core in run)
        whole = bool(named) and len(leaves) == len(columns) * len(named)
        # One of the labels may be misprinted.
        if not whole and len(named) < len(labels) - 1:
            return False
        self._table = labels[0].table.code
        return self._add_across(self._across(row, run, leaves, named))

    def _across(self, row: PrintedRow, run: str, leaves: list[Column], named: tuple[RowLabel, ...]) -> Across:
        """The groups in their printed order; one whose label is misprinted is where the form has it."""
        labels, columns = self._words.across, self._words.across_heads.columns
        whole = len(leaves) == len(columns) * len(named)
        printed = labels
        order = sorted(named, key=lambda label: _place_in(run, label))
        if whole:
            printed = tuple(order)
        elif tuple(order) != named:
            return Across(labels, row, None)
        return Across(printed, row, repeated_order(leaves, columns, len(printed)))

    def _add_across(self, across: Across) -> bool:
        """A line of nothing counts until numbers follow under the same heads."""
        printed = bool(across.printed.numbers)
        if printed:
            self._found.across = [before for before in self._found.across if before.printed.numbers]
        if printed or not self._found.across:
            self._found.across.append(across)
            self._last = across
        return printed

    def _take_across_row(self, row: PrintedRow, run: str, columns: tuple[Column, ...]) -> bool:
        """One group by itself: its label in front of its numbers, or above its heads."""
        heads_end = run.rfind(key(columns[-1].label)) + len(key(columns[-1].label))
        above = run[: run.rfind(key(columns[0].label))]
        label = match_core(self._words.across, run[heads_end:]) or match_core(self._words.across, above)
        if label is None or len(row.numbers) > len(columns):
            return False
        self._add(Placed(label, row, columns))
        self._table = label.table.code
        return True

    # -- rows with their label in front --

    def _take_down(self, row: PrintedRow, words: list[Token], run: str) -> bool:
        if not words:
            return False
        label = self._label(words, run, has_values=bool(row.values))
        if label is None:
            return False
        if not row.values:
            self._found.placed.append(self._place(label, PrintedRow(words)))
            return False
        if not row.numbers and (len(row.values) < len(label.block.columns) or self._may_be_heads(label, row)):
            return False
        self._add(self._place(label, row))
        self._position, self._table, self._code = label.position, label.table.code, label.row.code
        return True

    def _add(self, placed: Placed) -> None:
        self._found.placed.append(placed)
        self._last = placed

    def _may_be_heads(self, label: RowLabel, row: PrintedRow) -> bool:
        """Some rows are called as the last column is: a row of nothing behind other heads is none of them."""
        return not label.core and any(key(token.text) in self._words.head_names for token in row.words[:-1])

    def _place(self, label: RowLabel, row: PrintedRow) -> Placed:
        if label.table.code in self._words.headed:
            known = self._columns is not None and set(self._columns) == set(label.block.columns)
            columns = self._columns if known else None
            return Placed(label, said_once(row, self._repeats), columns, unit=self._unit)
        if self._grid_heads and row.in_grid:
            return Placed(label, row, tuple(self._grid_heads.values()), tuple(self._grid_heads))
        return Placed(label, row, self._line_heads)

    def _label(self, words: Sequence[Token], run: str, *, has_values: bool) -> RowLabel | None:
        texts = [token.text for token in words]
        for name in endings(texts):
            for label in self._words.by_name.get(name, ()):
                if self._fits_here(label, run):
                    return label
        found = match_core(self._words.down, run) if self._words.has_core(run) else None
        if found is not None and self._fits_here(found, run):
            return found
        return self._misprinted(tuple(endings(texts))) if has_values else None

    def _misprinted(self, names: Sequence[str]) -> RowLabel | None:
        """What one piece says need only be like a label; what several pieces say may have begun another one's."""
        due = self._due()
        found = [match_like(due, names[0]), *(match_off_by_one(due, name) for name in names[1:])]
        likest = [label for label in found if label is not None]
        return likest[0] if likest and all(label is likest[0] for label in likest) else None

    def _fits_here(self, label: RowLabel, run: str) -> bool:
        """Labels that are no proof by themselves count only where the form has them."""
        if label.table.code in self._words.headed:
            return self._columns is not None
        if label.core:
            return not self._among_parts_of(label)
        is_due = label.position - _REACH <= self._position < label.position
        begins = any(key(group) in run for group in label.row.groups[1:])
        return self._table == label.table.code and (is_due or begins)

    def _among_parts_of(self, label: RowLabel) -> bool:
        """A row that stands in place of several is not printed behind one of them, which stand deeper."""
        parent = label.row.code.rpartition(".")[0]
        depth = self._words.depths.get(self._code, 0)
        return self._code.rpartition(".")[0] == parent and depth > len(label.row.groups)

    def _due(self) -> list[RowLabel]:
        """The rows that may come next: further down the grid, or under the heads that stand above, or its first."""
        grid = [label for label in self._words.down if label.table.code == self._words.grid.code]
        if self._table == self._words.grid.code:
            return [label for label in grid if self._position < label.position <= self._position + _REACH]
        headed = [label for label in self._words.down if set(label.block.columns) == set(self._columns or ())]
        return headed + grid[:_REACH]

    def _take_unknown(self, row: PrintedRow) -> None:
        if not self._table and self._columns is None:
            return
        if row.words:
            self._found.extras.append(row)
            if self._table == self._words.grid.code and self._position < self._words.last:
                self._found.added.append(row)
        else:
            self._found.orphans.append(row)
            self._doubt_last(row)

    def _doubt_last(self, row: PrintedRow) -> None:
        """Numbers without words may be the second line of those above them."""
        if self._last is not None and (not row.in_grid or len(row.numbers) < len(self._last.printed.values)):
            self._last.goes_on = True


# How many rows of the form may be missing between two that are printed.
_REACH = 5
# More words than the heads of any table, each said again wherever it spans.
_MOST_PENDING = 60


def _place_in(run: str, label: RowLabel) -> tuple[int, int]:
    """Where a label stands among others side by side: its group's place goes before its own."""
    own = run.find(label.core)
    group = run.find(key(label.row.groups[0])) if label.row.groups else own
    return group, own
