"""A body through the years: its predecessors' reports before its own, and what each year left to the next."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.agencies_work import succeed
from archive.cell_codec import finding_key
from archive.cells import Cell, Status
from archive.forms import NEWEST
from archive.forms.rows import CLOSED, RECEIVED, TOTAL
from archive.models import FindingDecision
from archive.publishing import publish
from archive.series import Volume, carries, lifetimes, volumes_of
from tests.archive.filled_forms import cell, uncertain
from tests.archive.readings import reading, source, stored
from tests.town.archived import agency, fill

pytestmark = pytest.mark.django_db
RECEIVED_TOTAL, CLOSED_TOTAL = (f"{row.code}.{TOTAL.code}" for row in (RECEIVED, CLOSED))


def test_a_successors_series_begins_with_its_predecessors_reports() -> None:
    fill("遂昌县教育")
    volumes = volumes_of(agency("遂昌县教育体育局"))
    assert [(one.year, one.report.agency.name) for one in volumes] == [
        (2019, "遂昌县教育局"),
        (2020, "遂昌县教育局"),
        *((year, "遂昌县教育体育局") for year in range(2021, 2025)),
    ]


def test_where_two_became_one_neither_is_its_past() -> None:
    fill("遂昌县教育", "遂昌县公安局")
    actor = User.objects.create_user("王审核")
    succeed(agency("遂昌县公安局"), agency("遂昌县教育体育局"), year=2021, actor=actor)
    assert [one.year for one in volumes_of(agency("遂昌县教育体育局"))] == [2021, 2022, 2023, 2024]


def test_a_break_is_where_the_town_made_one() -> None:
    fill("妙高")
    told = {carry.volume.year: carry.findings for carry in carries(volumes_of(agency("遂昌县妙高镇人民政府")))}
    assert told[2019] is None
    assert [year for year, findings in told.items() if findings] == [2022]


def test_after_a_missing_year_nothing_is_compared() -> None:
    fill("莲都区财政局")
    told = {carry.volume.year: carry.findings for carry in carries(volumes_of(agency("丽水市莲都区财政局")))}
    assert {year for year, findings in told.items() if findings is None} == {2019, 2021, 2023}


def test_what_a_person_dismissed_is_not_told() -> None:
    fill("妙高")
    volumes = volumes_of(agency("遂昌县妙高镇人民政府"))
    broken = next(carry for carry in carries(volumes) if carry.findings)
    by = User.objects.create_user("王审核")
    for finding in broken.findings or ():
        FindingDecision.objects.create(
            report=broken.volume.report,
            key=finding_key(finding, broken.volume.cells),
            verdict=FindingDecision.Verdict.DISMISSED,
            by=by,
        )
    assert not any(carry.findings for carry in carries(volumes))


def volume(cells: dict[str, Cell]) -> Volume:
    report, revision, _ = stored(reading(cells=cells), of=source())
    publish(report, revision, actor=None, reason="试")
    return Volume(report, revision)


def test_a_sum_leaves_blanks_out() -> None:
    one = volume({code: Cell(None, "", Status.BLANK) for code in NEWEST.cells} | {RECEIVED_TOTAL: cell(3)})
    assert one.number(RECEIVED_TOTAL, CLOSED_TOTAL) == 3


def test_where_nothing_is_printed_there_is_no_sum() -> None:
    one = volume({code: Cell(None, "", Status.BLANK) for code in NEWEST.cells})
    assert one.number(RECEIVED_TOTAL) is None


def test_what_was_not_read_leaves_no_sum() -> None:
    one = volume({code: cell(1) for code in NEWEST.cells} | {CLOSED_TOTAL: uncertain("1O")})
    assert one.number(RECEIVED_TOTAL, CLOSED_TOTAL) is None


def test_a_body_reports_until_another_takes_over() -> None:
    fill("遂昌县教育")
    before, after = agency("遂昌县教育局"), agency("遂昌县教育体育局")
    lives = lifetimes([before, after])
    assert (lives[before.pk].covers(2020), lives[before.pk].covers(2021)) == (True, False)
    assert (lives[after.pk].covers(2020), lives[after.pk].covers(2021)) == (False, True)
