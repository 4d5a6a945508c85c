"""Dates, years and periods, in Arabic and Chinese numerals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parse.dates import Periods, find_dates, find_periods, first_date, words_beside_date


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2026年1月14日", date(2026, 1, 14)),
        ("2023 年 1 月 6 日", date(2023, 1, 6)),
        ("2 0 2 3 年1月6日", date(2023, 1, 6)),
        ("２０２３年１月６日", date(2023, 1, 6)),
        ("二○一○年四月十日", date(2010, 4, 10)),
        ("二〇二三年十二月三十一日", date(2023, 12, 31)),
        ("二〇二三年元月十六日", date(2023, 1, 16)),
        ("2023年元月16日", date(2023, 1, 16)),
        ("二零二四年一月二十日", date(2024, 1, 20)),
        ("二O二四年十月十一号", date(2024, 10, 11)),
        ("2019-01-10 16:13", date(2019, 1, 10)),
        ("2019-01-1016:13", date(2019, 1, 10)),
        ("2019-01-10T16:13:00", date(2019, 1, 10)),
        ("2019/1/10", date(2019, 1, 10)),
        ("2018.01.25", date(2018, 1, 25)),
    ],
)
def test_a_date_is_read_however_it_is_printed(printed: str, value: date) -> None:
    assert first_date(printed) == value


@pytest.mark.parametrize(
    "printed",
    [
        "202511日",
        "20250112",
        "2023年2月30日",
        "2023年13月1日",
        "2024年1月",
        "1.2.2018.1.2",
        "12023年1月1日",
        "第2019-1号",
        "",
    ],
)
def test_what_is_no_date_of_the_calendar_is_none(printed: str) -> None:
    assert first_date(printed) is None


def test_the_words_beside_a_date_are_told() -> None:
    found = words_beside_date("  甲县财政局　　二○一○年四月十日")
    assert found is not None
    assert (found[0].value, found[1]) == (date(2010, 4, 10), "甲县财政局")


def test_a_date_alone_has_no_words_beside_it() -> None:
    found = words_beside_date("（2026年1月23日 09:30）")
    assert found is not None
    assert found[1] == ""


def test_two_dates_are_no_date_line() -> None:
    assert words_beside_date("2023年1月1日至2023年12月31日") is None


@pytest.mark.parametrize(
    "printed",
    [
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
        "本报告所列数据的统计期限,自2022年1月1日起至\n\n12月31日止。",
        "统计期限自 2022 年 1 月 1 日至 2022 年 12 月 31 日",
        "统计时限为2022年1月1日到12月31日",
        "统计数据期限为2022年1月—12月",
        "统计期限自2022年元月1日至2022年12月31日",
        "所列数据自2022年1月1日起截至本年12月31日",
        "统计期限自２０２２年１月１日起至２０２２年１２月３１日止",
    ],
)
def test_the_stated_period_is_found_in_every_wording(printed: str) -> None:
    assert find_periods(printed).stated == {2022}


def test_a_period_that_is_only_mentioned_is_told_apart() -> None:
    assert find_periods("2013年1月1日至12月31日期间未收到申请") == Periods(frozenset(), frozenset({2013}))


def test_a_period_over_two_years_has_both() -> None:
    assert find_periods("统计期限自2022年1月1日至2023年12月31日").stated == {2022, 2023}


def test_a_period_whose_dates_were_lost_is_none() -> None:
    assert find_periods("统计数据期限为2025111231日，自2017年11日至2017年1231日") == Periods(frozenset(), frozenset())


@settings(deadline=None)
@given(st.text(alphabet="0123456789〇○零一二三四五六七八九十年月日至自起-./: \n统计期限", max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    list(find_dates(text))
    find_periods(text)
    words_beside_date(text)
