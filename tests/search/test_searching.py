"""What a reader gets: hits with snippets, counts, the query as understood, help."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from archive.models import Counts, Report
from archive.publishing import publish, withdraw
from archive.reading import SectionReading
from ingest.tokens import write_tokens
from search import building
from search.correcting import corrections
from search.engines.base import Facet, Part
from search.searching import ORDERS, Ask, count, explain, find
from search.snippets import places, snippet
from search.suggesting import suggest
from search.synonyms import widen
from tests.archive.readings import reading, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


def found(query: str, **options: Any) -> set[int]:
    return {each.report.pk for each in find(Ask(query, stop=None, **options)).found}


# -- numbers, facets, sections --

RECEIVED = "requests.received.total"
LAW, SECRET, CLOSED = (
    "requests.withheld.law_forbids.total",
    "requests.withheld.state_secret.total",
    "requests.closed.total",
)


def test_conditions_on_numbers_join_the_words() -> None:
    few = public("培训", year=2021, numbers={LAW: 3, CLOSED: 10})
    many = public("培训", year=2022, numbers={LAW: 60, CLOSED: 100})
    building.build()
    assert found("培训 不予公开>50") == {many.pk}
    assert found("培训 -不予公开>50") == {few.pk}
    assert found("不予公开占比<=30%") == {few.pk}
    assert found("requests.closed.total>=10 年份:2021") == {few.pk}


def test_a_section_narrows_the_words_beside_it() -> None:
    report = public("人手充足", problems="人手不足", year=2021)
    public("人手不足", problems="没有问题", year=2022)
    building.build()
    assert found("章节:五 人手不足") == found("章节:存在的主要问题 人手不足") == {report.pk}


def test_outcomes_count_reports_and_sum_requests_as_the_database_does() -> None:
    randomly = random.Random(1)
    for year in range(2008, 2024):
        public(
            year=year,
            numbers={
                LAW: randomly.randrange(3),
                SECRET: randomly.randrange(4),
                "requests.disclosed.total": randomly.randrange(9),
            },
        )
    building.build()
    for first in range(2008, 2024, 3):
        results = find(Ask(f"年份:{first}..{first + 5}"))
        rows = Counts.objects.filter(year__gte=first, year__lte=first + 5)
        values = {value.value: (value.reports, value.requests) for value in results.facets[Facet.OUTCOME]}
        secret = [row.requests_withheld_state_secret_total for row in rows]  # type: ignore[attr-defined]
        withheld = [number + row.requests_withheld_law_forbids_total for number, row in zip(secret, rows, strict=True)]  # type: ignore[attr-defined]
        assert values["withheld.state_secret"] == (sum(map(bool, secret)), sum(secret))
        assert values["withheld"] == (sum(map(bool, withheld)), sum(withheld))
        years = Counter(rows.values_list("year", flat=True))
        assert {value.value: value.reports for value in results.facets[Facet.YEAR]} == {
            str(year): n for year, n in years.items()
        }


def test_values_without_a_report_are_listed_with_none() -> None:
    public()
    building.build()
    kinds = {value.value: value.reports for value in find(Ask()).facets[Facet.KIND]}
    assert kinds["department"] == 1
    assert kinds["zone"] == 0


def test_findings_are_a_facet_and_dismissed_ones_are_not() -> None:
    report = public(numbers={"requests.received.total": 5})
    building.build()
    assert found("核对:不平") == {report.pk}
    finding = report.published.findings.filter(rule__startswith="sum.")  # type: ignore[union-attr]
    assert finding.exists()


# -- what is shown --


def test_the_snippet_is_the_original_with_its_hits_marked() -> None:
    public("一二三。" * 50 + "開展政府信息\n公开培訓。")
    building.build()
    (hit,) = find(Ask("政府信息公开培训")).found
    assert hit.snippet is not None
    assert [piece.text for piece in hit.snippet.pieces if piece.marked] == ["政府信息 公开", "培訓"]
    assert hit.snippet.heading == "总体情况"


def test_the_snippet_shows_the_readers_own_word_rather_than_synonyms() -> None:
    public("不公开。" + "一二三。" * 50 + "拒绝公开。" + "一二三。" * 50 + "不予公开。")
    building.build()
    (hit,) = find(Ask("不予公开")).found
    assert hit.snippet is not None
    assert [piece.text for piece in hit.snippet.pieces if piece.marked] == ["不予公开"]


def test_places_lead_back_to_the_original() -> None:
    text = "２０２３年，政府信息\n公開（１）"
    assert [text[start:end] for start, end, _ in places(text, ["2023", "信息公开"])] == ["２０２３", "信息\n公開"]
    assert places(text, []) == []


@pytest.mark.parametrize("query", ["网站", ""])
def test_a_snippet_tells_where_the_line_of_its_first_hit_begins(query: str) -> None:
    text = "\n一。\n二，网站。" if query else "\n二，网站。"
    public(text)
    building.build()
    (hit,) = find(Ask(query)).found
    assert hit.snippet is not None
    assert text[hit.snippet.line :] == "二，网站。"


def test_private_data_is_masked_in_what_is_shown_while_its_source_is_held_back() -> None:
    public("联系张三13812345678谢谢", agency="联系13812345678财政局")
    building.build()
    (hit,) = find(Ask("联系张三13812345678")).found
    assert hit.snippet is not None
    shown = "".join(piece.text for piece in hit.snippet.pieces)
    assert shown == "联系张三***********谢谢"
    assert "138" not in hit.title


def test_reports_stand_in_the_order_of_the_requests_they_received() -> None:
    few, none, many = (
        public(year=year, numbers={RECEIVED: number}) for year, number in ((2021, 3), (2022, None), (2023, 40))
    )
    building.build()
    assert [each.report.pk for each in find(Ask(order=ORDERS["requests"])).found] == [many.pk, few.pk, none.pk]


def test_no_sections_no_snippet() -> None:
    assert snippet([], ["公开"]) is None


def test_why_this_result_adds_up() -> None:
    report = public("培训很多")
    building.build()
    (hit,) = find(Ask("培训")).found
    weights = explain(Ask("培训"), report.pk)
    assert sum(weight.score for weight in weights) == pytest.approx(hit.score)
    assert weights[0].word == "培训"
    assert weights[0].part is Part.TEXT


# -- help for the reader --


def test_synonyms_widen_and_say_so_and_can_be_left_out() -> None:
    report, other = public("拒绝公开的情况", year=2021), public("不予公开的情况", year=2022)
    building.build()
    results = find(Ask("不予公开"))
    assert {each.report.pk for each in results.found} == {report.pk, other.pk}
    assert "拒绝公开" in results.synonyms["不予公开"]
    assert found("不予公开", exactly=True) == {other.pk}


@pytest.mark.parametrize(
    ("word", "other", "holds"),
    [("发改委", "发改局", True), ("败诉", "结果纠正", True), ("结果纠正", "败诉", False), ("政府", "人民政府", False)],
)
def test_synonyms_are_those_of_the_list(word: str, other: str, *, holds: bool) -> None:
    assert (other in widen(word)) is holds


def test_a_word_of_the_same_sound_is_offered() -> None:
    for year in range(2018, 2023):
        public("推进政务公开工作", year=year)
    building.build()
    offered = corrections(Ask("政物公开"))
    assert offered[0].ask.query == "政务公开"
    assert offered[0].reports == 5


def test_the_name_of_a_number_is_offered_as_a_condition() -> None:
    """Readers type what the table calls it; the table is not among the words."""
    public("培训", year=2021, numbers={LAW: 3, CLOSED: 10})
    building.build()
    offered = corrections(Ask("培训 不予公开"))
    assert [(each.ask.query, each.sentence, each.reports) for each in offered] == [
        ("培训 不予公开>0", "按表里的数找：“培训 不予公开>0”", 1)
    ]
    assert corrections(Ask("培训 部分公开")) == ()


def test_conditions_that_leave_nothing_are_offered_without() -> None:
    public("培训", year=2021)
    building.build()
    offered = corrections(Ask("培训 年份:1999"))
    assert [(each.ask.query, each.reports) for each in offered] == [("培训", 1)]
    chosen = corrections(Ask("培训", chosen={Facet.KIND: frozenset({"zone"})}))
    assert [each.sentence for each in chosen] == ["去掉筛选“开发区、园区管委会”"]


def test_a_word_is_put_right_without_the_choices_where_nothing_else_helps() -> None:
    for year in range(2018, 2023):
        public("推进政务公开工作", year=year)
    building.build()
    offered = corrections(Ask("政物公开", chosen={Facet.KIND: frozenset({"zone"})}))
    assert [(each.sentence, each.reports, each.ask.chosen) for each in offered] == [
        ("您要找的是不是“政务公开”？（不加筛选）", 5, {})
    ]


def test_one_facet_of_several_is_offered_to_be_dropped_and_all() -> None:
    public("培训", year=2021)
    building.build()
    chosen = {Facet.YEAR: frozenset({"2021"}), Facet.KIND: frozenset({"zone"})}
    offered = corrections(Ask("培训", chosen=chosen))
    assert [(each.sentence, each.reports, set(each.ask.chosen)) for each in offered] == [
        ("去掉筛选“开发区、园区管委会”", 1, {Facet.YEAR}),
        ("去掉全部筛选", 1, set()),
    ]


@pytest.mark.parametrize("typed", ["洪泽", "财政", "huaian", "hasq", "has"])
def test_agencies_are_suggested_by_characters_pinyin_and_initials(typed: str) -> None:
    public()
    building.build()
    expected = not typed.startswith("hasq")
    assert any(each.text == "淮安市洪泽区财政局" for each in suggest(typed)) is expected


def test_frequent_words_and_titles_are_suggested() -> None:
    for year in range(2018, 2023):
        public("推进政务公开工作", year=year)
    building.build()
    assert "政务公开" in {each.text for each in suggest("政务") if each.kind == "phrase"}
    assert [each.text for each in suggest("洪泽区财政局2022") if each.kind == "title"] == [
        "淮安市洪泽区财政局2022年政府信息公开工作年度报告"
    ]


def test_nothing_of_a_withdrawn_report_is_suggested_or_shown() -> None:
    report = public("独有词汇甲乙丙", agency="淮安市洪泽区教育局")
    building.build()
    withdraw(report, actor=None, reason="试")
    assert suggest("教育局") == suggest("jiaoyuju") == ()
    assert count(Ask("独有词汇甲乙丙")) == 0
    assert find(Ask("教育局")).found == ()


# -- the command --


def ran(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_prints_for_a_person() -> None:
    with pytest.raises(CommandError, match="还没有索引"):
        ran("培训")
    public("开展培训")
    building.build()
    told = ran("培训", "--why")
    assert "找到 1 份年报" in told
    assert "淮安市洪泽区财政局2024年政府信息公开工作年度报告" in told
    assert "培训 × 1（text）" in told
    assert "类型  政府部门 1" in told


def test_reports_that_are_not_public_are_nowhere() -> None:
    report = public("独有")
    building.build()
    Report.objects.filter(pk=report.pk).update(published=None)
    results = find(Ask("独有"))
    assert (results.found, results.total) == ((), 0)
    assert all(value.reports == 0 for values in results.facets.values() for value in values)


def test_private_data_in_a_heading_is_masked_too() -> None:
    told = replace(reading(), sections=(SectionReading(1, "一、张三13812345678", "谢谢"),))
    report, revision, _ = stored(told)
    write_tokens(report.pk)
    publish(report, revision, actor=None, reason="试")
    building.build()
    (hit,) = find(Ask("谢谢")).found
    assert hit.snippet is not None
    assert hit.snippet.heading == "一、张三***********"
