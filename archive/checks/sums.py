"""The form's own sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from archive.cells import BLANK, UNCERTAIN, Cell, Number
from archive.checks.quoting import amount, quote_cell, short_name
from archive.findings import Finding, Quote, Severity
from archive.forms.schema import CellSpec, Form, SumRule

# A sum of so few parts is told in full; of a longer one only what is not zero.
_FEW = 4

Side = Sequence[tuple[CellSpec, Cell]]


@dataclass(frozen=True, slots=True)
class Unequal:
    """A sum whose two sides differ; ``blank`` where one of them is not filled in at all."""

    rule: SumRule
    left: Side
    right: Side

    @property
    def blank(self) -> bool:
        return _is_blank(self.left) or _is_blank(self.right)


def check_sums(form: Form, cells: Mapping[str, Cell], unlisted: Mapping[str, Number] | None = None) -> list[Finding]:
    """Every sum of the form as printed that does not hold; and once, all sums that were not filled in.

    ``unlisted``: what rows that the form does not have add to a total.  Blank cells count as nothing.
    A sum with a cell that was not read for certain cannot be judged.
    """
    printed = form.as_printed({code.rpartition(".")[0] for code in cells})
    unequal = [found for rule in printed.sums if (found := _judge(printed, rule, cells, unlisted or {}))]
    findings = [_failing(printed, found) for found in unequal if not found.blank]
    unfilled = [found for found in unequal if found.blank]
    return findings + ([_unfilled(printed, unfilled)] if unfilled else [])


def _judge(form: Form, rule: SumRule, cells: Mapping[str, Cell], unlisted: Mapping[str, Number]) -> Unequal | None:
    sum_of_left, sum_of_right = _certain_sum(cells, rule.left), _certain_sum(cells, rule.right)
    if sum_of_left is None or sum_of_right is None:
        return None
    added = sum(unlisted.get(code, 0) for code in rule.right) if rule.open else 0
    if sum_of_right in (sum_of_left, sum_of_left + added):
        return None
    left, right = ([(form.cells[code], cells[code]) for code in codes] for codes in (rule.left, rule.right))
    return Unequal(rule, left, right)


def _certain_sum(cells: Mapping[str, Cell], codes: Sequence[str]) -> Number | None:
    """None where a cell is missing or was not read for certain."""
    total: Number = 0
    for code in codes:
        cell = cells.get(code)
        if cell is None or cell.status is UNCERTAIN:
            return None
        total += cell.value or 0
    return total


def _failing(form: Form, found: Unequal) -> Finding:
    message = _message(found.rule, found.left, found.right)
    quotes = _quotes(form, found.left, found.right)
    return Finding(f"sum.{found.rule.code}", Severity.ERROR, message, found.rule.cells, quotes)


def _unfilled(form: Form, found: Sequence[Unequal]) -> Finding:
    """Agencies that leave totals out leave out many: one finding for all of them."""
    first = found[0]
    message = _blank_message(first.rule, first.left, first.right)
    if len(found) > 1:
        message = f"有{len(found)}处合计没有填全，无法核对。例如：{message}"
    cells = tuple(dict.fromkeys(code for each in found for code in each.rule.cells))
    return Finding("blank.totals", Severity.NOTICE, message, cells, _quotes(form, first.left, first.right))


def _total(side: Side) -> Number:
    return sum((cell.value or 0 for _, cell in side), 0)


def _is_blank(side: Side) -> bool:
    return all(cell.status is BLANK for _, cell in side)


def _blank_message(rule: SumRule, left: Side, right: Side) -> str:
    if _is_blank(right):
        return f"{rule.left_words}为{amount(_total(left))}，而{rule.right_words}未填。"
    subject, _, words = rule.left_words.partition("：")
    return f"{subject}：{rule.right_words}为{amount(_total(right))}，而{words.removesuffix('之和')}都未填。"


def _message(rule: SumRule, left: Side, right: Side) -> str:
    """“行政复议”：结果维持10＋结果纠正1＋其他结果0＋尚未审结0＝11，与总计0不符。"""
    subject = rule.left_words.partition("：")[0]
    rows = {spec.row.code for spec, _ in (*left, *right)}
    name = short_name if len(rows) > 1 else _column_name
    against = _sum(right, name) if len(right) > 1 else f"{rule.right_words}{amount(_total(right))}"
    return f"{subject}：{_sum(left, name)}，与{against}不符。"


def _column_name(spec: CellSpec) -> str:
    return spec.column.label


def _sum(side: Side, name: Callable[[CellSpec], str]) -> str:
    told = side if len(side) <= _FEW else [(spec, cell) for spec, cell in side if cell.value]
    pieces = "＋".join(f"{name(spec)}{amount(cell.value or 0)}" for spec, cell in told)
    return f"{pieces or '各项之和'}＝{amount(_total(side))}"


def _quotes(form: Form, left: Side, right: Side) -> tuple[Quote, ...]:
    """What stands in the cells: the right side, and whatever is not zero on the left."""
    telling = [(spec, cell) for spec, cell in left if cell.value] or left[:1]
    return tuple(quote_cell(form, spec.code, cell) for spec, cell in (*telling, *right))
