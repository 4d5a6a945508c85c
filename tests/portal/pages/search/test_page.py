"""What a reader finds, how it is shown, and what he is told when nothing is found or something goes wrong."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from lxml import html

from archive.models import Report
from archive.publishing import publish, withdraw
from portal.paragraphs import anchor, paragraphs
from search import building
from search.searching import PAGE
from tests.archive.readings import reading, stored
from tests.portal.desk.pages import source_of, text_of
from tests.portal.weights import BUDGET, weigh
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)

RECEIVED = "requests.received.total"
HOSTILE = "<script>alert(1)</script>"
MOST_QUERIES = 8
# Each thing to try instead is looked for.
MOST_QUERIES_FOR_NOTHING = 20


def page_of(client: Client, **parameters: Any) -> Any:
    return html.fromstring(client.get("/search/", parameters).content.decode())


def titles(page: Any) -> list[str]:
    return [one.text_content() for one in page.cssselect(".hits h3")]


def links(page: Any) -> dict[str, str]:
    return {" ".join(link.text_content().split()): link.get("href") for link in page.cssselect("main a")}


# -- hits --


def test_a_hit_tells_what_it_is_and_where_the_words_stand(client: Client) -> None:
    public("开展业务培训。", numbers={RECEIVED: 1284})
    building.build()
    page = page_of(client, q="培训")
    (hit,) = page.cssselect(".hits li")
    assert hit.cssselect("h3")[0].text_content() == "淮安市洪泽区财政局2024年政府信息公开工作年度报告"
    about = hit.cssselect(".about")[0].text_content()
    assert about == "淮安市洪泽区财政局江苏省淮安市洪泽区2024 年度本年新收申请 1,284 件"
    assert hit.cssselect(".snippet")[0].text_content() == "总体情况开展业务培训。"
    assert [mark.text for mark in hit.cssselect("mark")] == ["培训"]


def test_a_hit_leads_to_the_report_and_to_the_very_paragraph(client: Client) -> None:
    text = "第一段。\n\n第二段，业务培训。"
    report = public(text)
    building.build()
    hit = page_of(client, q="业务培训").cssselect(".hits li")[0]
    address, place = (hit.cssselect(f"{where} a")[0].get("href") for where in ("h3", ".snippet"))
    assert address.startswith(f"/reports/{report.pk}/")
    assert address.endswith(f"?q={quote('业务培训')}")
    assert place == f"{address}#{anchor(1, paragraphs(text)[1][0])}"


def test_the_paragraph_that_a_hit_leads_to_is_on_the_reports_page(client: Client) -> None:
    public("第一段。\n第二段，业务培训。")
    building.build()
    place = page_of(client, q="业务培训").cssselect(".snippet a")[0].get("href")
    report = html.fromstring(client.get(place).content.decode())
    paragraph = report.get_element_by_id(place.partition("#")[2])
    assert paragraph.text_content().startswith("第二段，")
    assert "业务培训" in paragraph.text_content()


def test_hits_in_a_title_are_marked_too(client: Client) -> None:
    public()
    building.build()
    marks = page_of(client, q="财政局").cssselect("h3 mark, .about mark")
    assert [mark.text for mark in marks] == ["财政局", "财政局"]


def test_what_is_not_published_is_not_found(client: Client) -> None:
    stored(reading(text="独有词汇甲乙丙"))
    gone = public("独有词汇甲乙丙", year=2023)
    public("别的", year=2022)
    building.build()
    withdraw(gone, actor=None, reason="试")
    answer = client.get("/search/", {"q": "独有词汇甲乙丙"})
    assert "没有这样的年报" in text_of(answer)
    assert source_of(answer).count("财政局") == 0


def test_another_revision_is_shown_as_soon_as_it_is_public(client: Client) -> None:
    report = public("旧的说法")
    building.build()
    _, revision, _ = stored(reading(text="新的说法"))
    publish(Report.objects.get(pk=report.pk), revision, actor=None, reason="试")
    assert (
        "旧的说法"
        not in source_of(client.get("/search/", {"q": "旧的说法"})).partition("<main")[2].partition("hits")[2]
    )


# -- the order, the pages --


def test_reports_can_be_sorted(client: Client) -> None:
    for year, requests in ((2021, 5), (2022, 40), (2023, 7)):
        public("培训", year=year, numbers={RECEIVED: requests})
    building.build()
    page = page_of(client, q="培训")
    assert [link.text for link in page.cssselect(".orders a")] == ["最新", "最早", "申请最多"]
    years = {
        name: [title[9:13] for title in titles(page_of(client, q="培训", order=name))]
        for name in ("newest", "oldest", "requests")
    }
    assert years == {
        "newest": ["2023", "2022", "2021"],
        "oldest": ["2021", "2022", "2023"],
        "requests": ["2022", "2023", "2021"],
    }


def test_without_words_the_newest_come_first_and_nothing_is_more_relevant(client: Client) -> None:
    for year in (2021, 2023, 2022):
        public(year=year)
    building.build()
    page = page_of(client)
    assert [title[9:13] for title in titles(page)] == ["2023", "2022", "2021"]
    assert "最相关" not in page.cssselect(".orders")[0].text_content()
    assert page.cssselect("h1")[0].text_content() == "3 份年报"


def test_pages_lead_on_and_back(client: Client) -> None:
    for year in range(2003, 2003 + PAGE + 2):
        public("培训", year=year)
    building.build()
    first = page_of(client, q="培训", order="oldest")
    assert len(titles(first)) == PAGE
    after = first.cssselect("a[rel=next]")[0].get("href")
    assert QueryDict(after.lstrip("?")).dict() == {"q": "培训", "order": "oldest", "page": "2"}
    second = html.fromstring(client.get(f"/search/{after}").content.decode())
    assert len(titles(second)) == 2
    assert second.cssselect("ol.hits")[0].get("start") == str(PAGE + 1)
    beyond = text_of(client.get("/search/", {"q": "培训", "page": "9"}))
    assert "这一页没有年报了" in beyond


# -- what the reader is told --


def test_synonyms_are_told_and_can_be_left_out(client: Client) -> None:
    public("拒绝公开的情况", year=2021)
    public("不予公开的情况", year=2022)
    building.build()
    page = page_of(client, q="不予公开")
    assert "“不予公开”也找了" in page.cssselect(".synonyms")[0].text_content()
    exactly = links(page)["只找原词"]
    assert len(titles(html.fromstring(client.get(f"/search/{exactly}").content.decode()))) == 1


def test_a_query_that_makes_no_sense_gets_a_kind_sentence_and_the_nearest_result(client: Client) -> None:
    public("培训")
    building.build()
    page = page_of(client, q="培训 year:2024 没有这个率>5", page="-1", order="sideways")
    told = " ".join(notice.text_content() for notice in page.cssselect(".notice"))
    assert "没有叫“没有这个率”的数据项或比率" in told
    assert "“-1”不在" in told
    assert "没有“sideways”这种排序" in told
    assert "实际检索的是：培训 年份:2024 没有这个率>5" in told


@pytest.mark.parametrize(
    "query", ["\x00", "字" * 10_000, " OR ".join("甲" * 500), "😀", '"', "((((", "-", ":", "年份:"]
)
def test_whatever_is_typed_gets_a_page(client: Client, query: str) -> None:
    public()
    building.build()
    assert client.get("/search/", {"q": query}).status_code == 200


def test_nothing_found_offers_what_would_find_something(client: Client) -> None:
    public("培训", year=2021)
    building.build()
    page = page_of(client, q="培训", year="2021", kind="zone,township")
    offers = [" ".join(offer.text_content().split()) for offer in page.cssselect(".offers li")]
    assert offers == ["去掉筛选“乡镇政府、开发区、园区管委会” 1 份", "去掉全部筛选 1 份"]
    found = page_of(client, **QueryDict(page.cssselect(".offers a")[0].get("href").lstrip("?")).dict())
    assert len(titles(found)) == 1


def test_a_word_that_sounds_alike_is_offered(client: Client) -> None:
    for year in range(2018, 2023):
        public("推进政务公开工作", year=year)
    building.build()
    assert "您要找的是不是“政务公开”？ 5 份" in text_of(client.get("/search/", {"q": "政物公开"}))


def test_an_empty_archive_says_so(client: Client) -> None:
    building.build()
    assert "还没有发布的年报" in text_of(client.get("/search/"))


def test_before_the_first_build_the_reader_is_told_to_come_back(client: Client) -> None:
    answer = client.get("/search/", {"q": "培训"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "检索索引正在建立" in text_of(answer)
    assert 'value="培训"' in source_of(answer)


def test_a_failing_engine_leaves_the_reader_his_question(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(ask: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("portal.pages.search.find", failing)
    answer = client.get("/search/", {"q": "培训", "year": "2021"})
    assert answer.status_code == 503
    page = source_of(answer)
    assert "这次没有检索成" in page
    assert 'value="培训"' in page
    assert "disk" not in page


# -- the same question elsewhere --


def test_the_same_question_leads_to_feed_data_charts_and_json(client: Client) -> None:
    public("培训")
    building.build()
    found = links(page_of(client, q="培训", year="2024", district="32", within="top", order="newest"))
    same = {"q": "培训", "year": "2024", "district": "32", "order": "newest"}
    for label, path in {
        "把这些下载为数据": "/datasets/",
        "看趋势": "/trends/",
        "订阅新年报（Atom）": "/search/atom/",
        "程序接口（JSON）": "/api/v1/search/",
    }.items():
        address, _, asked = found[label].partition("?")
        assert (address, QueryDict(asked).dict()) == (path, same)
        assert client.get(found[label]).status_code == 200


def test_the_box_keeps_what_narrows_the_search(client: Client) -> None:
    public("培训")
    building.build()
    page = page_of(client, q="培训", year=["2024", "2023"], order="newest", page="1", exact="1")
    kept = {field.get("name"): field.get("value") for field in page.cssselect("form.finder input")}
    assert kept == {"q": "培训", "year": "2023,2024", "order": "newest"}


# -- for machines: search engines, hostile reports, budgets --


def test_only_the_bare_page_is_for_search_engines(client: Client) -> None:
    building.build()
    assert page_of(client).cssselect("meta[name=robots]") == []
    deep = page_of(client, q="培训", year=["2024", "2023"], page="2")
    assert deep.cssselect("meta[name=robots]")[0].get("content") == "noindex, follow"
    canonical = deep.cssselect("link[rel=canonical]")[0].get("href")
    assert canonical.endswith(f"/search/?q={quote('培训')}&year=2023,2024&page=2")


def test_nothing_from_a_report_or_a_reader_becomes_markup(client: Client) -> None:
    public(f"前{HOSTILE}后", agency=f"淮安市{HOSTILE}财政局", problems=HOSTILE)
    building.build()
    for query in (HOSTILE, "前", "财政局", f'"{HOSTILE}"', f"{HOSTILE}>5", f"年份:{HOSTILE}"):
        answer = client.get("/search/", {"q": query, "year": HOSTILE, "district": HOSTILE, "order": HOSTILE})
        assert HOSTILE not in answer.content.decode()
        assert HOSTILE not in client.get("/search/", {"q": query}).content.decode()


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for year in range(2010, 2020):
        public("培训", year=year)
    building.build()
    client.get("/search/", {"q": "培训"})
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get("/search/", {"q": "培训 本年新收>=0", "district": "32", "year": "2012,2013"})
    with django_assert_max_num_queries(MOST_QUERIES_FOR_NOTHING):
        client.get("/search/", {"q": "没有这样的词", "district": "32", "year": "2012,2013"})


def test_the_page_is_light(client: Client) -> None:
    for year in range(2003, 2003 + PAGE):
        public("培训" * 200, year=year)
    building.build()
    assert weigh(client, "/search/?q=培训").total < BUDGET / 2


def test_reading_results_sets_no_cookie(client: Client) -> None:
    building.build()
    assert not client.get("/search/").cookies
