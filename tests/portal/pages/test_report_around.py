"""What stands around a report: its other years, its neighbours, and why they are shown."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.models import Report
from portal.addresses import report_address
from portal.pages.report_neighbours import MOST, Group, groups_around
from portal.pages.report_series import series_of
from tests.archive.filled_forms import row
from tests.archive.readings import certain, reading, stored
from tests.portal.desk.pages import source_of, text_of
from tests.portal.pages.published import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


def around(report: Report, received: int | None = None) -> dict[str, list[str]]:
    return {group.title: names(group) for group in groups_around(report, received)}


def names(group: Group) -> list[str]:
    return [one.name for one in group.neighbours]


# -- years --


def test_the_year_before_and_after_and_what_is_missing_between() -> None:
    first, this, last = (published(year=year) for year in (2020, 2022, 2024))
    found = series_of(this)
    assert [(year.year, bool(year.address), year.is_this) for year in found.years] == [
        (2020, True, False),
        (2021, False, False),
        (2022, True, True),
        (2023, False, False),
        (2024, True, False),
    ]
    assert found.before
    assert found.before.address == report_address(first)
    assert found.after
    assert found.after.address == report_address(last)
    assert found.comparison == f"/compare/?a=report:{this.pk}&b=report:{first.pk}"


def test_a_year_that_is_not_published_is_missing_as_if_it_were_not_there() -> None:
    this = published(year=2024)
    stored(reading(year=2023))
    assert [year.year for year in series_of(this).years] == [2024]


def test_the_page_says_which_years_it_does_not_have(client: Client) -> None:
    published(year=2022)
    page = text_of(client.get(f"/reports/{published(year=2024).pk}/"))
    assert "← 2022 年度 2022 2023 未收录 2024" in page


def test_a_report_that_stands_alone_says_nothing_of_years(client: Client) -> None:
    assert 'class="years"' not in source_of(client.get(f"/reports/{published().pk}/"))


# -- neighbours --


def test_the_same_office_elsewhere_the_nearest_first() -> None:
    this = published()
    published(agency="盱眙县财政局", division=certain("320830"))
    published(agency="南京市财政局", division=certain("3201"))
    published(agency="杭州市财政局", division=certain("3301"))
    published(agency="盱眙县教育局", division=certain("320830"))
    assert around(this) == {"别处的财政局": ["盱眙县财政局", "南京市财政局"]}


def test_townships_have_other_townships_as_neighbours() -> None:
    this = published(agency="淮安市洪泽区老子山镇人民政府")
    published(agency="淮安市洪泽区岔河镇人民政府")
    assert around(this) == {"乡镇政府": ["淮安市洪泽区岔河镇人民政府"]}


def test_others_of_the_same_place_and_year() -> None:
    this = published()
    published(agency="淮安市洪泽区教育局")
    published(agency="淮安市洪泽区民政局", year=2023)
    assert around(this) == {"同一地区的其他机关": ["淮安市洪泽区教育局"]}


def test_those_with_as_many_requests_whatever_they_do() -> None:
    this = published()
    for place, code, count in (("杭州市", "3301", 45), ("宁波市", "3302", 39), ("温州市", "3303", 400)):
        published(agency=f"{place}民政局", division=certain(code), numbers=row("received", count, 0, 0, 0, 0, 0, count))
    assert around(this, 40) == {"申请数量相近的": ["宁波市民政局", "杭州市民政局"]}


@pytest.mark.parametrize("received", [None, 0, 4])
def test_with_hardly_any_requests_being_alike_means_nothing(received: int | None) -> None:
    this = published()
    published(agency="杭州市民政局", division=certain("3301"))
    assert around(this, received) == {}


def test_every_neighbour_once_and_never_many() -> None:
    this = published()
    for number in range(MOST + 4):
        published(agency=f"淮安市洪泽区第{number}局")
    found = around(this, 0)
    assert len(found["同一地区的其他机关"]) == MOST


def test_a_neighbour_can_be_laid_beside(client: Client) -> None:
    this, other = published(), published(agency="淮安市洪泽区教育局", numbers=row("received", 7, 0, 0, 0, 0, 0, 7))
    answer = client.get(f"/reports/{this.pk}/")
    assert f'href="/compare/?a=report:{this.pk}&b=report:{other.pk}"' in source_of(answer)
    assert re.search(r"淮安市洪泽区教育局\s+新收 7 件", text_of(answer))
