"""Cells and numbers as findings print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.cells import Cell, Number, Status
from archive.checks.readings import Figures
from archive.findings import Quote
from archive.forms.schema import CellSpec, Form

_BLANK = "（空白）"
_ORDINAL = re.compile("^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")


def amount(value: Number) -> str:
    """The plainest form of a number: no trailing zeros, no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short_name(spec: CellSpec) -> str:
    """The row's name, with its group where it means nothing alone ("其他", "总计")."""
    if spec.row.core or not spec.row.groups:
        return spec.row.core or spec.row.label
    return f"{_ORDINAL.sub('', spec.row.groups[-1])}“{spec.row.label}”"


def cell_name(figures: Figures, code: str) -> str:
    return short_name(figures.form.cells[code])


def quote_cell(form: Form, code: str, cell: Cell) -> Quote:
    spec = form.cells[code]
    section = next((section.heading for section in form.sections if section.number == spec.table.section), "")
    where = " · ".join((*spec.row.groups[-1:], spec.words))
    return Quote(f"{where}：{cell.raw.strip() or _BLANK}", section, cell.locator)


def quote_cells(figures: Figures, terms: Iterable[tuple[str, int]]) -> tuple[Quote, ...]:
    """The cells of a sum that hold something; the first of them where none does."""
    cells = [(code, figures.cells[code]) for code, _ in terms]
    telling = [(code, cell) for code, cell in cells if cell.status is Status.READ and cell.value]
    return tuple(quote_cell(figures.form, code, cell) for code, cell in telling or cells[:1])
