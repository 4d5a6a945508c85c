"""What goes into JSON comes out of it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cell_codec import (
    cell_from_json,
    cell_to_json,
    finding_from_json,
    finding_key,
    finding_to_json,
    indicator_from_json,
    indicator_to_json,
)
from archive.cells import Cell, Status
from archive.checks.claims import Bound, CountClaim, PartsClaim, ShareClaim
from archive.claim_codec import claims_from_json, claims_to_json
from archive.findings import Finding, Quote, Severity
from archive.locators import Locator
from archive.reading import IndicatorReading

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
SMALL = st.none() | st.integers(0, 999)
BOXES = st.none() | st.tuples(*[st.integers(0, 90_000).map(lambda hundredths: hundredths / 100)] * 4)
LOCATORS = st.none() | st.builds(Locator, page=SMALL, table=SMALL, row=SMALL, start=SMALL, box=BOXES)
NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=4)
CELLS = st.builds(
    Cell,
    value=st.none() | NUMBERS,
    raw=WORDS,
    status=st.sampled_from(Status),
    locator=LOCATORS,
    unit=WORDS,
    proposal=st.none() | NUMBERS,
    reason=WORDS,
)
QUOTES = st.builds(Quote, text=WORDS, section=WORDS, locator=LOCATORS)


def there_and_back(said: Any) -> Any:
    return json.loads(json.dumps(said, ensure_ascii=False))


@given(CELLS)
def test_cells(cell: Cell) -> None:
    assert cell_from_json(there_and_back(cell_to_json(cell))) == cell


def test_a_usual_cell_takes_little_room() -> None:
    assert cell_to_json(Cell(0, "0", Status.READ, Locator(table=2, row=3))) == {
        "value": 0,
        "locator": {"table": 2, "row": 3},
    }


def test_decimals_keep_their_digits() -> None:
    cell = Cell(Decimal("7730.280"), "7730.280", Status.READ)
    assert cell_to_json(cell) == {"value": "7730.280"}
    assert str(cell_from_json({"value": "7730.280"}).value) == "7730.280"


@given(
    st.builds(
        Finding,
        rule=WORDS,
        severity=st.sampled_from(Severity),
        message=WORDS,
        cells=st.lists(WORDS).map(tuple),
        quotes=st.lists(QUOTES, max_size=3).map(tuple),
    )
)
def test_findings(finding: Finding) -> None:
    assert finding_from_json(there_and_back(finding_to_json(finding))) == finding


def test_indicators() -> None:
    indicator = IndicatorReading(
        "主动公开政府信息数", "条", (12, None, Decimal("3.5")), ("12", "", "3.5"), ("历年累计",), Locator(table=1)
    )
    assert indicator_from_json(there_and_back(indicator_to_json(indicator))) == indicator


CLAIMS = [
    CountClaim((("received",), ("received", "carried")), Bound(24, None, "超过24件"), "超过24件", Quote("超过24件")),
    CountClaim((("fees",),), Bound(Decimal("1.50"), Decimal("1.50"), "1.50万元"), "收费", Quote("收费"), year=2023),
    PartsClaim(10, (4, Decimal(6)), Quote("共10件", "总体情况", Locator(line=3)), Quote("其中4件、6件")),
    ShareClaim(4, Decimal("40.0"), 10, (10, 12), Quote("占40.0%"), Quote("共10件")),
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_claims(claim: Any) -> None:
    assert claims_from_json(there_and_back(claims_to_json([claim]))) == (claim,)


@pytest.mark.parametrize("said", [{"is": "OldClaim", "x": 1}, {"is": "PartsClaim", "total": 3}])
def test_claims_of_another_version_are_left_out(said: dict[str, Any]) -> None:
    assert claims_from_json([said]) == ()


# -- the key of a finding --

SUM = Finding("sum.balance", Severity.ERROR, "新收3＋结转0＝3，与4不符。", ("b", "a"), (Quote("新收：3"),))
READ = {"a": Cell(3, "3", Status.READ), "b": Cell(4, "4", Status.READ)}


@pytest.mark.parametrize(
    "same",
    [
        Finding("sum.balance", Severity.NOTICE, "换一种说法。", ("a", "b"), (Quote("新 收：3"),)),
        Finding("sum.balance", Severity.ERROR, "", ("a", "b"), (Quote("新收：3", "别处", Locator(page=9)),)),
    ],
)
def test_a_finding_told_otherwise_is_the_same(same: Finding) -> None:
    assert finding_key(same, READ) == finding_key(SUM, READ)


def test_a_number_printed_otherwise_is_the_same() -> None:
    assert finding_key(SUM, READ | {"a": Cell(Decimal("3.0"), "3.0", Status.READ)}) == finding_key(SUM, READ)


@pytest.mark.parametrize(
    ("other", "cells"),
    [
        (SUM, READ | {"a": Cell(5, "5", Status.READ)}),
        (SUM, READ | {"a": Cell(None, "", Status.BLANK)}),
        (Finding("sum.other", SUM.severity, SUM.message, SUM.cells, SUM.quotes), READ),
        (Finding(SUM.rule, SUM.severity, SUM.message, SUM.cells, (Quote("新收：5"),)), READ),
    ],
)
def test_other_content_is_another_finding(other: Finding, cells: dict[str, Cell]) -> None:
    assert finding_key(other, cells) != finding_key(SUM, READ)
