"""A title is known by its words; the agency and the year are what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse.title import find_title, read_title, title_lines

BUREAU = "甲县水利局"
PLAIN = "甲县水利局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "printed",
    [
        "甲县水利局2023年政府信息公开工作年度报告",
        "甲县水利局2023年度政府信息公开工作年度报告",
        "2023年甲县水利局政府信息公开工作年度报告",
        "2023年度甲县水利局信息公开工作报告",
        "甲县水利局政府信息公开工作年度报告（2023年）",
        "甲县水利局政府信息公开工作年度报告(2023年度)",
        "甲县水利局政府信息公开2023年度报告",
        "甲县水利局政府信息公开工作2023年年度报告",
        "甲县水利局2023政府信息公开年报",
        "甲县水利局 2 0 2 3 年政府信息公开工作年度报告",
        "甲县水利局\u20092023\u2009年政府信息公开工作年度报告",
        "甲县水利局２０２３年政府信息公开工作年度报告",
        "甲县水利局二〇二三年政府信息公开工作年度报告",
        "甲县水利局二○二三年度政府信息公开年度报告",
        "甲县水利局二零二三年政府信息公开工作年度报告",
        "甲县水利局2023年政务公开工作年度报告",
        "甲县水利局2023年政府信息公开和政务公开工作情况报告",
        "甲县水利局关于2023年度政府信息公开工作情况的报告",
        "关于甲县水利局2023年政府信息公开工作年度报告的公示",
        "关于公布甲县水利局2023年政府信息公开工作年度报告的公告",
        "甲县水利局2023年政府信息公開工作年度報告",
        "甲县水利局2023年政府信息公开⼯作年度报告",
        "附件1：《甲县水利局2023年政府信息公开工作年度报告》",
        "[bookmark: _GoBack]甲县水利局2023年政府信息公开工作年度报告",
        "（图解）甲县水利局2023年政府信息公开工作年度报告",
        "标题: 甲县水利局2023年政府信息公开工作年度报告",
        "# 甲县水利局2023年政府信息公开工作年度报告",
        "甲县水利局2023年政府信息公开工作年度报告_政府信息公开年报_甲县人民政府",
        "甲县水利局2023年政府信息公开工作年度报告-甲县政府网",
        "甲县水利局2023年政府信息公开工作年度报告.docx",
        "甲县水利局2023年政府信息公开工作年度报告及2024年工作计划",
        "2023年政府信息公开工作年度报告（甲县水利局）",
        "2023年政府信息公开工作年度报告——甲县水利局",
        "《示例》附件1：甲县水利局2023年政府信息公开工作年度报告",
    ],
)
def test_agency_and_year_are_read_from_every_kind_of_title(printed: str) -> None:
    title = read_title(printed)
    assert title is not None
    assert (title.agency, title.year) == (BUREAU, 2023)


@pytest.mark.parametrize(
    "printed",
    [
        "附件1：《甲县水利局 2023 年政府信息公开工作年度报告》",
        "甲县水利局2023年政府信息公开工作年度报告_甲县人民政府",
        "[bookmark: _GoBack]甲县水利局２０２３年政府信息公开工作年度报告.pdf",
    ],
)
def test_the_title_is_what_was_printed_without_what_was_put_around_it(printed: str) -> None:
    title = read_title(printed)
    assert title is not None
    assert title.text == PLAIN


@pytest.mark.parametrize(
    ("printed", "agency"),
    [
        ("2008年张义镇人民政府信息公开工作年度报告", "张义镇人民政府"),
        ("甲县政府2023年信息公开工作年度报告", "甲县政府"),
        ("甲市政府信息公开办公室2023年政府信息公开工作年度报告", "甲市政府信息公开办公室"),
        ("国家税务总局甲市乙区税务局2023年政府信息公开工作年度报告", "国家税务总局甲市乙区税务局"),
        ("新疆生产建设兵团第六师101团2023年政府信息公开工作年度报告", "新疆生产建设兵团第六师101团"),
        ("湛江海关关区2023年政府信息公开工作年度报告", "湛江海关"),
        ("123号2023年政府信息公开工作年度报告", ""),
        ("2023年政府信息公开工作年度报告", ""),
        ("我局2023年政府信息公开工作年度报告", ""),
        ("政府信息公开工作年度报告", ""),
    ],
)
def test_the_agency_is_all_of_its_name_or_nothing(printed: str, agency: str) -> None:
    title = read_title(printed)
    assert title is not None
    assert title.agency == agency


def test_a_title_without_a_year_has_none() -> None:
    title = read_title("甲县水利局政府信息公开工作年度报告")
    assert title is not None
    assert title.year is None


def test_of_a_range_of_years_none_is_chosen() -> None:
    title = read_title("甲县水利局2022-2023年政府信息公开工作年度报告")
    assert title is not None
    assert (title.years, title.year) == ((2022, 2023), None)


@pytest.mark.parametrize(
    "printed",
    [
        "首页政务公开政府信息公开政府信息公开年报",
        "当前位置：首页>政府信息公开>政府信息公开年报",
        "中华人民共和国政府信息公开工作年度报告格式",
        "根据《关于做好2023年政府信息公开工作年度报告编制的通知》",
        "现将2023年政府信息公开工作年度报告如下",
        "上一篇：甲县水利局2022年政府信息公开工作年度报告",
        "甲县水利局2023年法治政府建设年度报告",
        "政府信息公开指南",
    ],
)
def test_what_only_speaks_of_reports_is_no_title(printed: str) -> None:
    assert read_title(printed) is None


@pytest.mark.parametrize(
    "lines",
    [
        (BUREAU, "2023年政府信息公开工作年度报告"),
        ("甲县水利局2023年", "", "政府信息公开工作年度报告"),
        ("甲县水利局", "2023年", "政府信息公开工作", "年度报告"),
        ("甲县水利局2023年政府", "信息公开工作年度报告"),
        ("附件2", BUREAU, "2023年政府信息公开工作年度报告"),
        ("政府信息公开年报", "2022年", "索引号：014314799/2022-00002", BUREAU, "2023年政府信息公开工作年度报告"),
        ("甲县水利局 2023 年政府信息公开工作年度报告 本报告所列数据的统计期限自2021年起。" + "一、总体情况" * 20,),
        (
            "当前位置： 首页政务公开政府信息公开年报 甲县水利局2023年政府信息公开工作年度报告 来源：甲县人民政府"
            + "微信 微博 " * 20,
        ),
    ],
    ids=["two", "blank between", "four", "torn word", "annex", "index", "run-on", "breadcrumb"],
)
def test_a_title_is_put_together_from_its_lines(lines: tuple[str, ...]) -> None:
    found = find_title(title_lines(enumerate(lines), 40))
    assert found is not None
    assert (found.title.text, found.title.agency, found.title.year) == (PLAIN, BUREAU, 2023)


@pytest.mark.parametrize(
    ("above", "line", "agency"),
    [
        (["国家税务总局"], "芜湖市镜湖区税务局", "国家税务总局芜湖市镜湖区税务局"),
        (["重庆市大足区人民政府"], "外事办公室", "重庆市大足区人民政府外事办公室"),
        (["上海市浦东新区人民政府"], "陆家嘴街道办事处", "上海市浦东新区人民政府陆家嘴街道办事处"),
        (["北京市海淀区"], "教育委员会", "北京市海淀区教育委员会"),
        (["北京市", "海淀区"], "教育委员会", "北京市海淀区教育委员会"),
        (["北京市"], "海淀区教育委员会", "北京市海淀区教育委员会"),
        (["北京市海淀区教育"], "委员会", "北京市海淀区教育委员会"),
        (["甲县"], "水利局", "甲县水利局"),
        (["新疆生产建设兵团"], "第六师101团", "新疆生产建设兵团第六师101团"),
    ],
)
@pytest.mark.parametrize("separate", [False, True], ids=["one line", "own line"])
def test_a_name_begins_on_the_line_above(above: list[str], line: str, agency: str, separate: bool) -> None:
    rest = "2023年政府信息公开工作年度报告"
    lines = (*above, line, rest) if separate else (*above, line + rest)
    found = find_title(title_lines(enumerate(lines), 40))
    assert found is not None
    assert (found.title.agency, found.title.text) == (agency, agency + rest)


@pytest.mark.parametrize(
    ("above", "agency"),
    [
        ("淮安市人民政府", "洪泽区水利局"),
        ("淮安市人民政府", "市水利局"),
        ("淮安市人民政府", "洪泽区人民政府办公室"),
        ("海淀区", "北京市海淀区教育委员会"),
        ("海淀区", "区教育委员会"),
        ("海淀区教育网", "海淀区教育委员会"),
        ("国家税务总局", "国家税务总局芜湖市税务局"),
        ("淮安市财政局", "淮安市水利局"),
        ("索引号：014314799/2022-00002", "淮安市水利局"),
        ("淮政发〔2023〕1号", "淮安市水利局"),
        ("政务公开专区", "淮安市水利局"),
    ],
)
def test_what_the_site_prints_above_a_title_is_no_part_of_the_name(above: str, agency: str) -> None:
    found = find_title(title_lines(enumerate((above, f"{agency}2023年政府信息公开工作年度报告")), 40))
    assert found is not None
    assert found.title.agency == agency


def test_the_year_may_stand_below_the_title() -> None:
    found = find_title(title_lines(enumerate((BUREAU, "政府信息公开工作年度报告", "（2023年度）")), 40))
    assert found is not None
    assert found.title.text == "甲县水利局政府信息公开工作年度报告（2023年度）"


def test_a_name_below_the_title_is_its_byline() -> None:
    found = find_title(title_lines(enumerate(("2023年政府信息公开工作年度报告", "乙区经开区（滨江）管委会")), 40))
    assert found is not None
    assert (found.title.agency, found.byline) == ("", "乙区经开区（滨江）管委会")


def test_the_report_itself_goes_before_the_notice_about_it() -> None:
    lines = ("关于甲县水利局2023年政府信息公开工作年度报告的公示", PLAIN)
    found = find_title(title_lines(enumerate(lines), 40))
    assert found is not None
    assert found.title.text == PLAIN


WORDS = st.sampled_from(
    "甲 县 水利局 2023 年 度 政府 信息 公开 工作 年度 报告 年报 关于 的 （ ） 《 》 _ — 附件 1".split()
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_no_words_make_it_raise_or_hang(words: str) -> None:
    read_title(words)
    find_title(title_lines(enumerate((words, words[3:])), 40))
