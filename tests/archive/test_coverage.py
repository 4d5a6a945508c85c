"""Which years are there, and which reports came out after the date that the law names."""

from __future__ import annotations

from datetime import date

import pytest

from archive.coverage import CENTRAL_CODE, Timing, all_agencies, due_date, marks_of, newest_year, own_agencies, timing
from archive.kinds import Kind
from archive.publishing import withdraw
from tests.town.archived import agency, fill


@pytest.mark.parametrize(
    ("kind", "year", "due"),
    [
        (Kind.DEPARTMENT, 2023, date(2024, 1, 31)),
        (Kind.CENTRAL, 2023, date(2024, 1, 31)),
        (Kind.GOVERNMENT, 2023, date(2024, 3, 31)),
        (Kind.GOV_OFFICE, 2023, date(2024, 3, 31)),
        # Published when the old regulation was in force.
        (Kind.DEPARTMENT, 2018, date(2019, 3, 31)),
        (Kind.TOWNSHIP, 2023, None),
        (Kind.SUBDISTRICT, 2023, None),
        (Kind.VERTICAL, 2023, None),
        (Kind.INSTITUTION, 2018, None),
    ],
)
def test_the_law_names_a_date_for_governments_and_their_departments(kind: Kind, year: int, due: date | None) -> None:
    assert due_date(kind, year) == due


JANUARY, FEBRUARY = date(2024, 1, 31), date(2024, 2, 1)


@pytest.mark.parametrize(
    ("published", "signed", "expected"),
    [
        (JANUARY, None, Timing.IN_TIME),
        (FEBRUARY, JANUARY, Timing.LATE),
        (None, FEBRUARY, Timing.LATE),
        # Signed in time says nothing of when it was published.
        (None, JANUARY, Timing.UNDATED),
        (None, None, Timing.UNDATED),
    ],
)
def test_late_is_what_came_out_after_the_date(published: date | None, signed: date | None, expected: Timing) -> None:
    assert timing(Kind.DEPARTMENT, 2023, published=published, signed=signed) is expected


def test_a_township_is_never_late() -> None:
    assert timing(Kind.TOWNSHIP, 2023, published=date(2024, 12, 31), signed=None) is Timing.UNBOUND


@pytest.mark.django_db
def test_marks_are_those_of_published_reports() -> None:
    reports = fill("遂昌县财政局")
    one = agency("遂昌县财政局")
    withdraw(next(report for report in reports if report.year == 2021), actor=None, reason="试")
    marks = marks_of([one])[one.pk]
    assert sorted(marks) == [2019, 2020, 2022, 2023, 2024]
    assert [year for year, mark in marks.items() if mark.timing is Timing.LATE] == [2023]
    assert newest_year() == 2024


@pytest.mark.django_db
def test_a_place_has_agencies_of_its_own_and_of_what_is_below_it() -> None:
    fill("水利部", "浙江省", "丽水市财政局", "碧湖镇")
    assert [one.name for one in own_agencies("3311")] == ["丽水市财政局"]
    assert {one.name for one in all_agencies("33")} == {"浙江省人民政府", "丽水市财政局", "莲都区碧湖镇人民政府"}
    assert [one.name for one in own_agencies(CENTRAL_CODE)] == ["水利部"]


@pytest.mark.django_db
def test_an_agency_without_a_published_report_is_none_of_them() -> None:
    for report in fill("景宁畲族自治县财政局"):
        withdraw(report, actor=None, reason="试")
    assert list(all_agencies("331127")) == []
    assert newest_year() is None
