"""The form's tables: from a document to cells, each with its place, its raw text and its status."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from archive.cells import Cell, Number, Status
from archive.forms.schema import Column, Form
from ingest.document import Document
from ingest.parse.tables.cells import (
    BROKEN,
    NOTHING,
    RECOGNISED,
    SHIFTED,
    TWICE,
    UNLABELLED,
    UNTOLD,
    cell_of,
    doubtful,
    missing,
)
from ingest.parse.tables.forms import detect_form
from ingest.parse.tables.indicators import Indicator, regional, statistics
from ingest.parse.tables.labels import RowLabel
from ingest.parse.tables.layout import (
    Margins,
    contradicts_margins,
    fit,
    fit_by_heads,
    fit_by_margins,
    margins,
    sums_that_hold,
)
from ingest.parse.tables.matching import Across, Matched, Matcher, Placed, form_words
from ingest.parse.tables.proposals import propose
from ingest.parse.tables.rows import PrintedRow, printed_rows
from ingest.parse.tables.spread import table_lines, words_in
from ingest.parse.tables.tokens import Item, Token, tokenize
from ingest.parse.tables.values import Kind
from ingest.parse.tables.zeros import as_zeros


@dataclass(frozen=True, slots=True)
class FormTables:
    """``form`` is the layout that is printed, None where no table of a form was found.

    ``lines`` are the document's blocks that are lines of a table and no prose.  ``unlisted`` is, for a total's
    cell, what rows count towards it that the form does not have.
    """

    form: Form | None
    cells: dict[str, Cell]
    indicators: tuple[Indicator, ...]
    lines: frozenset[int]
    unlisted: dict[str, Number] = field(default_factory=dict)


def read_tables(document: Document, is_heading: Callable[[str], bool]) -> FormTables:
    """The form that the document follows, and every cell of it that is printed, in the form's order."""
    items = list(tokenize(document, is_heading))
    form = detect_form(words_in(items))
    if form is None:
        return _read_statistics(items)
    words = form_words(form.code)
    rows = printed_rows(items, words.is_label)
    matched = Matcher(words).match(rows)
    cells = _Assembler(matched).assemble()
    layout = form.as_printed({code.rpartition(".")[0] for code in cells})
    subtotals = [placed.printed for placed in matched.placed if placed.label.row.code not in layout.rows]
    cells = {code: cell for code, cell in cells.items() if code in layout.cells}
    _add_missing_rows(cells, layout)
    if document.recognised:
        cells = {code: _as_recognised(cell) for code, cell in cells.items()}
    in_order = {code: cells[code] for code in layout.cells if code in cells}
    read = [placed.printed for placed in matched.placed] + [across.printed for across in matched.across]
    lines = table_lines(rows, read + matched.extras, words.is_furniture)
    proposed = propose(layout, in_order, usual=_in_the_forms_order(matched))
    return FormTables(
        layout, proposed, tuple(regional(matched.extras + subtotals)), lines, _unlisted(layout, matched.added)
    )


def _unlisted(form: Form, added: Sequence[PrintedRow]) -> dict[str, Number]:
    """What rows that the form does not have add to its totals, column by column."""
    totals = [code for rule in form.sums if rule.open for code in rule.right]
    lines = [line for row in added if (line := fit(row, len(totals))) is not None]
    return {code: sum(line[index].lexeme.value or 0 for line in lines) for index, code in enumerate(totals)}


def _read_statistics(items: list[Item]) -> FormTables:
    rows = printed_rows(items, is_label=lambda text: False)
    indicators = tuple(statistics(rows))
    used = {indicator.locator for indicator in indicators}
    read = [row for row in rows if any(token.locator in used for token in row.words)]
    return FormTables(None, {}, indicators, table_lines(rows, read, lambda text: True))


