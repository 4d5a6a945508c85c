"""This year's cells against last year's."""

from __future__ import annotations

import pytest

from archive.cells import Cell, Number
from archive.checks.years import check_years
from archive.findings import Finding, Severity
from archive.forms import FORMS, NEWEST
from tests.archive.filled_forms import filled, uncertain

IN, OUT = "requests.carried_in.natural", "requests.carried_out.natural"
IN_FORCE, ISSUED, REPEALED = (f"proactive.normative.{column}" for column in ("in_force", "issued", "repealed"))


def years(last: dict[str, Number | None], this: dict[str, Number | None]) -> list[Finding]:
    return check_years(NEWEST, 2024, filled(NEWEST, this), filled(NEWEST, last))


def test_what_was_left_over_comes_in() -> None:
    assert years({OUT: 5}, {IN: 5}) == []


def test_what_was_left_over_and_did_not_come_in() -> None:
    (finding,) = years({OUT: 5}, {IN: 3})
    assert (finding.rule, finding.severity, finding.cells) == ("years.carried.natural", Severity.NOTICE, (IN,))
    assert finding.message == "“自然人”一列：2023年年报“结转下年”为5，2024年年报“上年结转”为3。"
    assert [quote.text for quote in finding.quotes] == [
        "2023年 结转下年度继续办理 · 自然人：5",
        "上年结转政府信息公开申请数量 · 自然人：3",
    ]


@pytest.mark.parametrize(("last", "this"), [((20,), (3, 1, 22)), ((0,), (0, 0, 0)), ((7,), (0, 7, 0))])
def test_documents_in_force_add_up(last: tuple[int, ...], this: tuple[int, int, int]) -> None:
    assert years({IN_FORCE: last[0]}, dict(zip((ISSUED, REPEALED, IN_FORCE), this, strict=True))) == []


def test_documents_in_force_that_do_not_add_up() -> None:
    (finding,) = years({IN_FORCE: 20}, {ISSUED: 3, REPEALED: 1, IN_FORCE: 25})
    assert finding.rule == "years.standing.proactive.normative"
    assert finding.cells == (IN_FORCE, ISSUED, REPEALED)
    assert finding.message == (
        "“规范性文件”：2023年年报“现行有效件数”为20，本年制发件数3，本年废止件数1，"
        "2024年年报“现行有效件数”为25，应为22。"
    )


def test_blank_counts_as_nothing() -> None:
    assert years({OUT: None}, {IN: 0}) == []
    assert [finding.rule for finding in years({OUT: 5}, {IN: None})] == ["years.carried.natural"]


@pytest.mark.parametrize("doubtful", [IN, OUT])
def test_what_was_not_read_for_certain_is_not_judged(doubtful: str) -> None:
    this, last = filled(NEWEST, {IN: 3}), filled(NEWEST, {OUT: 5})
    cells: dict[str, Cell] = this if doubtful == IN else last
    cells[doubtful] = uncertain("3?")
    assert check_years(NEWEST, 2024, this, last) == []


def test_the_form_before_has_what_was_left_over_but_no_documents_in_force() -> None:
    this = filled(NEWEST, {IN: 3, ISSUED: 3, IN_FORCE: 25})
    rules = [finding.rule for finding in check_years(NEWEST, 2021, this, filled(FORMS["2019"], {OUT: 5}))]
    assert rules == ["years.carried.natural"]


def test_every_form_carries_over_seven_columns() -> None:
    assert {
        code: len([rule for rule in form.carries if rule.code.startswith("carried.")]) for code, form in FORMS.items()
    } == {
        "2019": 7,
        "2021": 7,
    }
    assert len(NEWEST.carries) == 9
