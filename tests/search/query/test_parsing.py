"""The reader's language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import parse, text_of
from search.query.parsing import EVERYTHING, MOST_CHARACTERS, MOST_PARTS
from search.query.tree import And, Condition, Field, Filter, Node, Not, Or, Text, leaves

A, B, C = Text("甲"), Text("乙"), Text("丙")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("甲", A),
        ("甲 乙", And((A, B))),
        ("甲　乙", And((A, B))),
        ("甲 AND 乙", And((A, B))),
        ('"甲 乙"', Text("甲 乙", exact=True)),
        ("“甲 乙”", Text("甲 乙", exact=True)),
        ("「甲乙」", Text("甲乙", exact=True)),
        ("甲 -乙", And((A, Not(B)))),
        ("甲 －乙", And((A, Not(B)))),
        ('-"甲 乙"', Not(Text("甲 乙", exact=True))),
        ("甲 OR 乙", Or((A, B))),
        ("甲 | 乙", Or((A, B))),
        ("甲 乙 OR 丙", Or((And((A, B)), C))),
        ("甲 (乙 OR 丙)", And((A, Or((B, C))))),
        ("甲（乙 OR 丙）", And((A, Or((B, C))))),
        ("-(甲 乙)", Not(And((A, B)))),
        ("标题:甲", Text("甲", field=Field.TITLE)),
        ("title:甲", Text("甲", field=Field.TITLE)),
        ("标题：“甲 乙”", Text("甲 乙", exact=True, field=Field.TITLE)),
        ("机关:(甲 OR 乙)", Or((Text("甲", field=Field.AGENCY), Text("乙", field=Field.AGENCY)))),
        ("章节:五", Filter(Field.SECTION, "五")),
        ("年份:2021..2024", Filter(Field.YEAR, "2021..2024")),
        ("-地区:通州", Not(Filter(Field.DISTRICT, "通州"))),
        ("核对:不平", Filter(Field.FINDING, "不平")),
        ("不予公开>50", Condition("不予公开", ">", "50")),
        ("requests.received.total>=100", Condition("requests.received.total", ">=", "100")),
        ("公开率<0.3", Condition("公开率", "<", "0.3")),
        ("公开率 ≤ ３０％", Condition("公开率", "<=", "30%")),
        ("甲:乙", And((A, B))),
        ("国办函〔2020〕109号", Text("国办函〔2020〕109号")),
        ("2023-2024", Text("2023-2024")),
    ],
)
def test_what_is_typed_is_understood(query: str, tree: Node) -> None:
    assert parse(query).node == tree
    assert parse(query).notices == ()


@pytest.mark.parametrize("query", ["", "  ", '"', "“", "((((", "))))", "()", '""', "|", "-()", "甲"[:0]])
def test_nothing_meaningful_is_everything(query: str) -> None:
    assert parse(query).node == EVERYTHING


@pytest.mark.parametrize("query", ["(甲", "甲)", ")甲(", '"甲', "甲 ||", "OR" * 0 + "甲 |", "((甲))"])
def test_what_is_not_closed_is_closed(query: str) -> None:
    assert set(leaves(parse(query).node)) <= {A, Text("甲", exact=True)}
    assert list(leaves(parse(query).node))


def test_a_long_query_is_cut_and_says_so() -> None:
    parsed = parse("甲" * 10_000)
    assert parsed.node == Text("甲" * MOST_CHARACTERS)
    assert parsed.notices == ("查询太长，只用了前 1000 个字。",)


def test_five_hundred_alternatives_are_cut_and_say_so() -> None:
    parsed = parse("|".join("甲乙丙丁"[at % 4] for at in range(500)))
    assert len(list(leaves(parsed.node))) <= MOST_PARTS
    assert parsed.notices == ("查询的词太多，只用了前 60 个。",)


def test_deep_brackets_are_left_out_and_say_so() -> None:
    parsed = parse("(" * 200 + "甲" + ")" * 200)
    assert "括号层数太多，里层的括号没有采用。" in parsed.notices


def test_a_field_without_value_is_text_or_said() -> None:
    assert parse("年份: ").node == Text("年份:")
    assert parse("标题: | 甲").notices == ("“标题:”后面没有内容，没有采用。",)


pieces = st.sampled_from(
    [*'()"-|:<>=% \x00\n', "OR ", "标题:", "年份:", "公开率", "甲", "乙", "2021", "..", "😀", "“", "）", ">", "0.3"]
)


@given(st.lists(pieces, max_size=40).map("".join) | st.text(max_size=200))
@example("-" * 500)
@example("a:" * 200)
def test_anything_typed_gives_a_tree(query: str) -> None:
    parsed = parse(query)
    assert all(isinstance(notice, str) for notice in parsed.notices)
    text_of(parsed.node)


@given(
    st.lists(
        st.sampled_from(
            ["甲", "乙", '"甲 乙"', "-丙", "标题:甲", "年份:2021", "(章节:五 甲)", "公开率<0.3", "(甲 | 乙)", "OR"]
        ),
        max_size=9,
    )
)
def test_the_query_as_understood_is_understood_the_same(parts: list[str]) -> None:
    node = parse(" ".join(parts)).node
    assert parse(text_of(node)).node == node
