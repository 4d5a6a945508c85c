"""Text that looks alike is made alike, for matching and for print."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.traditional import SIMPLIFIED, TRADITIONAL
from ingest.parse.normalise import fold, fold_in_place, squeeze, tidy


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("２０２３年（１）", "2023年(1)"),
        ("⽇期：⼆⼗⽇", "日期:二十日"),
        ("⻅⻚⻓⺠", "见页长民"),
        ("政府信息公開工作年度報告", "政府信息公开工作年度报告"),
        ("㈠①⑴…", "(一)1(1)..."),
        ("a\u3000b\u00a0c\u2009d", "a b c d"),
        ("信\u200b息\ufeff公\u200d开\u00ad", "信息公开"),
        ("一\t二\n三", "一\t二\n三"),
        ("“三安全一稳定”、《条例》。", "“三安全一稳定”、《条例》。"),
    ],
    ids=[
        "full-width",
        "radicals",
        "radicals supplement",
        "traditional",
        "enclosed",
        "spaces",
        "no width",
        "tabs",
        "kept",
    ],
)
def test_fold_makes_characters_that_look_alike_one(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize("printed", ["412①", "412¹", "412 ¹", "412¹²", "412⒈", "412.①", "¹412", "⒈412", "3½", "①", "²"])
def test_a_footnote_mark_never_becomes_a_digit_of_the_number_beside_it(printed: str) -> None:
    assert fold(printed) == fold_in_place(printed) == printed


def test_a_footnote_mark_stays_beside_a_full_width_number() -> None:
    assert fold("４１２①") == "412①"


@pytest.mark.parametrize(("printed", "folded"), [("①受理", "1受理"), ("⒈受理3件", "1.受理3件"), ("412⑴", "412(1)")])
def test_ordinals_in_front_of_words_and_marks_with_brackets_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_squeeze_leaves_no_white_space() -> None:
    assert squeeze("商业\n企业 \u3000 ２ 0\t2 3") == "商业企业2023"


def test_fold_in_place_keeps_every_position() -> None:
    assert fold_in_place("（㈠）\u200b２０") == "(㈠) 20"


def test_tidy_keeps_punctuation_and_traditional_characters_as_printed() -> None:
    assert tidy("２０２３年⼯作報告（公開）：①") == "2023年工作報告（公開）：①"


def test_county_names_with_characters_that_look_traditional_stay() -> None:
    assert fold("乾县於潜镇") == "乾县於潜镇"


def test_traditional_characters_stand_once_and_beside_their_simplified_form() -> None:
    assert len(TRADITIONAL) == len(set(TRADITIONAL)) == len(SIMPLIFIED)
    assert not set(TRADITIONAL) & set(SIMPLIFIED)


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_folding_in_place_keeps_the_length(text: str) -> None:
    assert len(fold_in_place(text)) == len(text)


@settings(deadline=None)
@given(st.text())
def test_squeezed_text_is_folded_text_without_its_spaces(text: str) -> None:
    assert squeeze(text) == "".join(fold(text).split())
