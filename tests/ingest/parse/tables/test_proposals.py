"""Uncertain cells carry a value only where the form's sums leave exactly one reading."""

from dataclasses import replace
from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cells import Cell, Status
from archive.forms import FORMS
from ingest.parse.tables.proposals import propose

FORM = FORMS["2021"]
GRID = [code for code in FORM.cells if code.startswith("requests.")]
NATURAL = "requests.received.natural"


def zeros(**given_values: int) -> dict[str, Cell]:
    values = {code.replace("__", "."): value for code, value in given_values.items()}
    return {code: Cell(values.get(code, 0), str(values.get(code, 0)), Status.READ) for code in FORM.cells}


def balanced() -> dict[str, Cell]:
    rows = ("received", "disclosed", "closed")
    return zeros(**{f"requests__{row}__{column}": 12 for row in rows for column in ("natural", "total")})


def uncertain(cell: Cell, raw: str) -> Cell:
    return replace(cell, value=None, raw=raw, status=Status.UNCERTAIN)


def test_one_unread_cell_follows_from_its_sums() -> None:
    cells = balanced()
    cells[NATURAL] = uncertain(cells[NATURAL], "")
    assert propose(FORM, cells)[NATURAL].proposal == 12


def test_a_proposal_must_be_made_of_the_printed_digits() -> None:
    cells = balanced()
    cells[NATURAL] = uncertain(cells[NATURAL], "7?")
    assert propose(FORM, cells)[NATURAL].proposal is None


def test_sums_that_disagree_leave_a_cell_open() -> None:
    cells = balanced()
    cells["requests.closed.natural"] = replace(cells["requests.closed.natural"], value=15)
    cells[NATURAL] = uncertain(cells[NATURAL], "")
    assert propose(FORM, cells)[NATURAL].proposal is None


def test_a_proposal_is_never_the_value() -> None:
    cells = balanced()
    cells[NATURAL] = uncertain(cells[NATURAL], "")
    found = propose(FORM, cells)[NATURAL]
    assert (found.value, found.status) == (None, Status.UNCERTAIN)


def test_certain_cells_pass_through_untouched() -> None:
    cells = balanced()
    assert propose(FORM, cells) is cells


@settings(max_examples=25)
@given(st.lists(st.integers(0, 999), min_size=6, max_size=6))
def test_proposals_for_a_run_on_row_are_right_where_they_are_made(applicants: list[int]) -> None:
    row = [*applicants, sum(applicants)]
    columns = list(islice((code for code in GRID if code.startswith("requests.received.")), 7))
    cells = zeros()
    for code, value in zip(columns, row, strict=True):
        cells[code] = uncertain(cells[code], "".join(map(str, row)))
        closed = code.replace("received", "closed")
        disclosed = code.replace("received", "disclosed")
        cells[closed] = Cell(value, str(value), Status.READ)
        cells[disclosed] = Cell(value, str(value), Status.READ)
    assert [propose(FORM, cells)[code].proposal for code in columns] == row
