"""Sections by their headings: numbered in any way, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.forms import NEWEST
from archive.locators import Locator
from ingest.document import Document, Paragraph, Table, TableCell
from ingest.parse.sections import SectionText, split_sections
from tests.ingest.parse.documents import SECTIONS, paragraphs, text

HEADINGS = tuple(section.heading for section in NEWEST.sections)


def numbers(sections: tuple[SectionText, ...]) -> list[int]:
    return [section.number for section in sections]


def with_headings(*headings: str) -> Document:
    """A report whose sections each say one word."""
    return text(*(line for heading in headings for line in (heading, "正文。")))


def test_a_plain_report_has_its_six_sections() -> None:
    sections = split_sections(text(*SECTIONS))
    assert [(section.number, section.heading) for section in sections] == list(enumerate(SECTIONS[::2], 1))
    assert [section.text for section in sections] == list(SECTIONS[1::2])


@pytest.mark.parametrize(
    "ordinals",
    [
        ("一、", "二、", "三、", "四、", "五、", "六、"),
        ("1、 ", "2、 ", "三、", "四、", "五、", "六、"),
        ("1.", "2.", "3.", "4.", "5.", "6."),
        ("（一）", "（二）", "（三）", "（四）", "（五）", "（六）"),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        ("第一部分 ", "第二部分　", "第三部分：", "第四部分", "第五部分 ", "第六部分、"),
        ("一.", "二．", "三 、", "四，", "五:", "六 "),
        ("⼀、", "⼆、", "三、", "四、", "五、", "六、"),
        ("", "", "", "", "", ""),
        ("一、", "", "", "四、", "五、", "六、"),
        ("[bookmark: _Toc1]一、", "[bookmark: _GoBack]", "## 三、", "**四、", "  五、", "\t六、"),
        ("一、", "二、", "三、", "三、", "四、", "五、"),
    ],
    ids=[
        "usual",
        "mixed",
        "arabic",
        "brackets",
        "arabic in brackets",
        "parts",
        "stops",
        "radicals",
        "none",
        "some",
        "marks",
        "misnumbered",
    ],
)
def test_the_statutory_number_is_found_under_any_ordinal(ordinals: tuple[str, ...]) -> None:
    sections = split_sections(with_headings(*map("".join, zip(ordinals, HEADINGS, strict=True))))
    assert numbers(sections) == [1, 2, 3, 4, 5, 6]
    assert [section.text for section in sections] == ["正文。"] * 6


def test_longer_and_misprinted_headings_are_known() -> None:
    headings = (
        "一、政府信息公开工作总体情况",
        "二、行政机关主动公开政府信息的情况",
        "三、收到和处理政府信息公开申情况",
        "三、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、工作中存在的主要问题及下一步改进措施",
        "五、其它需要报告的事项",
    )
    sections = split_sections(with_headings(*headings))
    assert [(section.number, section.heading) for section in sections] == list(enumerate(headings, 1))


@pytest.mark.parametrize(
    ("printed", "heading"),
    [
        ("1、 总 体 情 况", "1、总体情况"),
        ("[bookmark: _Toc1]一、总体情况。", "一、总体情况"),
        ("第一部分　总体情况", "第一部分 总体情况"),
        ("一、总体情况........3", "一、总体情况"),
    ],
)
def test_the_heading_is_as_printed_but_for_spaces_and_marks(printed: str, heading: str) -> None:
    assert split_sections(with_headings(printed, *SECTIONS[2::2]))[0].heading == heading


def test_a_sentence_may_follow_its_heading_on_the_same_line() -> None:
    lines = (
        "一、总体情况。2023年，我局公开3条。",
        "二、主动公开政府信息情况：见下表",
        "三、收到和处理政府信息公开申请情况 2023年我局共收到申请3件。",
        *SECTIONS[6:],
    )
    sections = split_sections(text(*lines))
    assert [section.heading for section in sections[:3]] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
    ]
    assert [section.text for section in sections[:3]] == [
        "2023年，我局公开3条。",
        "见下表",
        "2023年我局共收到申请3件。",
    ]


def test_the_rest_of_a_line_keeps_its_place_in_the_source() -> None:
    line = Paragraph("一、总体情况。公开3条。", Locator(line=7, start=100, end=112))
    document = Document("text", (line, *paragraphs(SECTIONS[2:])))
    (rest,) = split_sections(document)[0].paragraphs
    assert (rest.text, rest.locator) == ("公开3条。", Locator(line=7, start=107, end=112))


def test_a_heading_broken_over_two_lines_is_whole_again() -> None:
    sections = split_sections(
        text(*SECTIONS[:6], "四、因政府信息公开工作被申请行政复议、提起", "行政诉讼情况", "无。", *SECTIONS[8:])
    )
    assert (sections[3].heading, sections[3].text) == ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "无。")


def test_a_report_in_one_paragraph_is_split_all_the_same() -> None:
    words = "".join(SECTIONS).replace("三、", " 三、")
    assert numbers(split_sections(text(words))) == [1, 2, 3, 4, 5, 6]
    assert [section.text.strip() for section in split_sections(text(words))] == list(SECTIONS[1::2])


def test_rows_of_the_form_are_no_sections_though_numbered_like_them() -> None:
    rows = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "0",
    ]
    assert numbers(split_sections(text(*SECTIONS[:5], *rows, *SECTIONS[6:]))) == [1, 2, 3, 4, 5, 6]


def test_subheadings_are_no_sections() -> None:
    inside = (
        "（一）主动公开政府信息情况。公开3条。",
        "（二）依申请公开情况",
        "1.强化组织领导",
        "2.规范依申请公开",
        "一是健全机制。",
    )
    assert numbers(split_sections(text(SECTIONS[0], *inside, *SECTIONS[1:]))) == [1, 2, 3, 4, 5, 6]


def test_numbered_subheadings_inside_sections_without_numbers_are_no_sections() -> None:
    bare = [*HEADINGS]
    lines = (bare[0], "一、主动公开情况", "二、依申请公开情况", *bare[1:5], "一、问题", "二、措施", bare[5], "无。")
    sections = split_sections(text(*lines))
    assert [section.heading for section in sections] == bare


def test_a_list_of_contents_is_passed_over() -> None:
    contents = [f"{heading}………{page}" for page, heading in enumerate(SECTIONS[::2], 1)]
    sections = split_sections(text("目录", *contents, *SECTIONS))
    assert numbers(sections) == [0, 1, 2, 3, 4, 5, 6]
    assert [section.text for section in sections[1:]] == list(SECTIONS[1::2])


def test_sections_listed_in_a_sentence_are_passed_over() -> None:
    listed = "本报告包括：" + "；".join(SECTIONS[::2]) + "。"
    sections = split_sections(text(listed, *SECTIONS))
    assert [section.text for section in sections] == [listed, *SECTIONS[1::2]]


def test_a_section_that_an_agency_added_keeps_its_printed_number() -> None:
    headings = [
        "一、总体情况",
        *SECTIONS[2:8:2],
        "五、创新性做法",
        "六、存在的主要问题及改进情况",
        "七、其他需要报告的事项",
    ]
    sections = split_sections(with_headings(*headings))
    assert [(section.number, section.heading[0]) for section in sections] == list(
        zip([1, 2, 3, 4, 5, 5, 6], "一二三四五六七", strict=True)
    )


def test_sections_in_another_order_are_found_where_they_are() -> None:
    headings = (*SECTIONS[:6:2], "四、存在的主要问题及改进情况", "五、政府信息公开行政复议、行政诉讼情况", SECTIONS[10])
    assert numbers(split_sections(with_headings(*headings))) == [1, 2, 3, 5, 4, 6]


CHAPTERS = (
    "一、概述",
    "二、主动公开政府信息情况",
    "三、政府信息依申请公开办理情况",
    "四、政府信息公开的收费及减免情况",
    "五、因政府信息公开申请行政复议和提起行政诉讼的情况",
    "六、政府信息公开工作存在的主要问题及改进措施",
    "七、需要说明的事项",
)


def test_chapters_of_earlier_reports_have_their_printed_numbers() -> None:
    sections = split_sections(with_headings(*CHAPTERS))
    assert [(section.number, section.heading) for section in sections] == list(enumerate(CHAPTERS, 1))


def test_an_annex_that_counts_from_one_adds_no_chapters() -> None:
    annex = [f"{number}、{word}数" for number, word in zip("一二三四五六七八九", "甲乙丙丁戊己庚辛壬", strict=True)]
    assert numbers(split_sections(text(*(line for heading in CHAPTERS for line in (heading, "正文。")), *annex))) == [
        1,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_what_stands_before_the_first_heading_is_section_zero() -> None:
    sections = split_sections(
        text("甲县2023年政府信息公开工作年度报告", "根据《条例》编制本报告。", *SECTIONS), body_start=1
    )
    assert (sections[0].number, sections[0].heading, sections[0].text) == (0, "", "根据《条例》编制本报告。")


def test_a_title_alone_makes_no_section_zero() -> None:
    assert numbers(split_sections(text("甲县2023年政府信息公开工作年度报告", "", *SECTIONS), body_start=1)) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]


def test_a_report_without_headings_is_one_section_zero() -> None:
    (section,) = split_sections(text("公开171条。", "未收取信息处理费。"))
    assert (section.number, section.text) == (0, "公开171条。\n未收取信息处理费。")


def test_tables_belong_to_a_section_but_not_to_its_text() -> None:
    cell = TableCell("规章", 0, 0, 1, 1, Locator(table=1))
    lines = paragraphs(SECTIONS)
    document = Document("html", (*lines[:4], Table(((cell,),), Locator(table=1)), *lines[4:]))
    section = split_sections(document)[1]
    assert (section.start, section.stop, section.text) == (2, 5, "见下表。")


def test_lines_of_tables_are_left_out_of_the_text() -> None:
    document = text(*SECTIONS[:4], "规章\t0\t0\t0", *SECTIONS[4:])
    assert split_sections(document, {4})[1].text == "见下表。"


def test_traditional_headings_are_known() -> None:
    headings = (
        "一、總體情況",
        "二、主動公開政府信息情況",
        "三、收到和處理政府信息公開申請情況",
        "四、政府信息公開行政複議、行政訴訟情況",
    )
    assert numbers(split_sections(with_headings(*headings))) == [1, 2, 3, 4]


PIECES = st.sampled_from(
    (*SECTIONS, *CHAPTERS, "一、", "（二）", "三、本年度办理结果", "0", "[bookmark: x]", "", "\x00", " ")
)


@settings(deadline=None)
@given(st.lists(PIECES | st.text(max_size=20)), st.booleans())
def test_no_lines_make_it_raise_and_no_block_is_lost(lines: list[str], joined: bool) -> None:
    document = text("".join(lines)) if joined else text(*lines)
    sections = split_sections(document)
    assert all(section.start <= section.stop <= len(document.blocks) for section in sections)
    assert [section.start for section in sections] == sorted(section.start for section in sections)
