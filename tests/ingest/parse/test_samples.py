"""Title, agency, year, dates and sections of the sample reports, as careful people read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.forms import NEWEST
from ingest.document import Document
from ingest.parse.identity import find_identity
from ingest.parse.sections import split_sections
from ingest.readers import read

REPORTS = Path(__file__).resolve().parents[2] / "reports"
EXPECTED = sorted(REPORTS.glob("*.expected.json"))


def report_of(expected: Path) -> Path:
    name = expected.name.removesuffix(".expected.json")
    return next(path for path in REPORTS.glob(f"{name}.*") if path != expected)


@pytest.fixture(params=EXPECTED, ids=lambda path: report_of(path).name)
def sample(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Document]:
    path = report_of(request.param)
    return json.loads(request.param.read_text(encoding="utf-8")), read(path.read_bytes(), path.name)


def test_identity_is_what_people_read(sample: tuple[dict[str, Any], Document]) -> None:
    expected, document = sample
    identity = find_identity(document)
    assert identity.title == expected["title"]
    assert identity.year == expected["year"]
    assert identity.printed_agency == expected.get("agency_as_printed", expected["agency"])
    published = identity.published.isoformat() if identity.published else None
    signed = identity.signed.isoformat() if identity.signed else None
    assert published == expected.get("published")
    assert signed == expected.get("signed", signed)
    assert identity.signed_as == expected.get("signed_as", "")
    assert identity.warnings == ()


def test_sections_are_all_found(sample: tuple[dict[str, Any], Document]) -> None:
    expected, document = sample
    sections = split_sections(document, body_start=find_identity(document).body_start)
    found = [section.number for section in sections if section.number]
    if expected["form"] == "pre-2019":
        assert found == list(range(1, len(found) + 1))
    else:
        assert found == [section.number for section in NEWEST.sections]
