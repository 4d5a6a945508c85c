"""What an uncertain cell must be, where the form's sums leave exactly one reading.  Proposals are for people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from archive.cells import UNCERTAIN, Cell, Number, Status
from archive.forms.schema import Form, SumRule
from ingest.parse.tables.cells import UNTOLD
from ingest.parse.tables.runs import Reading, readings_of
from ingest.parse.tables.values import WRAPPED

Known = dict[str, Number]

_MOST_COMBINED = 20_000
_DIGITS = re.compile(r"\d+")


def propose(form: Form, cells: dict[str, Cell], *, usual: bool = True) -> dict[str, Cell]:
    """The same cells, each uncertain one with the only value that all sums allow, if there is one.

    Numbers run together can be parted only where they stand in the form's usual order.
    """
    if all(cell.status is not UNCERTAIN for cell in cells.values()):
        return cells
    cells = _judge_candidates(form, cells)
    known = {code: cell.value or 0 for code, cell in cells.items() if cell.status is not Status.UNCERTAIN}
    rows = _run_rows(form, cells) if usual else {}
    solved = _solve_runs(form, rows, known)
    _solve_single(form, cells, {**known, **solved}, solved)
    return {code: _with_proposal(cell, solved.get(code)) for code, cell in cells.items()}


def _with_proposal(cell: Cell, value: Number | None) -> Cell:
    if cell.status is not Status.UNCERTAIN or value is None or cell.proposal is not None:
        return cell
    return replace(cell, proposal=value)


def _judge_candidates(form: Form, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Doubtful single numbers: the sums settle a number that only its line broke, and drop a reading they deny."""
    candidates = {code: _candidate(cell) for code, cell in cells.items()}
    values = {code: value for code, value in candidates.items() if value is not None}
    judged = dict(cells)
    for code, cell in cells.items():
        if cell.status is not Status.UNCERTAIN or cell.proposal is None:
            continue
        rules = [rule for rule in form.sums if code in rule.cells and set(rule.cells) <= values.keys()]
        holds = _holds_all(rules, values)
        if not holds:
            judged[code] = replace(cell, proposal=None)
        elif len(rules) > 0 and cell.reason == WRAPPED:
            judged[code] = replace(cell, value=cell.proposal, status=Status.READ, proposal=None, reason="")
    return judged


def _candidate(cell: Cell) -> Number | None:
    return cell.proposal if cell.status is Status.UNCERTAIN else cell.value or 0


# -- rows of digits run together, or with gaps lost --


def _run_rows(form: Form, cells: Mapping[str, Cell]) -> dict[tuple[str, ...], frozenset[Reading]]:
    """Rows that are uncertain as a whole, each with every way of reading its digits that its own sums allow."""
    found: dict[tuple[str, ...], frozenset[Reading]] = {}
    for codes in _lines(form):
        line = [cells[code] for code in codes if code in cells]
        raw = {cell.raw for cell in line}
        if len(line) < len(codes) or len(raw) > 1 or any(cell.reason != UNTOLD for cell in line):
            continue
        rules = [rule for rule in form.sums if set(rule.cells) <= set(codes)]
        # The sums of a line stand in it one after the other, parts before total.
        if tuple(code for rule in rules for code in rule.cells) == codes:
            allowed = readings_of(raw.pop(), tuple(len(rule.left) for rule in rules))
            found |= {codes: allowed} if allowed else {}
    return found


def _lines(form: Form) -> Iterator[tuple[str, ...]]:
    """The cells of each printed line of numbers."""
    lines: dict[str, list[str]] = defaultdict(list)
    for code, spec in form.cells.items():
        lines[spec.table.code if spec.table.across else spec.row.code].append(code)
    return (tuple(codes) for codes in lines.values())


def _solve_runs(form: Form, rows: dict[tuple[str, ...], frozenset[Reading]], known: Known) -> Known:
    """The readings left when the sums over several rows have been asked as well."""
    solved: Known = {}
    open_rows = dict(rows)
    while settled := [codes for codes, readings in open_rows.items() if len(readings) == 1]:
        for codes in settled:
            (reading,) = open_rows.pop(codes)
            solved.update(zip(codes, reading, strict=True))
        _narrow(form, open_rows, known | solved)
    combined = _combined(form, open_rows, known | solved)
    return solved | combined


def _narrow(form: Form, rows: dict[tuple[str, ...], frozenset[Reading]], known: Known) -> None:
    """Drops readings that contradict a sum whose other cells are all known."""
    for codes, readings in rows.items():
        rules = [rule for rule in form.sums if set(rule.cells) <= known.keys() | set(codes)]
        fitting = frozenset(r for r in readings if _holds_all(rules, known | dict(zip(codes, r, strict=True))))
        if fitting:
            rows[codes] = fitting


def _combined(form: Form, rows: dict[tuple[str, ...], frozenset[Reading]], known: Known) -> Known:
    """What all combinations of the open rows that satisfy every sum agree on."""
    size = 1
    for readings in rows.values():
        size *= len(readings)
    if not rows or size > _MOST_COMBINED:
        return {}
    codes = [code for line in rows for code in line]
    rules = [
        rule for rule in form.sums if set(rule.cells) <= known.keys() | set(codes) and set(rule.cells) & set(codes)
    ]
    found: set[Reading] = set()
    for choice in product(*rows.values()):
        reading = tuple(value for line in choice for value in line)
        if _holds_all(rules, known | dict(zip(codes, reading, strict=True))):
            found.add(reading)
    if not found:
        return {}
    agreed = [set(values) for values in zip(*found, strict=True)]
    return {code: values.pop() for code, values in zip(codes, agreed, strict=True) if len(values) == 1}


def _holds_all(rules: list[SumRule], values: Mapping[str, Number]) -> bool:
    return all(_left_minus_right(rule, values) == 0 for rule in rules)


def _left_minus_right(rule: SumRule, values: Mapping[str, Number]) -> Number:
    return sum(values[code] for code in rule.left) - sum(values[code] for code in rule.right)


# -- single cells --


def _solve_single(form: Form, cells: Mapping[str, Cell], known: Known, solved: Known) -> None:
    """A cell that is the only unknown of a sum follows from it; sums that disagree leave it open."""
    refused: set[str] = set()
    progress = True
    while progress:
        progress = False
        for code, values in _candidates(form, cells, known).items():
            if code in refused:
                continue
            if len(values) == 1 and _agrees_with_print(cells[code], (value := values.pop())):
                known[code] = solved[code] = value
                progress = True
            else:
                refused.add(code)


def _candidates(form: Form, cells: Mapping[str, Cell], known: Known) -> dict[str, set[Number]]:
    found: dict[str, set[Number]] = defaultdict(set)
    for rule in form.sums:
        unknown = [code for code in rule.cells if code not in known]
        if len(unknown) == 1 and unknown[0] in cells:
            found[unknown[0]].add(_missing_value(rule, unknown[0], known))
    return found


def _missing_value(rule: SumRule, unknown: str, known: Known) -> Number:
    difference = _left_minus_right(rule, {**known, unknown: 0})
    return -difference if unknown in rule.left else difference


def _agrees_with_print(cell: Cell, value: Number) -> bool:
    """A proposal must not be negative, nor have digits that are not printed where some are."""
    printed = "".join(_DIGITS.findall(cell.raw))
    return value >= 0 and (not printed or str(value) in printed)
