"""A good report with one number changed: a check turns red for every cell that some sum covers."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from archive.cells import Cell, Status
from archive.checks import check_sums
from archive.findings import Finding
from archive.forms import FORMS
from archive.forms.schema import Form
from ingest.pipeline import parse_bytes, parse_file
from ingest.report import ParsedReport
from tests.layouts.forms import Printer, Wording
from tests.layouts.numbers import Filling, fill, layouts_of
from tests.layouts.reports import compose
from tests.layouts.web import LAYOUTS

REPORTS = Path(__file__).parent.parent / "reports"
# Reports with the tables of a form in which every sum holds.
GOOD = (
    "guodian-2023.txt",
    "huaian-2024.pdf",
    "pingtan-2019.html",
    "pingtan-finance-2025.html",
    "tongzhou-zhengwu-2023.txt",
    "xiaohongmen-2022.txt",
    "yizhuang-2023.txt",
    "zhangjiawan-2024.txt",
)
CHANGES = (1, -1, 7, 1000)
FORM_LAYOUTS = [layout for form in FORMS.values() for layout in layouts_of(form)]

forms = pytest.mark.parametrize("form", FORM_LAYOUTS, ids=lambda form: f"{form.code}-{len(form.rows)}")
reports = pytest.mark.parametrize("name", GOOD)


def covered(form: Form) -> list[str]:
    return sorted({code for rule in form.sums for code in rule.cells})


def printed(filling: Filling) -> bytes:
    report = compose(Printer(filling, Wording()), Wording(), 2023, Random(0))
    return LAYOUTS[0].write(report, Random(0))


def is_found(code: str, findings: tuple[Finding, ...]) -> bool:
    return any(code in finding.cells and finding.rule.startswith("sum.") for finding in findings)


@cache
def report(name: str) -> ParsedReport:
    return parse_file(REPORTS / name)


def changed(cells: dict[str, Cell], code: str, change: int) -> dict[str, Cell]:
    cell = cells[code]
    return {**cells, code: replace(cell, value=(cell.value or 0) + change, status=Status.READ)}


@forms
def test_a_filling_that_adds_up_has_no_finding(form: Form) -> None:
    assert all(parse_bytes(printed(fill(form, Random(seed)))).findings == () for seed in range(5))


@forms
def test_every_changed_number_of_a_printed_report_is_found(form: Form) -> None:
    filling = fill(form, Random(3))
    missed = []
    for number, code in enumerate(covered(form)):
        value = (filling.values[code] or 0) + (1, 3)[number % 2]
        findings = parse_bytes(printed(replace(filling, values={**filling.values, code: value}))).findings
        missed += [] if is_found(code, findings) else [code]
    assert missed == []


@reports
def test_good_reports_have_no_sum_that_fails(name: str) -> None:
    layout = report(name).layout
    assert layout is not None
    assert check_sums(layout, report(name).cells) == []


@reports
def test_every_changed_number_of_a_real_report_is_found(name: str) -> None:
    layout, cells = report(name).layout, report(name).cells
    assert layout is not None
    missed = [
        (code, change)
        for code in covered(layout)
        for change in CHANGES
        if not is_found(code, tuple(check_sums(layout, changed(cells, code, change))))
    ]
    assert missed == []
