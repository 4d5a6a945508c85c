"""What stands above and below a division."""

from __future__ import annotations

import pytest

from archive.divisions.tree import above, below, is_division, provinces


def test_cities_stand_below_a_province_and_counties_below_a_city() -> None:
    assert "3311" in below("33")
    assert "331123" in below("3311")
    assert below("331123") == ()


def test_where_no_city_is_between_counties_stand_below_the_province() -> None:
    assert below("11")[0] == "110101"
    assert {"4213", "429004"} < set(below("42"))


def test_above_a_county_are_its_city_and_province() -> None:
    assert above("331123") == ("33", "3311")
    assert above("110105") == ("11",)
    assert above("33") == ()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("33", True),
        ("331123", True),
        ("1101", False),
        ("441900", False),
        ("99", False),
        ("331123001", False),
        ("", False),
    ],
)
def test_placeholders_and_townships_are_no_pages(code: str, known: bool) -> None:
    assert is_division(code) is known


def test_there_are_thirty_one_provinces() -> None:
    assert len(provinces()) == 31
