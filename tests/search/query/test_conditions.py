"""Conditions on numbers, asked of the published ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.cells import Cell, Number, Status
from archive.forms import NEWEST
from archive.publishing import publish, withdraw
from archive.reading import Reading
from search.query.conditions import number_of, reports_where
from search.query.measures import Measure, find_measure
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

SECRET, LAW = "requests.withheld.state_secret.total", "requests.withheld.law_forbids.total"
DISCLOSED, CLOSED, FEES = "requests.disclosed.total", "requests.closed.total", "proactive.fees.amount"


def public(numbers: dict[str, Number | None], year: int = 2024, **cells: Cell) -> int:
    told: Reading = reading(
        cells=filled(NEWEST, numbers) | {name.replace("__", "."): cell for name, cell in cells.items()}, year=year
    )
    report, revision, _ = stored(told, of=source(f"{year}"))
    publish(report, revision, actor=None, reason="试")
    return report.pk


def where(name: str, operator: str, number: str) -> frozenset[int]:
    measure, value = find_measure(name), number_of(number)
    assert isinstance(measure, Measure)
    assert value is not None
    return reports_where(measure, operator, value)


@pytest.mark.parametrize(
    ("operator", "number", "holds"),
    [
        (">", "4", True),
        (">", "5", False),
        (">=", "5", True),
        ("<", "5", False),
        ("<=", "5", True),
        ("=", "5", True),
        ("!=", "5", False),
        ("!=", "4", True),
    ],
)
def test_a_category_is_compared_as_the_sum_of_its_rows(operator: str, number: str, *, holds: bool) -> None:
    report = public({SECRET: 2, LAW: 3})
    assert where("不予公开", operator, number) == (frozenset({report}) if holds else frozenset())


@pytest.mark.parametrize(
    ("operator", "number", "holds"),
    [("=", "0.3", True), ("<", "0.3", False), ("<=", "30%", True), (">", "0.299999", True)],
)
def test_rates_are_exact(operator: str, number: str, *, holds: bool) -> None:
    report = public({DISCLOSED: 3, CLOSED: 10})
    assert where("公开率", operator, number) == (frozenset({report}) if holds else frozenset())


def test_there_is_no_rate_of_nothing() -> None:
    public({DISCLOSED: 0, CLOSED: 0})
    assert where("公开率", "<", "1") == frozenset()


def test_amounts_are_compared_in_their_unit() -> None:
    report = public({FEES: Decimal("1.5")})
    assert where("proactive.fees.amount", "=", "1.5") == {report}
    assert where("proactive.fees.amount", ">", "1.5") == frozenset()


def test_what_is_in_doubt_is_in_no_answer() -> None:
    public({LAW: 9}, requests__withheld__state_secret__total=Cell(None, "3?", Status.UNCERTAIN, proposal=3))
    assert where("不予公开", ">", "0") == where("不予公开", "<", "100") == frozenset()


def test_blank_cells_count_as_nothing_but_not_as_zero() -> None:
    report = public({SECRET: None, LAW: 3})
    assert where("不予公开", "=", "3") == {report}
    assert where(SECRET, "=", "0") == frozenset()


def test_a_withdrawn_report_has_no_numbers() -> None:
    report, revision, _ = stored(reading(cells=filled(NEWEST, {LAW: 3})))
    publish(report, revision, actor=None, reason="试")
    withdraw(report, actor=None, reason="试")
    assert where("不予公开", ">", "0") == frozenset()


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,234", Decimal(1234)), ("30%", Decimal("0.3")), ("5‰", Decimal("0.005")), ("1.2.3", None), ("9" * 40, None)],
)
def test_numbers_are_read_as_typed(typed: str, number: Decimal | None) -> None:
    assert number_of(typed) == number
