"""The form's own sums: 42 of them, each with a sentence a citizen understands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cells import Cell, Number
from archive.checks import check_sums
from archive.findings import Finding, Severity
from archive.forms import FORMS
from archive.forms.schema import Form
from tests.archive.filled_forms import cell, consistent, filled, row, uncertain

FORM = FORMS["2021"]
TRIAL = FORMS["2019"]
ONE_ROW = FORM.alternate
REPORTS = Path(__file__).parent.parent / "reports"


def told(form: Form, cells: dict[str, Cell]) -> dict[str, str]:
    return {finding.rule: finding.message for finding in check_sums(form, cells)}


def of_numbers(*numbers: dict[str, Number | None]) -> dict[str, str]:
    return told(FORM, filled(FORM, {code: value for group in numbers for code, value in group.items()}))


def test_a_report_of_zeros_adds_up() -> None:
    assert check_sums(FORM, filled(FORM)) == []


def test_the_form_has_forty_two_sums() -> None:
    assert len(FORM.sums) == 42
    assert len({rule.code for rule in FORM.sums}) == 42


@given(consistent(FORM))
def test_where_everything_adds_up_nothing_is_found(cells: dict[str, Cell]) -> None:
    assert check_sums(FORM, cells) == []


@given(st.data())
def test_changing_any_cell_under_a_sum_turns_a_check_red(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([FORM, TRIAL]))
    cells = data.draw(consistent(form))
    code = data.draw(st.sampled_from(sorted({code for rule in form.sums for code in rule.cells})))
    changed = (cells[code].value or 0) + data.draw(st.integers(1, 500))
    findings = check_sums(form, cells | {code: cell(changed)})
    assert any(code in finding.cells for finding in findings)
    assert all(finding.severity is Severity.ERROR for finding in findings)


def test_a_row_names_its_parts_and_its_total() -> None:
    found = of_numbers({"review.upheld": 10, "review.corrected": 1})
    assert found == {"sum.results.review": "“行政复议”：结果维持10＋结果纠正1＋其他结果0＋尚未审结0＝11，与总计0不符。"}


def test_a_long_row_names_only_what_is_not_zero() -> None:
    found = of_numbers(row("received", 2, 0, 1, 0, 0, 0, 4), row("disclosed", 2, 0, 1, 0, 0, 0, 4))
    assert found["sum.applicants.requests.received"] == (
        "“本年新收政府信息公开申请数量”：自然人2＋科研机构1＝3，与总计4不符。"
    )


def test_the_balance_of_a_column_names_both_sides() -> None:
    numbers = row("received", 5, 0, 0, 0, 0, 0, 5) | row("closed", 3, 0, 0, 0, 0, 0, 3) | row("partial", 3, *[0] * 5, 3)
    assert of_numbers(numbers) == {
        "sum.balance.natural": "“自然人”一列：本年新收5＋上年结转0＝5，与本年度办理结果“总计”3＋结转下年0＝3不符。",
        "sum.balance.total": "“总计”一列：本年新收5＋上年结转0＝5，与本年度办理结果“总计”3＋结转下年0＝3不符。",
    }


def test_the_outcomes_of_a_column_are_named_with_their_group_where_they_need_it() -> None:
    numbers = row("received", 3, 0, 0, 0, 0, 0, 3) | row("closed", 3, 0, 0, 0, 0, 0, 3)
    numbers |= row("partial", 1, 0, 0, 0, 0, 0, 1) | row("other.rest", 1, 0, 0, 0, 0, 0, 1)
    assert of_numbers(numbers)["sum.outcomes.natural"] == (
        "“自然人”一列：部分公开1＋其他处理“其他”1＝2，与办理结果总计3不符。"
    )


def test_a_finding_carries_every_cell_of_its_sum() -> None:
    (finding,) = check_sums(FORM, filled(FORM, {"review.upheld": 10}))
    assert finding.cells == (
        "review.upheld",
        "review.corrected",
        "review.other",
        "review.pending",
        "review.total",
    )


def test_a_finding_quotes_what_stands_in_the_cells_and_where() -> None:
    (finding,) = check_sums(FORM, filled(FORM, {"suit_direct.upheld": 5}))
    assert [quote.text for quote in finding.quotes] == [
        "行政诉讼 · 未经复议直接起诉 · 结果维持：5",
        "行政诉讼 · 未经复议直接起诉 · 总计：0",
    ]
    assert {quote.section for quote in finding.quotes} == {"政府信息公开行政复议、行政诉讼情况"}
    assert all(quote.locator and quote.locator.table == 1 for quote in finding.quotes)


def test_blank_parts_count_as_nothing() -> None:
    cells = filled(FORM, {"review.upheld": 2, "review.corrected": None, "review.pending": None, "review.total": 2})
    assert check_sums(FORM, cells) == []


def test_a_blank_total_is_a_notice() -> None:
    (finding,) = check_sums(FORM, filled(FORM, {"review.upheld": 2, "review.pending": 1, "review.total": None}))
    assert (finding.rule, finding.severity) == ("blank.totals", Severity.NOTICE)
    assert finding.message == "“行政复议”：各种结果之和为3，而总计未填。"


def test_a_blank_total_of_nothing_is_no_matter() -> None:
    assert check_sums(FORM, filled(FORM, {"review.total": None})) == []


def test_many_blank_totals_are_one_notice_about_all_their_cells() -> None:
    values: dict[str, Number | None] = {f"{row}.upheld": 1 for row in ("review", "suit_direct")}
    values |= {f"{row}.total": None for row in ("review", "suit_direct")}
    (finding,) = check_sums(FORM, filled(FORM, values))
    assert finding.message.startswith("有2处合计没有填全，无法核对。例如：“行政复议”")
    assert {"review.total", "suit_direct.total"} <= set(finding.cells)


def test_blank_parts_under_a_total_are_a_notice() -> None:
    parts: dict[str, Number | None] = {f"review.{part}": None for part in ("upheld", "corrected", "other", "pending")}
    (finding,) = check_sums(FORM, filled(FORM, parts | {"review.total": 3}))
    assert (finding.rule, finding.severity) == ("blank.totals", Severity.NOTICE)
    assert finding.message == "“行政复议”：总计为3，而各种结果都未填。"


@pytest.mark.parametrize("doubtful", ["review.upheld", "review.total"])
def test_a_sum_with_an_uncertain_cell_is_not_judged(doubtful: str) -> None:
    cells = filled(FORM, {"review.upheld": 2, "review.total": 9}) | {doubtful: uncertain("2 9")}
    assert check_sums(FORM, cells) == []


def test_a_sum_with_a_missing_cell_is_not_judged() -> None:
    cells = filled(FORM, {"review.upheld": 2})
    del cells["review.total"]
    assert check_sums(FORM, cells) == []


def test_one_row_of_other_outcomes_is_checked_as_printed() -> None:
    assert ONE_ROW is not None
    numbers = row("received", 2, 0, 0, 0, 0, 0, 2) | row("closed", 2, 0, 0, 0, 0, 0, 2)
    balanced = numbers | row("other.all", 2, 0, 0, 0, 0, 0, 2)
    assert check_sums(FORM, filled(ONE_ROW, balanced)) == []
    assert set(told(FORM, filled(ONE_ROW, numbers))) == {"sum.outcomes.natural", "sum.outcomes.total"}


SAMPLES = sorted(path.name.removesuffix(".expected.json") for path in REPORTS.glob("*.expected.json"))
FAILING = {"hongze-2023": ["sum.results.review", "sum.results.suit_after_review"]}


def findings_of(sample: str) -> list[Finding]:
    """The sums of a real report, as a careful person read its cells."""
    expected = json.loads((REPORTS / f"{sample}.expected.json").read_text(encoding="utf-8"))
    form = FORMS.get(expected["form"])
    if form is None:
        return []
    missing = expected.get("not_printed", [])
    printed = next(layout for layout in (form, form.alternate) if layout and not set(missing) & layout.rows.keys())
    return check_sums(form, filled(printed, expected["cells"]))


@pytest.mark.parametrize("sample", SAMPLES)
def test_real_reports_fail_where_a_careful_person_says_so(sample: str) -> None:
    assert [finding.rule for finding in findings_of(sample)] == FAILING.get(sample, [])
