"""What a person types into the place of a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.cells import Cell, Number, Status
from archive.forms import all_cells
from portal.desk.typed_cells import NotANumber, number_of, read_typed

COUNT = all_cells()["requests.received.natural"].column
AMOUNT = all_cells()["proactive.fees.amount"].column
CHANGE = all_cells()["proactive.licensing.change"].column
READ = Cell(12, "12", Status.READ)
BLANK = Cell(None, "/", Status.BLANK)
UNCERTAIN = Cell(None, "1O", Status.UNCERTAIN, proposal=10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        (" 0 ", 0),
        ("１２", 12),
        ("1,284", 1284),
        ("1，284", 1284),
        ("12 345", 12345),
        ("", None),
        ("未填", None),
        ("—", None),
        ("/", None),
        ("／", None),
    ],
)
def test_what_is_understood(text: str, value: int | None) -> None:
    assert number_of(text, COUNT) == value


@pytest.mark.parametrize(
    "text", ["十二", "12件", "1.5", "1e3", "12,34", "--12", "1 2", "=1+1", "0x10", "-3", "99999999999", "1" * 400]
)
def test_what_is_not_a_count(text: str) -> None:
    with pytest.raises(NotANumber):
        number_of(text, COUNT)


def test_amounts_have_decimals_and_changes_a_sign() -> None:
    assert number_of("7,730.28", AMOUNT) == Decimal("7730.28")
    assert number_of("-3", CHANGE) == -3
    assert number_of("−3", CHANGE) == -3


@pytest.mark.parametrize(
    ("cell", "text", "changes"),
    [
        (READ, "12", {}),
        (READ, "12 ", {}),
        (READ, "13", {"review.upheld": 13}),
        (READ, "", {"review.upheld": None}),
        (BLANK, "", {}),
        (BLANK, "未填", {}),
        (BLANK, "0", {"review.upheld": 0}),
        (UNCERTAIN, "", {}),
        (UNCERTAIN, "10", {"review.upheld": 10}),
        (UNCERTAIN, "未填", {"review.upheld": None}),
        (None, "", {}),
        (None, "3", {"review.upheld": 3}),
    ],
)
def test_only_what_differs_is_a_change(cell: Cell | None, text: str, changes: dict[str, Number | None]) -> None:
    cells = {"review.upheld": cell} if cell else {}
    assert read_typed({"cell:review.upheld": text}, cells).changes == changes


def test_what_is_no_number_is_an_error_and_no_change() -> None:
    typed = read_typed({"cell:review.upheld": "十"}, {"review.upheld": READ})
    assert typed.changes == {}
    assert typed.errors == {"review.upheld": "“十”不是数。空着没填的写“未填”。"}
    assert typed.texts == {"review.upheld": "十"}


def test_fields_that_are_no_cells_are_ignored() -> None:
    typed = read_typed({"cell:nonsense": "1", "reason": "x", "cell:": "2"}, {})
    assert (typed.changes, typed.texts) == ({}, {})
