"""Forms filled in for tests: with given numbers, or at random so that every sum holds."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from archive.cells import Cell, Number, Status
from archive.forms.schema import Form
from archive.locators import Locator

APPLICANTS = ("natural", "business", "research", "nonprofit", "legal", "other")
RESULTS = ("upheld", "corrected", "other", "pending")
REMEDIES = ("review", "suit_direct", "suit_after_review")


def cell(value: Number | None, column: int = 1) -> Cell:
    if value is None:
        return Cell(None, "", Status.BLANK)
    return Cell(value, str(value), Status.READ, Locator(table=1, row=1, column=column))


def uncertain(raw: str) -> Cell:
    return Cell(None, raw, Status.UNCERTAIN)


def filled(form: Form, numbers: Mapping[str, Number | None] | None = None) -> dict[str, Cell]:
    """Every cell of the form: the numbers given (None leaves a cell blank), and printed zeros."""
    given = numbers or {}
    assert given.keys() <= form.cells.keys()
    return {code: cell(given.get(code, 0)) for code in form.cells}


def row(code: str, *numbers: Number | None) -> dict[str, Number | None]:
    """The seven numbers of a row of requests."""
    return dict(zip((f"requests.{code}.{column}" for column in (*APPLICANTS, "total")), numbers, strict=True))


@st.composite
def consistent(draw: st.DrawFn, form: Form) -> dict[str, Cell]:
    """A form in which every sum holds."""
    small = st.integers(0, 40)
    numbers: dict[str, Number | None] = {}
    outcomes = [code for code, printed in form.rows.items() if printed.outcome]
    for applicant in APPLICANTS:
        results = {f"{code}.{applicant}": draw(small) for code in outcomes}
        closed, carried_out = sum(results.values()), draw(small)
        carried_in = draw(st.integers(0, closed + carried_out))
        numbers |= results
        numbers[f"requests.closed.{applicant}"] = closed
        numbers[f"requests.carried_out.{applicant}"] = carried_out
        numbers[f"requests.carried_in.{applicant}"] = carried_in
        numbers[f"requests.received.{applicant}"] = closed + carried_out - carried_in
    for remedy in REMEDIES:
        numbers |= {f"{remedy}.{result}": draw(small) for result in RESULTS}
    return filled(form, numbers | _totals(form, numbers))


def _totals(form: Form, numbers: Mapping[str, Number | None]) -> dict[str, Number | None]:
    rows = {spec.row.code for spec in form.cells.values() if spec.column.code == "total"}
    return {
        f"{code}.total": sum(value or 0 for key, value in numbers.items() if key.rpartition(".")[0] == code)
        for code in rows
    }
