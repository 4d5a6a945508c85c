"""Reports side by side: no rank where a number is missing, none for a rate of too few."""

from __future__ import annotations

import pytest

from archive.cells import Number
from archive.ranking import (
    CLOSED_TOTAL,
    RECEIVED_TOTAL,
    Entry,
    Numbers,
    Why,
    measures,
    of_agencies,
    of_divisions,
    ranked,
)
from archive.rates import definitions
from tests.town.archived import agency, fill
from tests.town.bodies import JINGNING, LIANDU, SUICHANG

DISCLOSED = next(one for one in definitions() if one.code == "disclosed")


def entry(key: str, received: int | None = 50, closed: int = 40, disclosed: int | None = 20) -> Entry:
    first, *others = DISCLOSED.numerator
    values: dict[str, Number | None] = {RECEIVED_TOTAL: received, CLOSED_TOTAL: closed, first: disclosed}
    return Entry(key, Numbers(1, 1, key, "government", values | dict.fromkeys(others, 0)))


def shown(entries: list[Entry], measure: str) -> list[tuple[str, int | None, Why | None]]:
    return [(one.entry.key, one.rank, one.why) for one in ranked(entries, measure)]


def test_the_greatest_comes_first_and_equals_share_a_rank() -> None:
    found = shown([entry("a", 5), entry("b", 9), entry("c", 5), entry("d", 1)], "received")
    assert found == [("b", 1, None), ("a", 2, None), ("c", 2, None), ("d", 4, None)]


def test_what_is_missing_or_not_read_has_no_rank() -> None:
    found = shown([Entry("a", None, Why.MISSING), entry("b", None), entry("c")], "received")
    assert found == [("c", 1, None), ("a", None, Why.MISSING), ("b", None, Why.UNREAD)]


def test_a_rate_of_few_requests_has_no_rank() -> None:
    assert shown([entry("a", closed=29), entry("b", closed=30)], "disclosed") == [("b", 1, None), ("a", None, Why.FEW)]


def test_a_rate_with_an_unread_part_has_no_rank() -> None:
    assert shown([entry("a", disclosed=None)], "disclosed") == [("a", None, Why.UNREAD)]


def test_it_is_ranked_by_requests_or_by_what_became_of_them() -> None:
    assert measures()[0] == "received"
    assert set(measures()[1:]) <= {one.code for one in definitions()}
    assert "disclosed" in measures()


@pytest.mark.django_db
def test_for_a_division_stands_its_governments_report() -> None:
    fill(LIANDU, SUICHANG, JINGNING)
    found = {one.key: one for one in of_divisions(["331102", "331123", "331127", "331121"], 2023)}
    numbers = found["331123"].numbers
    assert numbers is not None
    assert numbers.agency == agency("遂昌县人民政府").pk
    # 景宁 has other reports of that year, but none of its government.
    assert found["331127"].why is found["331121"].why is Why.MISSING


@pytest.mark.django_db
def test_agencies_stand_for_themselves() -> None:
    fill("碧湖镇")
    one = agency("莲都区碧湖镇人民政府")
    (found,) = of_agencies([one.pk], 2024)
    assert found.numbers is not None
    assert found.numbers.values[RECEIVED_TOTAL] is not None
    assert of_agencies([one.pk], 2018) == [Entry(str(one.pk), None, Why.MISSING)]
