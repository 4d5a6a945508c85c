"""What the reports of a place add up to, and what is said of those that are missing."""

from __future__ import annotations

import pytest

from archive.areas import area_of, reports_below
from archive.coverage import CENTRAL_CODE
from archive.ranking import CLOSED_TOTAL, RECEIVED_TOTAL
from archive.rates import definitions
from tests.search.archived import public
from tests.town.archived import fill
from tests.town.bodies import LIANDU, named
from tests.town.reports import reports

pytestmark = pytest.mark.django_db


def meant(year: int, *names: str) -> int:
    """What the town printed."""
    found = [one.told.filling for one in reports(named(names)) if one.year == year]
    return sum(int(filling.values[RECEIVED_TOTAL] or 0) for filling in found if filling)


def test_departments_are_added_up_without_the_government() -> None:
    fill(LIANDU)
    sums = {one.year: one for one in area_of("331102").sums}
    assert sums[2021].reports == 4
    assert sums[2021].number([RECEIVED_TOTAL]) == meant(2021, "莲都区教育局", "莲都区财政局", "莲都区分局", "碧湖镇")
    assert sorted(sums) == list(range(2019, 2025))


def test_all_reports_are_counted_those_of_governments_too() -> None:
    fill("莲都区人民政府", "莲都区财政局")
    assert area_of("331102").reports == {2018: 1, 2019: 2, 2020: 1, 2021: 2, 2022: 1, 2023: 2, 2024: 2}


def test_reports_without_the_numbers_are_told() -> None:
    fill("沙湾镇")
    assert [one.unread for one in area_of("331127").sums] == [0, 0, 0, 0]


def test_the_same_at_every_level() -> None:
    fill("莲都区财政局")
    county, city, province = (area_of(code).sums for code in ("331102", "3311", "33"))
    assert county == city == province


def test_the_countrys_departments_are_a_place_of_their_own() -> None:
    fill("水利部", "碧湖镇")
    area = area_of(CENTRAL_CODE)
    assert set(area.reports.values()) == {1}
    assert area.sums[-1].number([CLOSED_TOTAL]) is not None


def test_reports_are_counted_by_the_parts_of_a_place() -> None:
    fill("浙江省", "丽水市财政局", "碧湖镇")
    assert reports_below("33", ["3310", "3311"]) == {"3310": 0, "3311": 10}
    assert reports_below("3311", ["331102", "331123"]) == {"331102": 6, "331123": 0}
    assert reports_below("331102", []) == {}


def test_the_share_is_of_reports_in_which_all_its_parts_are_known() -> None:
    first, *others = definitions()[0].numerator
    public(agency="洪泽区财政局", numbers={first: 3, CLOSED_TOTAL: 10} | dict.fromkeys(others, 1))
    public(agency="洪泽区民政局", numbers={first: None, CLOSED_TOTAL: 90})
    (year,) = area_of("320813").sums
    assert year.number([CLOSED_TOTAL]) == 100
    assert (year.disclosed.numerator, year.disclosed.denominator) == (4, 10)
