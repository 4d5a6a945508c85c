"""From the reader's tree to what engines match."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.base import (
    All,
    Among,
    Contains,
    Either,
    Everything,
    Facet,
    HasSection,
    HasValue,
    Part,
    Query,
    Without,
    Years,
)
from search.query import parse
from search.query.compiling import Compiled, compile_query, readings
from search.query.measures import Measure


def numbers(measure: Measure, operator: str, number: Decimal) -> frozenset[int]:
    return frozenset({1})


def compiled(query: str) -> Compiled:
    return compile_query(parse(query).node, numbers=numbers)


def texts(query: Query) -> list[str]:
    match query:
        case Contains(text):
            return [text]
        case All(parts) | Either(parts):
            return [text for part in parts for text in texts(part)]
        case _:
            return []


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("政府信息公开", ["政府信息公开"]),
        ("张家湾镇", ["张家湾镇"]),
        ("宿豫区", ["宿豫区"]),
        ("通州区依申请公开", ["通州区", "依申请公开"]),
        ("不予公开的信息", ["不予公开", "信息"]),
        ("件", ["件"]),
        ("的", ["的"]),
        ("国办函〔2020〕109号", ["国办函〔2020〕109号"]),
        ("1,234", ["1", "234"]),
    ],
)
def test_a_run_is_read_in_the_fewest_pieces(typed: str, pieces: list[str]) -> None:
    assert readings(typed) == pieces


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("國辦函［2020］109號", ["国办函〔2020〕109号"]),
        ("ＡＢＣ", ["abc"]),
        ('"信息 公开"', ["信息公开"]),
        ("信息公开 培训", ["信息公开", "培训"]),
    ],
)
def test_texts_are_looked_for_as_the_index_writes_them(query: str, found: list[str]) -> None:
    assert texts(compiled(query).query) == found


def test_a_phrase_is_one_text() -> None:
    assert compiled('"通州区依申请公开"').query == Contains(
        "通州区依申请公开", ("通州区", "通州", "依申请公开", "依申请", "申请", "申请公开", "公开")
    )


def test_a_part_is_where_the_text_must_stand() -> None:
    assert compiled("标题:培训").query == Contains("培训", ("培训",), Part.TITLE)


def test_a_section_is_where_the_words_beside_it_must_stand() -> None:
    assert compiled("章节:五 培训").query == All((HasSection(5), Contains("培训", ("培训",), None, 5)))
    assert compiled("培训 (章节:问题 收费)").query == All(
        (Contains("培训", ("培训",)), All((HasSection(5), Contains("收费", ("收费",), None, 5))))
    )


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("年份:2021..2024", Years(2021, 2024)),
        ("年份:2024..2021", Years(2021, 2024)),
        ("年份:2021-2024", Years(2021, 2024)),
        ("年份:2021..", Years(2021, 2200)),
        ("年份:..2021", Years(1900, 2021)),
        ("年份:2023年", Years(2023, 2023)),
        ("年份:2021,2023", Either((Years(2021, 2021), Years(2023, 2023)))),
        ("地区:通州", HasValue(Facet.DISTRICT, frozenset({"110112", "320612"}))),
        ("地区:江苏", HasValue(Facet.DISTRICT, frozenset({"32"}))),
        ("地区:320812", HasValue(Facet.DISTRICT, frozenset({"320812"}))),
        ("地区:江苏省淮安市洪泽区", HasValue(Facet.DISTRICT, frozenset({"320813"}))),
        ("类型:街道办事处", HasValue(Facet.KIND, frozenset({"subdistrict"}))),
        ("结果:不予公开", HasValue(Facet.OUTCOME, frozenset({"withheld"}))),
        ("结果:属于国家秘密", HasValue(Facet.OUTCOME, frozenset({"withheld.state_secret"}))),
        ("核对:不平", HasValue(Facet.FINDING, frozenset({"sum"}))),
        ("核对:有", HasValue(Facet.FINDING, frozenset({"sum", "blank", "prose", "years"}))),
        ("不予公开>50", Among(frozenset({1}))),
        ("-年份:2023", Without(Years(2023, 2023))),
    ],
)
def test_names_are_resolved(query: str, tree: Query) -> None:
    assert compiled(query).query == tree
    assert compiled(query).notices == []


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("地区:火星", "没有叫“火星”的地区，已当作文字查找。"),
        ("年份:去年", "没有叫“去年”的年份，已当作文字查找。"),
        ("某某数>5", "没有叫“某某数”的数据项或比率，已当作文字查找。"),
        ("公开率>1.2.3", "“1.2.3”不是可以比较的数，没有采用。"),
        ("\u200b", "“\u200b”里没有可以查找的字，没有采用。"),
    ],
)
def test_what_cannot_be_taken_is_said_kindly(query: str, notice: str) -> None:
    assert compiled(query).notices == [notice]


def test_a_number_that_could_be_several_asks_which() -> None:
    found = compiled("规章>3")
    assert found.query == Everything()
    assert found.notices[0].startswith("“规章”有几种：规章 · 本年制发件数，")


def test_an_alternative_that_says_nothing_lets_nothing_in() -> None:
    assert compiled("培训 OR \u200b").query == Contains("培训", ("培训",))


def test_synonyms_widen_what_is_not_in_quotes() -> None:
    def widen(text: str) -> tuple[str, ...]:
        return ("不公开",) if text == "不予公开" else ()

    wide = compile_query(parse("不予公开").node, widen=widen)
    assert (texts(wide.query), wide.synonyms) == (["不予公开", "不公开"], {"不予公开": ("不公开",)})
    exact = compile_query(parse('"不予公开" -不予公开').node, widen=widen)
    assert exact.synonyms == {}


def test_only_what_is_wanted_is_shown_in_hits() -> None:
    assert list(compiled("培训 -收费 (网站 | 复议)").texts) == ["培训", "网站", "复议"]


@given(st.text(max_size=80))
def test_anything_typed_compiles(query: str) -> None:
    compiled(query)
