"""Real reports, read exactly as a careful person read them (tests/reports/README.md)."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.findings import Severity
from ingest.pipeline import parse_file
from ingest.report import ParsedReport, as_json

REPORTS = Path(__file__).parent.parent / "reports"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in REPORTS.glob("*.expected.json"))

# The rules that find what `fails` and `contradictions` of the expected files describe in words.
FAILS = {"hongze-2023": ["sum.results.review", "sum.results.suit_after_review"]}
CONTRADICTIONS = {
    "pingtan-2019": ["prose.normative.listed", "prose.parts"],
    "pingtan-finance-2025": ["prose.year"],
    "xiaohongmen-2022": ["prose.outcome.unprocessed.repeat", "prose.review.corrected", "prose.review.pending"],
    "yizhuang-2023": ["prose.closed"],
    "zhangjiawan-2024": ["prose.closed"],
}
STATED = ("title", "agency", "year", "form", "agency_kind", "published", "signed", "signed_as")


@cache
def report(name: str) -> ParsedReport:
    (path,) = (p for p in REPORTS.glob(f"{name}.*") if p.suffix != ".json")
    return parse_file(path)


@cache
def expected(name: str) -> dict[str, Any]:
    text = (REPORTS / f"{name}.expected.json").read_text(encoding="utf-8")
    return dict(json.loads(text, parse_float=Decimal))


@pytest.mark.parametrize("name", NAMES)
def test_identity(name: str) -> None:
    line, wanted = as_json(report(name)), expected(name)
    stated = {key: wanted[key] for key in STATED if key in wanted}
    assert {key: line[key] for key in stated} == stated


@pytest.mark.parametrize("name", NAMES)
def test_division(name: str) -> None:
    division, wanted = report(name).division, expected(name)
    assert list(division.names) == (wanted["region"] or [])
    if "region_candidates" in wanted:
        assert [list(candidate.names) for candidate in division.candidates] == wanted["region_candidates"]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell(name: str) -> None:
    read, wanted = report(name), expected(name)
    absent = set(wanted.get("not_printed", []))
    layout = read.layout
    codes = [] if layout is None else [c for c, spec in layout.cells.items() if spec.row.code not in absent]
    values = {code: cell.value for code, cell in read.cells.items()}
    assert values == {code: wanted["cells"].get(code, 0) for code in codes}
    assert {code: cell.unit for code, cell in read.cells.items() if cell.unit} == wanted.get("units", {})


@pytest.mark.parametrize("name", NAMES)
def test_indicators_of_the_statistics_table(name: str) -> None:
    read, wanted = report(name), expected(name)
    rows = [[indicator.name, indicator.unit, *indicator.values] for indicator in read.indicators]
    assert rows == wanted.get("indicators", [])
    assert {indicator.columns for indicator in read.indicators} <= {tuple(wanted.get("indicator_columns", ()))}


@pytest.mark.parametrize("name", NAMES)
def test_sums_that_fail_and_no_others(name: str) -> None:
    errors = [finding.rule for finding in report(name).findings if finding.severity is Severity.ERROR]
    assert sorted(errors) == FAILS.get(name, [])


@pytest.mark.parametrize("name", NAMES)
def test_contradictions_of_the_prose_and_no_others(name: str) -> None:
    notices = [finding for finding in report(name).findings if finding.severity is Severity.NOTICE]
    assert sorted(finding.rule for finding in notices) == CONTRADICTIONS.get(name, [])
    assert all(len(finding.quotes) >= 1 for finding in notices)


@pytest.mark.parametrize("name", NAMES)
def test_each_number_leads_back_to_its_place(name: str) -> None:
    assert all(cell.locator is not None for cell in report(name).cells.values())
