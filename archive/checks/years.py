"""This year's report against last year's: notices, since either of the two may be the one that errs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.cells import Cell, Number, Status
from archive.checks.quoting import amount, short_name
from archive.findings import Finding, Quote, Severity
from archive.forms.schema import CarryRule, CellSpec, Form

PREFIX = "years"


def check_years(form: Form, year: int, cells: Mapping[str, Cell], last: Mapping[str, Cell]) -> list[Finding]:
    """What was carried over and what is in force, by the year before.  Blank cells count as nothing."""
    return list(_failures(form, year, cells, last))


def _failures(form: Form, year: int, cells: Mapping[str, Cell], last: Mapping[str, Cell]) -> Iterator[Finding]:
    for rule in form.carries:
        before = _value(last.get(rule.last))
        found, added, taken = (_sum(cells, codes) for codes in ((rule.cell,), rule.added, rule.taken))
        if before is None or found is None or added is None or taken is None:
            continue
        if found != before + added - taken:
            yield _finding(form, rule, year, cells, last[rule.last])


def _value(cell: Cell | None) -> Number | None:
    """None where nothing can be said."""
    if cell is None or cell.status is Status.UNCERTAIN:
        return None
    return cell.value or 0


def _sum(cells: Mapping[str, Cell], codes: Iterable[str]) -> Number | None:
    values = [_value(cells.get(code)) for code in codes]
    return None if None in values else sum(value for value in values if value is not None)


def _finding(form: Form, rule: CarryRule, year: int, cells: Mapping[str, Cell], last: Cell) -> Finding:
    return Finding(
        f"{PREFIX}.{rule.code}",
        Severity.NOTICE,
        _message(form, rule, year, cells, last),
        rule.cells,
        tuple(_quotes(form, rule, year, cells, last)),
    )


def _message(form: Form, rule: CarryRule, year: int, cells: Mapping[str, Cell], last: Cell) -> str:
    spec, before = form.cells[rule.cell], form.cells[rule.last]
    this = f"{year}年年报“{short_name(spec)}”为{_shown(cells[rule.cell])}"
    if not rule.added:
        return f"“{spec.column.label}”一列：{year - 1}年年报“{short_name(before)}”为{_shown(last)}，{this}。"
    changes = [
        *(f"，{form.cells[code].column.label}{_shown(cells[code])}" for code in (*rule.added, *rule.taken)),
    ]
    return (
        f"“{short_name(spec)}”：{year - 1}年年报“{before.column.label}”为{_shown(last)}{''.join(changes)}，"
        f"{year}年年报“{spec.column.label}”为{_shown(cells[rule.cell])}，应为{_due(rule, cells, last)}。"
    )


def _due(rule: CarryRule, cells: Mapping[str, Cell], last: Cell) -> str:
    due = (last.value or 0) + (_sum(cells, rule.added) or 0) - (_sum(cells, rule.taken) or 0)
    return amount(due)


def _shown(cell: Cell) -> str:
    return amount(cell.value or 0)


def _quotes(form: Form, rule: CarryRule, year: int, cells: Mapping[str, Cell], last: Cell) -> Iterator[Quote]:
    """The locator of last year's cell is one in another source, and left out."""
    yield Quote(f"{year - 1}年 {_printed(form.cells[rule.last], last)}")
    for code in rule.cells:
        yield Quote(_printed(form.cells[code], cells[code]), locator=cells[code].locator)


def _printed(spec: CellSpec, cell: Cell) -> str:
    return f"{spec.words}：{cell.raw.strip() or _shown(cell)}"
