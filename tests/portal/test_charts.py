"""A chart: its table, its words, and what its picture is drawn from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from lxml import html

from archive.counting import outcome_cells
from archive.forms.rows import TOTAL
from portal.chart_files import chart_csv, chart_file, with_data
from portal.charts import Break, Chart, Line, Shape, outcome_hue

CHART = Chart(
    "closed",
    "办结",
    Shape.LINES,
    ("2020", "2021"),
    (Line("甲机关办结的申请", (3, None), "series-1", short="甲"), Line("乙", (Decimal("1.5"), 1200))),
    "件",
    "来源：公开年报。",
    "/trends/?q=x",
    breaks=(Break("2021", "2021 年度起用新格式。", "格式改变"),),
    behind=(12, 30),
    note="只算办结的。",
)


def rendered(chart: Chart) -> html.HtmlElement:
    return html.fromstring(render_to_string("chart.html", {"chart": chart}))


def texts(found: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in found.xpath(path)]


def test_its_table_has_a_line_for_each_category() -> None:
    found = rendered(CHART)
    assert texts(found, "//thead//th") == ["年度", "年报数", "甲机关办结的申请", "乙"]
    assert [texts(row, "*") for row in found.xpath("//tbody/tr")] == [
        ["2020", "12", "3", "1.5"],
        ["2021", "30", "无", "1,200"],
    ]


def test_a_break_is_a_line_in_the_table_and_a_sentence() -> None:
    found = rendered(CHART)
    assert [row.get("class") for row in found.xpath("//tbody/tr")] == [None, "after-gap"]
    assert texts(found, "//p[@class='chart-words']") == ["2021 年度起用新格式。", "只算办结的。"]


def test_categories_lead_where_they_are_told_to() -> None:
    found = rendered(replace(CHART, links={"2021": "/reports/7/"}))
    assert [link.get("href") for link in found.xpath("//tbody//th/a")] == ["/reports/7/"]


def test_the_picture_is_drawn_from_what_the_table_shows() -> None:
    assert CHART.for_script == {
        "name": "closed",
        "title": "办结",
        "shape": "lines",
        "unit": "件",
        "categories": ["2020", "2021"],
        "behind": [12, 30],
        "lines": [
            {"name": "甲", "hue": "series-1", "values": [3, None]},
            {"name": "乙", "hue": "", "values": [1.5, 1200]},
        ],
        "breaks": [{"before": "2021", "label": "格式改变"}],
    }


def test_no_text_breaks_out_of_the_page() -> None:
    evil = "</script><script>alert(1)</script>"
    text = render_to_string("chart.html", {"chart": replace(CHART, title=evil, source=evil, note=evil)})
    assert "<script>alert" not in text


def test_a_chart_without_numbers_says_so_and_draws_nothing() -> None:
    found = rendered(replace(CHART, categories=(), lines=(), behind=(), breaks=()))
    assert texts(found, "//p[1]") == ["这里没有可以画出的数字。"]
    assert not found.xpath("//*[@data-chart] | //table | //button")


def test_the_six_outcomes_keep_their_colours() -> None:
    assert [outcome_hue(outcome) for outcome in outcome_cells(TOTAL.code)] == [f"outcome-{n}" for n in range(1, 7)]


# -- its data as a file --


def test_its_file_has_the_numbers_and_what_must_be_known_of_them() -> None:
    assert chart_csv(CHART).splitlines() == [
        "\ufeff年度,年报数,甲机关办结的申请（件）,乙（件）",
        "2020,12,3,1.5",
        "2021,30,,1200",
        "",
        "办结",
        "只算办结的。",
        "2021 年度起用新格式。",
        "来源：公开年报。",
        "/trends/?q=x",
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_no_name_becomes_a_formula_in_a_spreadsheet(name: str) -> None:
    chart = replace(CHART, categories=(name, "2021"), breaks=())
    assert f"'{name},12" in chart_csv(chart)


def test_the_file_is_asked_for_by_the_charts_name() -> None:
    (chart,) = with_data([CHART])
    assert chart.data == "/trends/?q=x&chart=closed&format=csv"
    answer = chart_file(RequestFactory().get(chart.data), [chart])
    assert answer is not None
    assert answer["Content-Disposition"] == 'attachment; filename="closed.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_who_asks_for_no_file_gets_none() -> None:
    assert chart_file(RequestFactory().get("/trends/"), [CHART]) is None


def test_an_unknown_chart_is_said_to_be_none() -> None:
    answer = chart_file(RequestFactory().get("/trends/?format=csv&chart=x"), [CHART])
    assert answer is not None
    assert (answer.status_code, answer.content.decode()) == (404, "没有这张图。")
