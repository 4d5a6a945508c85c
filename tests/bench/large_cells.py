"""Forms filled in for measuring: most sums hold, most numbers are small, and every kind of cell is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from archive.cell_codec import cells_to_json
from archive.cells import Cell, Status
from archive.checking import check
from archive.findings import Finding
from archive.forms import FORMS
from archive.forms.rows import APPLICANTS, CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, REMEDY_ROWS, RESULTS, TOTAL
from archive.forms.schema import Form
from archive.locators import Locator

# So many different ones of each form; reports of one body follow each other in them.
VARIANTS = 400
# Few offices have hundreds of requests, half have hardly any.
_LARGEST = (0, 1, 1, 2, 5, 12, 40)
# One form in so many: with a sum that does not hold, with blank cells, with cells that were not read.
_WRONG, _BLANK, _UNREAD = 8, 5, 20


@dataclass(frozen=True, slots=True)
class Filled:
    cells: dict[str, Cell]
    json: dict[str, dict[str, Any]]
    findings: tuple[Finding, ...]


def form_of(year: int) -> Form:
    """The oldest form where there was none yet: a full table is what costs."""
    usual = [form for form in FORMS.values() if form.first_year <= year <= (form.last_year or year)]
    return usual[0] if usual else min(FORMS.values(), key=lambda form: form.first_year)


def filled_form(form: Form, number: int) -> Filled:
    return _filled(form.code, number % VARIANTS)


@cache
def _filled(code: str, variant: int) -> Filled:
    form, chance = FORMS[code], Random(variant)
    numbers = dict(_numbers(form, chance))
    if variant % _WRONG == 0:
        numbers[f"{CLOSED.code}.{TOTAL.code}"] += 1
    is_pdf = variant % 2 == 0
    cells = {
        code: _cell(numbers.get(code, 0), _status(chance, variant), _locator(place, is_pdf=is_pdf))
        for place, code in enumerate(form.cells)
    }
    return Filled(cells, cells_to_json(cells), tuple(check(form.code, cells, (), form.first_year)))


def _numbers(form: Form, chance: Random) -> Iterator[tuple[str, int]]:
    largest = chance.choice(_LARGEST)
    numbers: dict[str, int] = {}
    outcomes = [code for code, row in form.rows.items() if row.outcome]
    for applicant in APPLICANTS:
        results = {f"{code}.{applicant.code}": chance.randrange(largest + 1) for code in outcomes}
        closed, out = sum(results.values()), chance.randrange(largest + 1)
        carried_in = chance.randrange(min(largest, closed + out) + 1)
        balance = (closed, out, carried_in, closed + out - carried_in)
        heads = (CLOSED, CARRIED_OUT, CARRIED_IN, RECEIVED)
        numbers |= results | {
            f"{row.code}.{applicant.code}": number for row, number in zip(heads, balance, strict=True)
        }
    for remedy in REMEDY_ROWS:
        numbers |= {f"{remedy.code}.{result.code}": chance.randrange(largest + 1) for result in RESULTS}
    yield from numbers.items()
    for row in {code.rpartition(".")[0] for code in form.cells if code.endswith(f".{TOTAL.code}")}:
        total = sum(number for code, number in numbers.items() if code.rpartition(".")[0] == row)
        yield f"{row}.{TOTAL.code}", total


def _status(chance: Random, variant: int) -> Status:
    if variant % _BLANK == 1 and chance.random() < 0.1:
        return Status.BLANK
    return Status.UNCERTAIN if variant % _UNREAD == 2 and chance.random() < 0.03 else Status.READ


def _cell(number: int, status: Status, locator: Locator) -> Cell:
    match status:
        case Status.READ:
            return Cell(number, str(number), status, locator)
        case Status.BLANK:
            return Cell(None, "", status, locator)
        case Status.UNCERTAIN:
            return Cell(None, f"{number}?", status, locator, proposal=number, reason="数字看不清")


def _locator(place: int, *, is_pdf: bool) -> Locator:
    table, row, column = 1 + place // 100, 1 + place // 7, 1 + place % 7
    if not is_pdf:
        return Locator(table=table, row=row, column=column)
    left, top = 60.25 * column, 14.5 * (row % 50)
    return Locator(page=2 + place // 80, table=table, row=row, column=column, box=(left, top, left + 20, top + 12))
