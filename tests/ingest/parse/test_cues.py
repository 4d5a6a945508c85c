"""Cues to a place in a file: names of divisions in running text, and what surrounds it."""

from __future__ import annotations

import pytest

from archive.divisions import table
from archive.locators import Locator
from ingest.document import Document, Paragraph
from ingest.parse.cues import Cues, cues_of, mentioned, mentions, occurrences, start_of_divisions


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("新郑市政务公开", "新郑市", True),
        ("阳新县政务公开", "新县", False),
        ("信阳市新县政务公开", "新县", True),
        ("，新县政务公开", "新县", True),
        ("创新县域治理", "新县", False),
        ("，和县直部门", "和县", False),
        ("马鞍山市和县", "和县", True),
        ("", "新郑市", False),
    ],
)
def test_a_mention_is_no_part_of_another_word(words: str, name: str, told: bool) -> None:
    assert mentions(words, table().official[name][0]) is told


@pytest.mark.parametrize(
    ("words", "in_front"),
    [
        ("由江苏省淮安市", "江苏省淮安市"),
        ("由恩施州巴东县", "恩施州巴东县"),
        ("由新疆维吾尔自治区博尔塔拉蒙古自治州", "新疆维吾尔自治区博尔塔拉蒙古自治州"),
        ("全市", ""),
        ("本区", ""),
        ("", ""),
    ],
)
def test_the_divisions_up_to_a_place_in_the_text_are_found(words: str, in_front: str) -> None:
    assert words[start_of_divisions(words, len(words)) :] == in_front


def test_divisions_are_counted_where_their_name_is_their_own() -> None:
    assert mentioned("淮安市洪泽区、淮安市和朝阳区、全市各县") == {"3208": 2, "320813": 1}


def test_no_words_occur_nowhere() -> None:
    assert list(occurrences("新郑市", "")) == []


def test_line_breaks_and_old_characters_do_not_hide_a_name() -> None:
    assert Cues(text="開平\n市沙塘　鎮").report.endswith("开平市沙塘镇")


@pytest.mark.parametrize(
    ("text", "government"),
    [
        ("在市政府的指导下", "市政府"),
        ("区委、区政府", "区政府"),
        ("全市政府信息公开、县政府", "县政府"),
        ("市政府和县政府", ""),
        ("全市政府信息公开", ""),
    ],
)
def test_the_government_above_counts_where_only_one_level_is_spoken_of(text: str, government: str) -> None:
    assert Cues(text=text).government_above == government


def test_a_document_gives_its_text_and_what_stands_around_it() -> None:
    document = Document(
        "html",
        (Paragraph("正文一", Locator(block=1)), Paragraph("正文二", Locator(block=2))),
        {"url": "https://www.pingtan.gov.cn/a", "author": "平潭综合实验区管委会", "source": "", "title": "年报"},
        (Paragraph("来源：平潭县人民政府", Locator(block=3)),),
    )
    assert cues_of(document, "落款") == Cues(
        text="正文一\n正文二",
        signature="落款",
        surroundings=("来源：平潭县人民政府", "平潭综合实验区管委会"),
        address="https://www.pingtan.gov.cn/a",
    )