class _Assembler:
    """Collects cells row by row; what is printed twice and differs is uncertain."""

    def __init__(self, matched: Matched) -> None:
        self._matched = matched
        self._cells: dict[str, Cell] = {}
        self._margins = {place: frozenset(found) for place, found in _margins_by_depth(matched.placed).items()}
        self._shifted = bool(matched.orphans) and _full_orphans(matched)
        _settle_order(matched)

    def assemble(self) -> dict[str, Cell]:
        valued = {placed.label.row.code for placed in self._matched.placed if placed.printed.values}
        parents = {code.rpartition(".")[0] for code in valued}
        for placed in self._matched.placed:
            code = placed.label.row.code
            named_only = not placed.printed.values
            if named_only and (code in valued or code.rpartition(".")[0] in parents - {"requests"}):
                continue
            self._add(placed)
        for across in self._matched.across:
            self._add_across(across)
        return self._cells

    def _add(self, placed: Placed) -> None:
        columns = placed.label.block.columns
        for column, cell in zip(columns, self._row_cells(placed), strict=True):
            self._put(f"{placed.label.row.code}.{column.code}", cell)

    def _row_cells(self, placed: Placed) -> list[Cell]:
        columns = placed.label.block.columns
        tokens = self._fit(placed)
        if tokens is None:
            return [self._untold(placed)] * len(columns)
        if placed.columns != columns:
            by_column = dict(zip(placed.columns or columns, tokens, strict=True))
            tokens = [by_column[column] for column in columns]
        return [cell_of(token, column, placed.unit) for token, column in zip(tokens, columns, strict=True)]

    def _fit(self, placed: Placed) -> Sequence[Token] | None:
        count = len(placed.label.block.columns)
        row = placed.printed
        known = self._margins_of(placed.label)
        if placed.columns is None or placed.goes_on or not row.values or (self._shifted and not row.in_grid):
            return None
        if contradicts_margins(row, count, known):
            return None
        return (
            fit(row, count)
            or as_zeros(row, count)
            or fit_by_heads(row, placed.heads)
            or fit_by_margins(row, count, known)
        )

    def _margins_of(self, label: RowLabel) -> frozenset[Margins]:
        """How rows of the same depth are padded; where none of them is full, how any row of the table is."""
        alike = self._margins.get((label.table.code, len(label.row.groups)))
        return alike or frozenset().union(
            *(found for (table, _), found in self._margins.items() if table == label.table.code)
        )

    def _untold(self, placed: Placed) -> Cell:
        row = placed.printed
        if not row.numbers:
            return missing(NOTHING, row.words[-1].locator if row.words else None)
        if placed.goes_on:
            return doubtful(row.numbers, BROKEN)
        return doubtful(row.numbers, SHIFTED if self._shifted and not row.in_grid else UNTOLD)

    def _add_across(self, across: Across) -> None:
        columns = across.labels[0].block.columns
        count = len(columns) * len(across.labels)
        known = across.columns is not None and not across.goes_on
        tokens = (fit(across.printed, count) or as_zeros(across.printed, count)) if known else None
        reason = BROKEN if across.goes_on else UNTOLD
        codes = [f"{label.row.code}.{column.code}" for label in across.labels for column in across.columns or columns]
        order = (across.columns or columns) * len(across.labels)
        for index, code in enumerate(codes):
            cell = cell_of(tokens[index], order[index]) if tokens else doubtful(across.printed.numbers, reason)
            self._put(code, cell)

    def _put(self, code: str, cell: Cell) -> None:
        """A row that has the form's columns goes before one of the same name that has others."""
        before = self._cells.get(code)
        if before is None or (before.status is Status.UNCERTAIN and (not before.raw or before.reason == UNTOLD)):
            self._cells[code] = cell
        elif cell.reason == UNTOLD and before.status is not Status.UNCERTAIN:
            return
        elif (before.value, before.status) != (cell.value, cell.status):
            raw = f"{before.raw} / {cell.raw}"
            self._cells[code] = Cell(None, raw, Status.UNCERTAIN, before.locator, reason=TWICE)


def _margins_by_depth(placed: Sequence[Placed]) -> dict[tuple[str, int], set[Margins]]:
    """By table and by how many groups a row's label stands in: deeper labels leave less to pad."""
    found: dict[tuple[str, int], set[Margins]] = {}
    for row in placed:
        padding = margins(row.printed, len(row.label.block.columns))
        if padding is not None:
            found.setdefault((row.label.table.code, len(row.label.row.groups)), set()).add(padding)
    return found


def _settle_order(matched: Matched) -> None:
    """Heads in another order than the form's, or with the total's first: the rows' own sums must bear it out."""
    rows = [row for row in matched.placed if row.label.table.spanning and not row.label.table.across]
    for order in {row.columns for row in rows if row.columns and row.heads}:
        _choose_order([row for row in rows if row.columns == order], order, rows[0].label.block.columns)
    if matched.total_may_lead:
        unheaded = [row for row in rows if not row.heads]
        for columns in {row.columns for row in unheaded if row.columns}:
            same = [row for row in unheaded if row.columns == columns]
            _choose_order(same, (columns[-1], *columns[:-1]), columns)


def _choose_order(rows: Sequence[Placed], order: tuple[Column, ...], otherwise: tuple[Column, ...]) -> None:
    """Where the total stands at the same place in both, the sums cannot tell and the heads are believed."""
    total = otherwise[-1]
    if order.index(total) == len(order) - 1:
        return
    printed = [row.printed for row in rows]
    as_headed = sums_that_hold(printed, order.index(total), len(order))
    as_usual = sums_that_hold(printed, len(order) - 1, len(order))
    for row in rows:
        row.columns = order if as_headed > as_usual else otherwise
        # The heads' grid columns are of no use where the heads themselves were not borne out.
        row.heads = row.heads if row.columns == order else ()


def _in_the_forms_order(matched: Matched) -> bool:
    placed = all(row.columns in (None, row.label.block.columns) for row in matched.placed)
    across = all(row.columns in (None, row.labels[0].block.columns) for row in matched.across)
    return placed and across and not matched.total_may_lead


def _full_orphans(matched: Matched) -> bool:
    """Rows as long as the form's without a label: the numbers of a text may stand before their labels."""
    widths = {len(placed.label.block.columns) for placed in matched.placed if not placed.printed.in_grid}
    orphans = [row for row in matched.orphans if all(token.kind is not Kind.BLANK for token in row.numbers)]
    return any(len(row.numbers) in widths and len(row.numbers) > 1 for row in orphans)


def _add_missing_rows(cells: dict[str, Cell], layout: Form) -> None:
    """Rows of a printed table that were not found are uncertain; an absent table stays absent."""
    tables = {layout_spec.table.code for code, layout_spec in layout.cells.items() if code in cells}
    for code, spec in layout.cells.items():
        if code not in cells and spec.table.code in tables:
            cells[code] = missing(UNLABELLED)


def _as_recognised(cell: Cell) -> Cell:
    return replace(cell, value=None, status=Status.UNCERTAIN, proposal=cell.value, reason=RECOGNISED)
