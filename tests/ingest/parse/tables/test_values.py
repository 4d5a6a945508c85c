"""What a single printed piece says by itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.tables.values import Kind, lex


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        (" 46 ", 46),
        ("\xa00", 0),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("２３", 23),
        ("4166.214619", Decimal("4166.214619")),
        ("2.00", 2),
        ("-3", -3),
        ("+5", 5),
        ("减4", -4),
        ("增加2", 2),
    ],
)
def test_numbers_are_read_in_every_usual_print(printed: str, value: object) -> None:
    assert (lex(printed).kind, lex(printed).value) == (Kind.NUMBER, value)


def test_a_printed_unit_is_kept_beside_the_number() -> None:
    lexeme = lex("75394432.52元")
    assert (lexeme.value, lexeme.unit) == (Decimal("75394432.52"), "元")


@pytest.mark.parametrize("printed", ["/", "-", "—", "——", "－", "无", "／"])
def test_marks_for_nothing_are_blank_and_not_zero(printed: str) -> None:
    assert lex(printed).kind is Kind.BLANK


@pytest.mark.parametrize("printed", ["", "  ", "\xa0\u3000"])
def test_white_space_is_empty(printed: str) -> None:
    assert lex(printed).kind is Kind.EMPTY


@pytest.mark.parametrize(
    "printed",
    ["00", "012", "O", "〇", "零", "1 0", "3\n001", "约5", "5余件", "1/2", "3（2）", "12-15", "？", "1.234.5"],
)
def test_what_might_be_read_in_two_ways_is_doubtful(printed: str) -> None:
    assert lex(printed).kind is Kind.DOUBTFUL


@pytest.mark.parametrize("printed", ["1.", "（2）", "3.其他", "规章", "本", "2018年度", "1.属于国家秘密", "数据1"])
def test_labels_and_ordinals_are_words(printed: str) -> None:
    assert lex(printed).kind is Kind.WORDS


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_number_is_read_as_itself(number: int) -> None:
    assert lex(str(number)).value == number
    assert lex(f"{number:,}").value == number


@given(st.text(max_size=40))
def test_any_text_has_a_meaning(text: str) -> None:
    assert lex(text).kind in Kind
