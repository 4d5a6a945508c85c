"""The first page: what is inside, where it comes from, what is new and what was corrected."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.divisions import Certainty, DivisionMatch
from archive.forms import explained
from archive.models import Report
from archive.publishing import publish, withdraw
from portal.pages.front import CORRECTED, NEWEST
from tests.archive.filled_forms import row
from tests.archive.readings import certain
from tests.portal.desk.pages import source_of, text_of
from tests.portal.weights import BUDGET, weigh
from tests.search.archived import public

pytestmark = pytest.mark.django_db
XUANWU, TINGHU, CHAOYANG = "320102", "320902", "110105"
JIANGSU = "32"
NOWHERE = DivisionMatch(Certainty.UNKNOWN, "")
# Ten came in and ten were closed: six disclosed, one partly, three withheld.
TEN = (
    row("received", 4, 6, 0, 0, 0, 0, 10)
    | row("disclosed", 2, 4, 0, 0, 0, 0, 6)
    | row("partial", 1, 0, 0, 0, 0, 0, 1)
    | row("withheld.state_secret", 1, 2, 0, 0, 0, 0, 3)
    | row("closed", 4, 6, 0, 0, 0, 0, 10)
)
MOST_QUERIES = 10
MaxQueries = Callable[[int], object]


@pytest.fixture(autouse=True)
def nothing_remembered(settings: LazySettings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def ten(agency: str, county: str = "", year: int = 2024) -> Report:
    return public(agency=agency, year=year, division=certain(county) if county else NOWHERE, numbers=TEN)


def front(client: Client) -> str:
    return text_of(client.get("/"))


def correct(report: Report, reason: str) -> None:
    assert report.latest
    changes = {"requests.received.natural": Correction(5), "requests.received.total": Correction(11)}
    author = User.objects.get_or_create(username="王审核")[0]
    revision = correct_cells(report, changes, actor=author, reason=reason)
    publish(report, revision, actor=author, reason="改正")


# -- what is inside --


def test_it_says_what_this_is(client: Client) -> None:
    assert "政府信息公开年报的阅览室" in front(client)
    assert "不是政府网站" in front(client)


def test_one_box_to_ask_and_it_needs_no_script(client: Client) -> None:
    page = source_of(client.get("/"))
    assert page.count('role="search"') == 1
    assert re.search(r'<form class="finder" role="search" action="/search/"', page)
    assert 'type="search" name="q"' in page


def test_what_is_inside_in_one_sentence(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    ten("盐城市亭湖区财政局", TINGHU)
    ten("盐城市亭湖区财政局", TINGHU, 2021)
    assert "收有 3 份年报，出自 2 个机关，从 2021 到 2024 年度；其中各机关收到的申请 30 件。" in front(client)


def test_one_year_is_said_as_one(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    assert "都是 2024 年度的；其中各机关收到的申请 10 件。" in front(client)


def test_what_is_withdrawn_counts_no_more(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    withdraw(ten("盐城市亭湖区财政局", TINGHU), actor=None, reason="试")
    assert "收有 1 份年报" in front(client)
    assert "亭湖" not in front(client)
    assert "盐城市" not in front(client)


def test_an_empty_archive_says_so_and_who_fills_it(client: Client) -> None:
    page = front(client)
    assert "书架还空着" in page
    assert "工作台" in page
    assert "收有" not in page


# -- where it comes from --


def test_several_provinces_stand_in_the_order_of_the_list(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    ten("北京市朝阳区财政局", CHAOYANG)
    assert "北京市 1 10 70.0% 7/10 江苏省 1 10 70.0% 7/10" in front(client)
    assert f'href="/divisions/{JIANGSU}/"' in source_of(client.get("/"))


def test_one_province_is_shown_by_its_cities(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    ten("盐城市亭湖区财政局", TINGHU)
    ten("盐城市亭湖区财政局", TINGHU, 2023)
    assert "南京市 1 10 70.0% 7/10 盐城市 2 20 70.0% 14/20" in front(client)


def test_what_belongs_to_no_place_comes_last(client: Client) -> None:
    ten("某某局")
    ten("南京市玄武区财政局", XUANWU)
    assert "江苏省 1 10 70.0% 7/10 全国性机关和地区不明的机关 1 10" in front(client)


def test_without_numbers_there_is_no_share(client: Client) -> None:
    public(agency="南京市玄武区财政局", division=certain(XUANWU), cells={})
    assert "南京市 1 — —" in front(client)


def test_a_report_with_an_unread_part_is_left_out_of_the_share(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    lacking = {**TEN, "requests.disclosed.total": None}
    public(agency="南京市玄武区民政局", division=certain(XUANWU), numbers=lacking)
    assert "南京市 2 20 70.0% 7/10" in front(client)


def test_the_share_says_what_it_is_a_share_of(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    assert "公开率 = 予以公开、部分公开 ÷ 办结总数" in front(client)


def test_a_strip_shows_how_requests_ended_each_in_its_colour(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    parts = re.findall(r'<rect class="(outcome-\d)" x="(\d+)" width="(\d+)"', source_of(client.get("/")))
    assert parts == [("outcome-1", "0", "600"), ("outcome-2", "600", "100"), ("outcome-3", "700", "300")]


# -- what is new, what was corrected --


def test_the_latest_reports_lead_to_themselves(client: Client) -> None:
    report = ten("南京市玄武区财政局", XUANWU)
    assert f'<a href="/reports/{report.pk}/南京市玄武区财政局-2024/">' in source_of(client.get("/")).replace(
        "%E5%8D%97%E4%BA%AC%E5%B8%82%E7%8E%84%E6%AD%A6%E5%8C%BA%E8%B4%A2%E6%94%BF%E5%B1%80", "南京市玄武区财政局"
    )


def test_only_so_many_of_them(client: Client) -> None:
    for year in range(2024 - NEWEST, 2025):
        ten("南京市玄武区财政局", XUANWU, year)
    newest = front(client).split("最近发布")[1].split("最近更正")[0]
    assert newest.count("玄武区财政局") == NEWEST
    assert str(2024 - NEWEST) not in newest


def test_what_was_corrected_says_why(client: Client) -> None:
    correct(ten("南京市玄武区财政局", XUANWU), "原件印着十一件")
    corrected = front(client).split("最近更正")[1]
    assert re.search(r"玄武区财政局 2024 第 2 版，[\d-]{10}：原件印着十一件", corrected)


def test_a_correction_that_nobody_published_is_not_told(client: Client) -> None:
    report = ten("南京市玄武区财政局", XUANWU)
    author = User.objects.create(username="王审核")
    correct_cells(report, {"review.upheld": Correction(1)}, actor=author, reason="还没有看完")
    assert "还没有看完" not in front(client)
    assert "还没有更正过的年报" in front(client)


def test_only_so_many_corrections(client: Client) -> None:
    for year in range(2024 - CORRECTED, 2025):
        correct(ten("南京市玄武区财政局", XUANWU, year), f"改了{year}")
    corrected = front(client).split("最近更正")[1]
    assert re.findall(r"改了(\d+)", corrected) == [str(year) for year in range(2024, 2024 - CORRECTED, -1)]


def test_what_a_report_says_of_itself_is_only_text(client: Client) -> None:
    correct(ten("南京市玄武区财政局", XUANWU), "<script>alert(1)</script>")
    page = client.get("/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page


# -- how requests end --


def test_each_outcome_is_explained_counted_and_leads_to_its_reports(client: Client) -> None:
    ten("南京市玄武区财政局", XUANWU)
    page = front(client)
    for sentence in explained.OUTCOMES.values():
        assert sentence in page
    assert "不予公开 3 件" in page
    assert 'href="/search/?outcome=withheld"' in source_of(client.get("/"))


def test_in_an_empty_archive_they_are_explained_all_the_same(client: Client) -> None:
    assert explained.OUTCOMES["withheld"] in front(client)
    assert "0 件" not in front(client)


# -- what it costs --


def test_it_asks_the_database_so_often_and_no_more(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    for year in range(2015, 2025):
        correct(ten("南京市玄武区财政局", XUANWU, year), "改")
        ten("北京市朝阳区财政局", CHAOYANG, year)
    with django_assert_max_num_queries(MOST_QUERIES):  # type: ignore[attr-defined]
        client.get("/")


def test_it_is_light(client: Client) -> None:
    correct(ten("南京市玄武区财政局", XUANWU), "改")
    assert weigh(client, "/").total < BUDGET


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/").status_code == 405
