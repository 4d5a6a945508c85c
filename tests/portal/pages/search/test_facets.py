"""What narrows a search: every value an address, every count that of the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from lxml import html

from archive.models import Counts
from search import building
from search.query.measures import outcome_labels
from tests.archive.readings import certain
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)

LAW, SECRET = "requests.withheld.law_forbids.total", "requests.withheld.state_secret.total"


def page_of(client: Client, address: str = "") -> Any:
    return html.fromstring(client.get(f"/search/{address}").content.decode())


def panel(page: Any, label: str) -> Any:
    return next(one for one in page.cssselect(".panel") if one.cssselect("h3")[0].text_content() == label)


def values(one: Any) -> dict[str, list[str]]:
    """Label → what is counted."""
    return {
        choice.cssselect(".name")[0].text_content().replace("去掉 ", ""): [
            count.text for count in choice.xpath("./a/span[@class='count'] | ./span[@class='count']")
        ]
        for choice in one.cssselect(".choice")
    }


def address(one: Any, label: str, way: str = "a:first-child") -> str:
    """Of the link of a value; facets stay in view on a phone, which is no part of the question."""
    choice = next(each for each in one.cssselect(".choice") if label in each.cssselect(".name")[0].text_content())
    found: str = choice.cssselect(way)[0].get("href")
    assert found.endswith("#filters")
    return found.removesuffix("#filters")


def asked(address: str) -> dict[str, str]:
    return QueryDict(address.lstrip("?")).dict()


def chips(page: Any) -> dict[str, str]:
    return {
        " ".join(chip.text_content().split()).removeprefix("去掉 ").removesuffix(" ×"): chip.get("href")
        for chip in page.cssselect(".chips a")
    }


def test_several_values_of_a_facet_are_chosen_one_by_one_and_dropped_one_by_one(client: Client) -> None:
    for year in (2021, 2022, 2023):
        public(year=year)
    building.build()
    one = address(panel(page_of(client), "年份"), "2022")
    assert asked(one) == {"year": "2022"}
    two = address(panel(page_of(client, one), "年份"), "2021")
    assert asked(two) == {"year": "2021,2022"}
    page = page_of(client, two)
    assert values(panel(page, "年份")) == {"2023": ["1"], "2022": ["1"], "2021": ["1"]}
    assert asked(address(panel(page, "年份"), "2021")) == {"year": "2022"}
    assert chips(page) == {"年份：2021": "?year=2022", "年份：2022": "?year=2021", "全部去掉": "/search/"}


def test_another_choice_begins_at_the_first_page_and_keeps_query_and_order(client: Client) -> None:
    for year in range(2003, 2026):
        public("培训", year=year)
    building.build()
    page = page_of(client, "?q=培训&order=oldest&page=2")
    assert asked(address(panel(page, "年份"), "2021")) == {"q": "培训", "year": "2021", "order": "oldest"}


def test_outcomes_tell_reports_and_requests_as_the_database_has_them(client: Client) -> None:
    for year, law, secret in ((2021, 3, 0), (2022, 0, 1200), (2023, 4, 5)):
        public(year=year, numbers={LAW: law, SECRET: secret})
    building.build()
    told = values(panel(page_of(client), "办理结果"))
    rows = Counts.objects.all()
    sums = [
        sum(row.requests_withheld_law_forbids_total + row.requests_withheld_state_secret_total for row in rows),  # type: ignore[attr-defined]
        sum(row.requests_withheld_state_secret_total for row in rows),  # type: ignore[attr-defined]
    ]
    assert told["不予公开"] == ["3", f"{sums[0]:,}"] == ["3", "1,212"]
    assert told["属于国家秘密"] == ["2", f"{sums[1]:,}"] == ["2", "1,205"]
    assert told["无法提供"] == ["0", "0"]
    assert next(iter(told)) == next(iter(outcome_labels().values()))


def test_what_has_no_report_is_told_but_leads_nowhere(client: Client) -> None:
    public()
    building.build()
    kinds = panel(page_of(client), "机关类型")
    assert values(kinds)["开发区、园区管委会"] == ["0"]
    none = [choice for choice in kinds.cssselect(".choice.none") if "开发区" in choice.text_content()]
    assert none[0].cssselect("a") == []


def test_long_lists_are_folded_but_for_what_is_chosen(client: Client) -> None:
    for year in range(2008, 2024):
        public(year=year)
    building.build()
    years = panel(page_of(client, "?year=2008"), "年份")
    open_ones = [choice.cssselect(".name")[0].text_content() for choice in years.xpath("./ul/li")]
    assert open_ones == [*map(str, range(2023, 2015, -1)), "去掉 2008"]
    assert years.cssselect(".more summary")[0].text_content() == "另外 7 项"
    assert years.get("data-find") == "在年份里找"


# -- divisions --


@pytest.fixture
def places() -> None:
    for code, agency in {
        "320813": "淮安市洪泽区财政局",
        "320812": "淮安市清江浦区财政局",
        "320102": "南京市玄武区财政局",
        "110112": "北京市通州区财政局",
    }.items():
        public(agency=agency, division=certain(code))
    building.build()


@pytest.mark.usefixtures("places")
def test_divisions_lead_down_to_the_county_and_back_up(client: Client) -> None:
    country = panel(page_of(client), "地区")
    assert values(country) == {"北京市": ["1"], "江苏省": ["3"]}
    province = address(country, "江苏省")
    assert asked(province) == {"district": "32"}
    cities = panel(page_of(client, province), "地区")
    assert values(cities) == {"全江苏省": ["3"], "南京市": ["1"], "淮安市": ["2"]}
    counties = panel(page_of(client, address(cities, "淮安市")), "地区")
    assert values(counties) == {"全淮安市": ["2"], "清江浦区": ["1"], "洪泽区": ["1"]}
    county = page_of(client, address(counties, "洪泽区"))
    assert list(chips(county)) == ["地区：江苏省淮安市洪泽区"]
    path = panel(county, "地区").cssselect(".path")[0]
    assert path.text_content().split() == ["全国", "›", "江苏省", "›", "淮安市", "›", "洪泽区"]


@pytest.mark.usefixtures("places")
def test_on_the_way_up_what_was_chosen_stays_and_a_neighbour_can_be_added(client: Client) -> None:
    county = panel(page_of(client, "?district=320813"), "地区")
    up = county.cssselect(".path a")[1].get("href").removesuffix("#filters")
    assert asked(up) == {"district": "320813", "within": "32"}
    added = address(panel(page_of(client, up), "地区"), "南京市")
    assert asked(added) == {"district": "3201,320813", "within": "32"}
    assert page_of(client, added).cssselect("h1")[0].text_content() == "2 份年报"


@pytest.mark.usefixtures("places")
def test_a_division_takes_the_place_of_its_parts_and_they_of_it(client: Client) -> None:
    within = panel(page_of(client, "?district=320813&within=32"), "地区")
    assert asked(address(within, "全江苏省")) == {"district": "32"}
    assert asked(address(panel(page_of(client, "?district=32"), "地区"), "淮安市")) == {"district": "3208"}


@pytest.mark.usefixtures("places")
def test_a_division_can_be_opened_without_being_chosen(client: Client) -> None:
    opened = address(panel(page_of(client), "地区"), "江苏省", ".opens")
    assert asked(opened) == {"within": "32"}
    page = page_of(client, opened)
    assert page.cssselect("h1")[0].text_content() == "4 份年报"
    assert list(values(panel(page, "地区"))) == ["全江苏省", "南京市", "淮安市"]


@pytest.mark.usefixtures("places")
def test_a_chip_drops_its_division_and_what_was_open(client: Client) -> None:
    assert chips(page_of(client, "?district=3208&year=2024"))["地区：江苏省淮安市"] == "?year=2024"
