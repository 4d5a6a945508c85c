"""Real reports: what their prose says against their tables and against itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive.checks import check_prose
from archive.forms import FORMS
from ingest.parse.prose import find_claims
from ingest.pipeline import parse_file
from tests.archive.filled_forms import filled
from tests.ingest.parse.prose_sections import section

REPORTS = Path(__file__).parents[1] / "reports"
EXPECTED = {
    "pingtan-2019": ["prose.normative.listed", "prose.parts"],
    "pingtan-finance-2025": ["prose.year"],
    "xiaohongmen-2022": ["prose.outcome.unprocessed.repeat", "prose.review.pending", "prose.review.corrected"],
    "yizhuang-2023": ["prose.closed"],
    "zhangjiawan-2024": ["prose.closed"],
}
SAMPLES = sorted(path for path in REPORTS.iterdir() if path.suffix in {".txt", ".html", ".pdf"})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_real_reports_contradict_themselves_where_a_careful_person_says_so(path: Path) -> None:
    report = parse_file(path)
    found = find_claims(report.sections, report.agency)
    findings = check_prose(found, report.cells, report.year, report.layout)
    assert [finding.rule for finding in findings] == EXPECTED.get(path.stem, [])
    assert all(len(finding.quotes) > 1 for finding in findings)


# What huaian-2024 says, and every number of it stands in its table.
PROSE = (
    "2024年，全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），"
    "均在法定期限内予以答复。政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件；"
    "政府信息公开行政诉讼46件，其中结果维持25件，结果纠正5件，其他结果9件，尚未审结7件。"
)
NUMBERS = [found.span() for found in re.finditer(r"\d+(?=件)", PROSE)]


def contradictions(prose: str) -> int:
    expected = json.loads((REPORTS / "huaian-2024.expected.json").read_text(encoding="utf-8"))
    form = FORMS["2021"]
    return len(
        check_prose(find_claims([section(prose)], expected["agency"]), filled(form, expected["cells"]), 2024, form)
    )


def test_prose_that_says_what_the_table_says_contradicts_nothing() -> None:
    assert contradictions(PROSE) == 0


@pytest.mark.parametrize(("start", "end"), NUMBERS)
def test_any_number_of_it_changed_is_one_contradiction(start: int, end: int) -> None:
    changed = int(PROSE[start:end]) + 1
    assert contradictions(f"{PROSE[:start]}{changed}{PROSE[end:]}") == 1
