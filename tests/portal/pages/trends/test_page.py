"""The page of trends: any filter of the search as charts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Counts
from archive.publishing import withdraw
from portal.pages import trends_scope
from search import building
from search.asking import ask_of
from tests.archive.readings import AGENCY, reading
from tests.portal.pages.published import published
from tests.search.archived import public

pytestmark = pytest.mark.django_db

RECEIVED = {"requests.received.natural": 8, "requests.received.business": 2, "requests.received.total": 10}
OUTCOMES = {"requests.disclosed.total": 6, "requests.withheld.internal.total": 3, "requests.other.rest.total": 1}
REVIEWS = {"review.upheld": 3, "review.corrected": 1, "review.pending": 5, "review.total": 9}
MOST_QUERIES = 8


def report(year: int = 2024, agency: str = AGENCY, numbers: Mapping[str, int] | None = None) -> None:
    told = {**RECEIVED, **OUTCOMES, **REVIEWS, "requests.closed.total": 10, **(numbers or {})}
    published(like=reading(told, agency=agency, year=year))


def page(client: Client, query: str = "") -> html.HtmlElement:
    answer = client.get(f"/trends/{query}")
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def drawn(found: html.HtmlElement, name: str) -> dict[str, Any]:
    """What the script is given for a chart."""
    (text,) = found.xpath(f"//script[@id='chart-{name}-data']/text()")
    told: dict[str, Any] = json.loads(text)
    return told


def values(found: html.HtmlElement, name: str) -> dict[str, list[int | float]]:
    return {line["name"]: line["values"] for line in drawn(found, name)["lines"]}


def said(found: html.HtmlElement) -> str:
    return " ".join(found.xpath("string(//main)").split())


def test_outcomes_are_added_up_by_year(client: Client) -> None:
    report(2023)
    report(2024)
    report(2024, "淮安市洪泽区水利局")
    found = page(client)
    assert drawn(found, "outcomes")["categories"] == ["2023", "2024"]
    assert drawn(found, "outcomes")["behind"] == [1, 2]
    assert values(found, "outcomes") == {
        "予以公开": [6, 12],
        "部分公开": [0, 0],
        "不予公开": [3, 6],
        "无法提供": [0, 0],
        "不予处理": [0, 0],
        "其他处理": [1, 2],
    }


def test_the_reasons_are_the_rows_of_the_outcome_that_is_asked_for(client: Client) -> None:
    report()
    assert values(page(client), "reasons-withheld")["三类内部事务"] == [3]
    assert list(values(page(client, "?reason=unavailable"), "reasons-unavailable")) == [
        "不掌握",
        "没有现成信息",
        "内容仍不明确",
    ]


def test_an_unknown_reason_is_the_first(client: Client) -> None:
    report()
    assert drawn(page(client, "?reason=nonsense"), "reasons-withheld")["title"] == "“不予公开”的理由"


def test_persons_stand_against_organisations(client: Client) -> None:
    report()
    assert values(page(client), "applicants") == {"自然人": [8], "组织": [2]}


def test_only_concluded_cases_are_corrected_or_not(client: Client) -> None:
    report()
    found = page(client)
    assert values(found, "corrected")["行政复议"] == [25.0]
    assert "2024 年度：行政复议 1 ÷ 4。“尚未审结”的不算在内，有一项没有读出的年报也不算。" in said(found)


def test_agencies_are_spread_by_what_they_received_in_the_last_year(client: Client) -> None:
    report(2023)
    report(2024)
    report(2024, "淮安市洪泽区水利局", {"requests.received.total": 0})
    report(2024, "淮安市洪泽区教育局", {"requests.received.total": 1234, "requests.closed.total": 9})
    found = page(client)
    assert drawn(found, "agencies-requests")["categories"] == ["0", "1–9", "10–49", "50–99", "100–499", "500 以上"]
    assert values(found, "agencies-requests") == {"机关数": [1, 0, 1, 0, 0, 1]}
    # Nine closed requests are too few for a share.
    assert values(found, "agencies-shares") == {"机关数": [0, 0, 0, 2, 0]}


def test_a_share_on_the_edge_belongs_to_the_step_above(client: Client) -> None:
    report(numbers={"requests.disclosed.total": 2})
    report(agency="淮安市洪泽区水利局", numbers={"requests.disclosed.total": 10})
    assert values(page(client), "agencies-shares") == {"机关数": [0, 1, 0, 0, 1]}


# -- what they are of --


def test_filters_are_those_of_the_search(client: Client) -> None:
    report()
    report(agency="淮安市洪泽区黄集街道办事处")
    for query in ("?kind=department", "?year=2024&kind=department", "?district=320813&kind=department,other"):
        assert drawn(page(client, query), "outcomes")["behind"] == [1]
    for query in ("?district=32", "?district=3208", "?district=320813", "?district=320813,3208", "?year=2024"):
        assert drawn(page(client, query), "outcomes")["behind"] == [2]


def test_a_query_narrows_them_too(client: Client) -> None:
    public("推进河长制。", agency="淮安市洪泽区水利局")
    public("推进学区改革。", agency="淮安市洪泽区教育局")
    building.build()
    found = page(client, "?q=河长制")
    assert drawn(found, "outcomes")["behind"] == [1]
    assert found.xpath("//main//input[@name='q']/@value") == ["河长制"]
    assert "检索词：河长制" in said(found)


def test_what_else_was_looked_for_is_said(client: Client) -> None:
    public("依申请公开。")
    building.build()
    found = page(client, "?q=依申请")
    assert any(text.startswith("“依申请”也找了：") for text in found.xpath("//p[@class='trends-notice']/text()"))
    assert not page(client, "?q=依申请&exact=1").xpath("//p[@class='trends-notice']")


def test_reports_that_a_search_finds_are_added_up(client: Client) -> None:
    for year in (2022, 2023):
        public(agency="淮安市洪泽区水利局", year=year)
        public(agency="淮安市洪泽区教育局", year=year)
    building.build()
    found = page(client, "?q=机关")
    assert drawn(found, "outcomes")["behind"] == [2, 2]
    assert sum(values(found, "agencies-requests")["机关数"]) == 2


def test_what_was_chosen_can_be_taken_away(client: Client) -> None:
    report()
    found = page(client, "?kind=department&year=2024&reason=unprocessed")
    links = found.xpath("//ul[@class='trends-chips']//a")
    assert [(link.get("aria-label"), link.get("href")) for link in links] == [
        ("去掉“机关类型：政府部门”", "/trends/?year=2024&reason=unprocessed"),
        ("去掉“年份：2024”", "/trends/?kind=department&reason=unprocessed"),
    ]


def test_the_form_keeps_what_it_has_no_field_for(client: Client) -> None:
    report()
    found = page(client, "?year=2024&kind=department&exact=1")
    hidden = found.xpath("//form[@class='trends-form']//input[@type='hidden']")
    assert [(one.name, one.value) for one in hidden] == [("year", "2024"), ("exact", "1")]
    assert found.xpath("//select[@name='kind']/option[@selected]/@value") == ["department"]


def test_the_divisions_open_along_what_was_chosen(client: Client) -> None:
    report()
    found = page(client, "?district=3208")
    assert found.xpath("//select[@name='district']/option[@selected]/text()") == ["\u3000淮安市"]
    assert "\u3000\u3000洪泽区" in found.xpath("//select[@name='district']/option/text()")


def test_each_chart_has_its_query_in_its_address(client: Client) -> None:
    report()
    found = page(client, "?page=3&order=newest&kind=department")
    links = found.xpath("//figure[@id='chart-outcomes']//a/@href")
    assert links == [
        "/trends/?kind=department#chart-outcomes",
        "/trends/?kind=department&chart=outcomes&format=csv",
    ]


def test_its_data_is_a_file(client: Client) -> None:
    report()
    lines = client.get("/trends/?chart=applicants&format=csv").content.decode().splitlines()
    assert lines[:2] == ["\ufeff年度,年报数,自然人（件）,法人或其他组织（件）", "2024,1,8,2"]


# -- nothing, and not yet --


def test_an_empty_archive_says_so(client: Client) -> None:
    found = page(client)
    assert "没有这样的年报，所以没有图。 档案里还没有已发布的年报。" in said(found)
    assert not found.xpath("//script[contains(@src, 'echarts')]")


def test_a_filter_that_finds_nothing_leads_back_to_everything(client: Client) -> None:
    report()
    found = page(client, "?district=11")
    assert "没有这样的年报" in said(found)
    assert found.xpath("//main//a[text()='看所有年报的趋势']/@href") == ["/trends/"]


def test_reports_without_tables_are_told_apart(client: Client) -> None:
    published(like=reading(year=2018, cells={}))
    assert "找到的 1 份年报都没有统一表格的数字，所以没有图。" in said(page(client))
    report(2024)
    assert "其中 1 份（2018 年度起）没有统一表格的数字，图里没有它们。" in said(page(client))


def test_years_that_make_no_sense_find_nothing(client: Client) -> None:
    report()
    assert "没有这样的年报" in said(page(client, "?year=abc"))


def test_without_an_index_only_queries_wait(client: Client) -> None:
    report()
    answer = client.get("/trends/?q=机关")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "检索索引正在建立" in answer.content.decode()
    assert client.get("/trends/?kind=department").status_code == 200


def test_what_is_withdrawn_is_in_no_chart(client: Client, settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "trends"}}
    report(2023)
    report(2024)
    assert drawn(page(client), "outcomes")["categories"] == ["2023", "2024"]
    withdraw(Counts.objects.get(year=2024).report, actor=None, reason="撤")
    assert drawn(page(client), "outcomes")["categories"] == ["2023"]


def test_a_page_asks_the_database_few_things(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in (2019, 2021, 2024):
        report(year)
    with django_assert_max_num_queries(MOST_QUERIES):
        page(client, "?kind=department")


def test_one_question_has_one_key() -> None:
    """Sums are remembered by it."""
    one, other, third = (_scope(query) for query in ("district=32,33", "district=33,32", "district=32"))
    assert one.key == other.key != third.key


def _scope(query: str) -> trends_scope.Scope:
    return trends_scope.scope_of(ask_of(QueryDict(query))[0])
