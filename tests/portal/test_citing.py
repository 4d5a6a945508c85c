"""How reports and datasets are cited."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from portal.citing import Citation, bibtex, csl, csl_json, gbt7714

REPORT = Citation(
    key="nianbao-report-7-v2",
    title="淮安市人民政府2024年政府信息公开工作年度报告",
    author="淮安市人民政府",
    year=2024,
    address="https://nianbao.example/reports/7/",
    accessed=date(2026, 11, 20),
    issued=date(2025, 1, 20),
    genre="年报",
    note="公开年报第 2 版",
)


def test_a_report_by_the_national_standard() -> None:
    assert gbt7714(REPORT) == (
        "淮安市人民政府. 淮安市人民政府2024年政府信息公开工作年度报告[R/OL]. (2025-01-20)[2026-11-20]. "
        "https://nianbao.example/reports/7/."
    )


def test_a_day_that_nobody_knows_is_left_out() -> None:
    assert "年度报告[R/OL]. [2026-11-20]. " in gbt7714(replace(REPORT, issued=None))


def test_a_data_set_has_its_own_mark_and_its_version() -> None:
    data = replace(REPORT, mark="DS", title="年报数据", author="公开年报", version="2026.1")
    assert gbt7714(data).startswith("公开年报. 年报数据：2026.1[DS/OL]. ")
    assert bibtex(data).startswith("@dataset{nianbao-report-7-v2,")
    assert csl(data)["type"] == "dataset"


def test_bibtex() -> None:
    assert bibtex(REPORT).splitlines() == [
        "@techreport{nianbao-report-7-v2,",
        "  title = {{淮安市人民政府2024年政府信息公开工作年度报告}},",
        "  author = {{淮安市人民政府}},",
        "  institution = {{淮安市人民政府}},",
        "  year = {2025},",
        "  type = {年报},",
        "  note = {公开年报第 2 版},",
        "  url = {https://nianbao.example/reports/7/},",
        "  urldate = {2026-11-20},",
        "  language = {chinese},",
        "}",
    ]


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("100% {收费} & #1_a$", r"100\% \textbraceleft{}收费\textbraceright{} \& \#1\_a\$"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("两\n行}\n@misc{x,", r"两 行\textbraceright{} @misc\textbraceleft{}x,"),
    ],
)
def test_no_title_breaks_out_of_bibtex(title: str, written: str) -> None:
    entry = bibtex(replace(REPORT, title=title))
    assert f"  title = {{{{{written}}}}}," in entry.splitlines()
    assert entry.count("{") == entry.count("}")


def test_csl_json_is_a_list_of_one_item() -> None:
    (item,) = json.loads(csl_json(REPORT))
    assert item["type"] == "report"
    assert item["author"] == [{"literal": "淮安市人民政府"}]
    assert item["issued"] == {"date-parts": [[2025, 1, 20]]}
    assert "version" not in item


def test_without_its_day_the_year_that_it_is_about_stands_in() -> None:
    assert csl(replace(REPORT, issued=None))["issued"] == {"date-parts": [[2024]]}
    assert "  year = {2024}," in bibtex(replace(REPORT, issued=None)).splitlines()
