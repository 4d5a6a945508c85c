"""The years of a chart, and where two of them must not be compared."""

from __future__ import annotations

import pytest

from archive.forms import FORMS
from archive.forms.rows import RECEIVED, TOTAL
from portal.pages.trends_years import Year, breaks, form_of

RECEIVED_TOTAL = f"{RECEIVED.code}.{TOTAL.code}"


def years(*numbers: int) -> list[Year]:
    return [Year(number, 1, {}, {}) for number in numbers]


@pytest.mark.parametrize(
    ("year", "form"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")]
)
def test_every_year_since_2019_has_its_form(year: int, form: str | None) -> None:
    assert form_of(year) is (FORMS[form] if form else None)


def test_years_of_one_form_have_no_break() -> None:
    assert breaks(years(2021, 2022, 2023), [RECEIVED_TOTAL]) == ()


def test_a_new_form_is_a_break() -> None:
    (found,) = breaks(years(2020, 2021), [RECEIVED_TOTAL])
    assert (found.before, found.label) == ("2021", "格式改变")
    assert found.reason == (
        "2021 年度起用2021年格式（国办公开办函〔2021〕30号），此前用2019年格式（试行）。"
        "这张图所用的各项，两种格式相同。"
    )


def test_what_only_one_form_prints_is_named() -> None:
    codes = ["requests.other.all.total", "requests.other.unpaid.total", RECEIVED_TOTAL]
    (found,) = breaks(years(2020, 2021), codes)
    assert found.reason.endswith("只有新格式有：“收费通知要求缴纳费用”。只有旧格式有：“其他处理”。")


def test_missing_years_are_a_break() -> None:
    (found,) = breaks(years(2021, 2024), [RECEIVED_TOTAL])
    assert (found.before, found.label, found.reason) == ("2024", "缺年度", "没有 2022、2023 年度的数字。")


def test_a_total_is_of_what_is_known() -> None:
    year = Year(2021, 2, {"a": 3, "b": None}, {})
    assert (year.total(["a", "b"]), year.total(["b"])) == (3, None)
