"""Whose report, of which year, published and signed when: what is certain, and what is told as a guess."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.locators import Locator
from ingest.document import Document, Table, TableCell
from ingest.parse.identity import find_identity
from tests.ingest.parse.documents import SECTIONS, page, text

TITLE = "甲县水利局2023年政府信息公开工作年度报告"
PERIOD = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"


def test_everything_printed_in_its_place_needs_no_warning() -> None:
    identity = find_identity(text(TITLE, PERIOD, *SECTIONS, "甲县水利局", "2024年1月5日"))
    assert (identity.title, identity.printed_agency, identity.year) == (TITLE, "甲县水利局", 2023)
    assert (identity.agency_source, identity.year_source) == ("title", "title")
    assert (identity.published, identity.signed, identity.signed_as) == (
        date(2024, 1, 5),
        date(2024, 1, 5),
        "甲县水利局",
    )
    assert identity.warnings == ()


def test_the_report_begins_after_the_title() -> None:
    assert find_identity(text("", "甲县水利局2023年", "", "政府信息公开工作年度报告", *SECTIONS)).body_start == 4


def test_a_text_without_anything_of_a_report_says_so() -> None:
    identity = find_identity(text("通知", "请各单位按时参加会议。"))
    assert (identity.title, identity.printed_agency, identity.year) == ("", "", None)
    assert identity.warnings == ("没有读到题名", "没有读到机关名称", "没有读到报告年份")


class TestHeadline:
    def test_the_headline_of_a_page_goes_before_the_title_in_its_body(self) -> None:
        identity = find_identity(
            page("甲县水利局2023年", "政府信息公开工作年度报告", title="甲县水利局2023年度政府信息公开年报")
        )
        assert identity.title == "甲县水利局2023年度政府信息公开年报"

    def test_a_headline_without_agency_goes_behind_a_title_that_has_it(self) -> None:
        identity = find_identity(page(TITLE, *SECTIONS, title="2023年政府信息公开工作年度报告"))
        assert identity.title == TITLE

    def test_a_headline_among_the_lines_around_the_report_counts_too(self) -> None:
        identity = find_identity(page(*SECTIONS, around=("首页>年报", TITLE, "来源：甲县人民政府")))
        assert identity.title == TITLE

    def test_headline_and_title_of_different_years_are_told_and_the_period_decides(self) -> None:
        identity = find_identity(page(TITLE, PERIOD, *SECTIONS, title="甲县水利局2022年政府信息公开工作年度报告"))
        assert identity.year == 2023
        assert identity.warnings == ("网页标题与正文题名的年份不一致：标题为2022年，题名为2023年",)

    def test_the_title_among_the_properties_of_a_file_is_not_believed(self) -> None:
        document = Document("pdf", text(*SECTIONS).blocks, {"title": "乙县水利局2019年政府信息公开工作年度报告"})
        assert find_identity(document).title == ""


class TestYear:
    def test_without_a_year_in_the_title_it_is_taken_from_the_period(self) -> None:
        identity = find_identity(text("甲县水利局政府信息公开工作年度报告", PERIOD, *SECTIONS))
        assert (identity.year, identity.year_source) == (2023, "period")
        assert identity.warnings == ("题名中没有年份，年份取自统计期限：2023年",)

    def test_the_period_may_break_over_lines_and_stand_last(self) -> None:
        lines = (
            "甲县水利局政府信息公开工作年度报告",
            *SECTIONS,
            "统计期限自2023 年 1 月 1 日起至",
            "",
            "12 月 31 日止。",
        )
        assert find_identity(text(*lines)).year == 2023

    def test_without_a_period_the_first_words_of_the_first_section_tell_it(self) -> None:
        identity = find_identity(text("甲县水利局政府信息公开工作年度报告", *SECTIONS))
        assert (identity.year, identity.year_source) == (2023, "opening")
        assert identity.warnings == ("题名中没有年份，年份取自第一章首句：2023年",)

    def test_no_other_year_is_taken(self) -> None:
        lines = (
            "首页 > 2022年年报",
            "甲县水利局政府信息公开工作年度报告",
            "统计数据期限为2025111231日，见http://a.gov.cn/2019/t2018.htm，2021年公开3条。",
            "一、总体情况",
            "我局认真贯彻《条例》。",
            "甲县水利局",
            "2024年1月5日",
        )
        identity = find_identity(text(*lines))
        assert (identity.year, identity.year_source) == (None, "")
        assert identity.warnings == ("没有读到报告年份",)

    def test_two_stated_periods_decide_nothing(self) -> None:
        identity = find_identity(
            text("甲县水利局政府信息公开工作年度报告", PERIOD, PERIOD.replace("2023", "2022"), *SECTIONS)
        )
        assert identity.year is None

    def test_a_title_that_the_period_contradicts_is_kept_with_a_warning(self) -> None:
        identity = find_identity(text("甲县水利局2022年政府信息公开工作年度报告", PERIOD, *SECTIONS))
        assert (identity.year, identity.year_source) == (2022, "title")
        assert identity.warnings == ("题名年份与统计期限不一致：题名为2022年，统计期限为2023年",)

    def test_a_range_of_years_in_the_title_leaves_it_to_the_period(self) -> None:
        identity = find_identity(text("甲县水利局2022-2023年政府信息公开工作年度报告", PERIOD, *SECTIONS))
        assert identity.year == 2023
        assert identity.warnings == ("题名中有几个年份（2022、2023），年份取自统计期限：2023年",)

    def test_a_report_published_before_its_year_was_over_is_doubted(self) -> None:
        identity = find_identity(page(TITLE, *SECTIONS, published="2023-01-10 09:00"))
        assert identity.year == 2023
        assert identity.warnings == ("公布日期早于报告年度结束：报告年份为2023年，公布于2023-01-10",)


class TestAgency:
    BARE = "2023年政府信息公开工作年度报告"

    def told(self, document: Document) -> tuple[str, str, tuple[str, ...]]:
        identity = find_identity(document)
        return identity.printed_agency, identity.agency_source, identity.warnings

    def test_the_signature_names_it(self) -> None:
        assert self.told(text(self.BARE, *SECTIONS, "甲县水利局（盖章）", "", "2024年1月5日")) == (
            "甲县水利局",
            "signature",
            ("题名中没有机关名称，机关名称取自落款：甲县水利局",),
        )

    def test_the_line_below_the_title_names_it(self) -> None:
        assert self.told(text(self.BARE, "甲县水利局", *SECTIONS)) == (
            "甲县水利局",
            "byline",
            ("题名中没有机关名称，机关名称取自题名下的署名：甲县水利局",),
        )

    @pytest.mark.parametrize(
        "sentence",
        [
            "本报告由甲县水利局根据《中华人民共和国政府信息公开条例》编制。",
            "根据《中华人民共和国政府信息公开条例》要求，甲县水利局特此编制2023年度报告。",
            "根据《条例》等文件规定，由甲县水利局编制本报告。",
            "根据《条例》，现公布甲县水利局2023年政府信息公开工作年度报告。",
            "根据《条例》要求，编制《甲县水利局2023年度政府信息公开年报》。",
            "按照有关工作安排，特向社会公布甲县水利局2023年政府信息公开情况。",
        ],
    )
    def test_the_first_sentence_names_it(self, sentence: str) -> None:
        assert self.told(text(self.BARE, sentence, *SECTIONS)) == (
            "甲县水利局",
            "prose",
            ("题名中没有机关名称，机关名称取自正文的说明：甲县水利局",),
        )

    def test_the_source_of_the_page_names_it(self) -> None:
        around = ("信息来源：甲县水利局 发布日期：2024年1月9日 字号：[大 中 小]",)
        assert self.told(page(self.BARE, *SECTIONS, around=around)) == (
            "甲县水利局",
            "source",
            ("题名中没有机关名称，机关名称取自网页的来源：甲县水利局",),
        )

    def test_an_author_who_is_no_body_does_not(self) -> None:
        assert self.told(page(self.BARE, *SECTIONS, author="超级管理员")) == ("", "", ("没有读到机关名称",))

    def test_a_title_quoted_in_the_first_sentence_serves_where_none_is_printed(self) -> None:
        identity = find_identity(text("现公布甲县水利局2023年政府信息公开工作年度报告。", *SECTIONS))
        assert (identity.title, identity.year) == (TITLE, 2023)
        assert "没有读到题名，题名取自正文的说明" in identity.warnings


class TestPublished:
    @pytest.mark.parametrize(
        "line",
        [
            "时间：2024-01-10 16:13",
            "发布时间：2024-01-10 11:19 来源：甲县水利局 浏览次数：202411",
            "日期:2024-01-10来源:甲县水利局",
            "发表日期:2024年01月10日",
            "采集时间：2025-12-30 发布日期：2024/1/10",
            "成文日期：2024-01-05 发布日期：2024-01-10",
        ],
    )
    def test_the_line_around_the_report_tells_it(self, line: str) -> None:
        assert find_identity(page(TITLE, *SECTIONS, around=(line,))).published == date(2024, 1, 10)

    def test_label_and_date_may_stand_in_cells_of_a_table_above(self) -> None:
        cells = tuple(
            TableCell(words, 0, i, 1, 1, Locator(table=1)) for i, words in enumerate(("公开日期", "2024-01-10"))
        )
        report = text(TITLE, *SECTIONS)
        document = Document("html", (Table((cells,), Locator(table=1)), *report.blocks))
        assert find_identity(document).published == date(2024, 1, 10)

    def test_the_page_goes_before_the_signature(self) -> None:
        identity = find_identity(page(TITLE, *SECTIONS, "甲县水利局", "2024年1月5日", around=("时间：2024-01-10",)))
        assert (identity.published, identity.signed) == (date(2024, 1, 10), date(2024, 1, 5))

    def test_a_line_at_the_end_of_the_report_tells_it(self) -> None:
        identity = find_identity(text(TITLE, *SECTIONS * 4, "甲县水利局", "2024年1月5日", "发布时间：2024/1/10"))
        assert (identity.published, identity.signed) == (date(2024, 1, 10), date(2024, 1, 5))

    def test_the_line_at_the_top_goes_before_the_one_at_the_end(self) -> None:
        identity = find_identity(text(TITLE, "发布时间：2024-01-10", *SECTIONS * 4, "发布时间：2024-03-01"))
        assert identity.published == date(2024, 1, 10)

    def test_the_day_a_file_was_made_is_not_the_day_of_publication(self) -> None:
        assert find_identity(text(TITLE, *SECTIONS * 4, "生成时间: 2026/1/3 14:14:06")).published is None

    def test_the_date_of_a_file_is_none_of_the_report(self) -> None:
        document = Document("pdf", text(TITLE, *SECTIONS).blocks, {"published": "2024-01-10"})
        assert find_identity(document).published is None


class TestSignature:
    @pytest.mark.parametrize(
        "lines",
        [
            ("甲县水利局", "2024年1月5日"),
            ("甲县水利局", "", "二〇二四年一月五日"),
            ("　　　　甲县水利局　2024年1月5日",),
            ("2024年1月5日", "甲县水利局"),
            ("甲县水利局", "（2024年1月5日）", "附表：", "主动公开文件数 3"),
            ("本年度未收取信息处理费，" * 9 + "。甲县水利局 2024年1月5日",),
        ],
        ids=["two lines", "blank between", "one line", "name below", "annex after", "run-on"],
    )
    def test_name_and_date_are_found_together(self, lines: tuple[str, ...]) -> None:
        identity = find_identity(text(TITLE, *SECTIONS, *lines))
        assert (identity.signed_as, identity.signed) == ("甲县水利局", date(2024, 1, 5))

    def test_a_name_without_a_date_signs_too(self) -> None:
        identity = find_identity(text(TITLE, *SECTIONS, "甲县水利局"))
        assert (identity.signed_as, identity.signed) == ("甲县水利局", None)

    def test_a_sentence_that_ends_with_a_date_is_no_signature(self) -> None:
        identity = find_identity(text(TITLE, *SECTIONS, "以上数据截至2023年12月31日"))
        assert (identity.signed_as, identity.signed) == ("", None)

    def test_a_date_above_the_title_is_no_signature(self) -> None:
        assert find_identity(text("公开日期", "2024-01-26", TITLE, *SECTIONS)).signed is None


LINES = st.lists(
    st.sampled_from((TITLE, PERIOD, *SECTIONS, "甲县水利局", "2024年1月5日", "来源：", "", "\x00"))
    | st.text(max_size=30)
)


@settings(deadline=None)
@given(LINES)
def test_no_lines_make_it_raise(lines: list[str]) -> None:
    find_identity(text(*lines))
    find_identity(page(*lines, around=tuple(lines[:3]), title="".join(lines[:2])))
