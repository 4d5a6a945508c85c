"""What a revision is going to say, before it is stored: from a file, from an earlier revision, with corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from archive.cell_codec import (
    Json,
    cells_from_json,
    cells_to_json,
    finding_from_json,
    fingerprint,
    indicator_to_json,
)
from archive.cells import Cell
from archive.checking import check
from archive.claim_codec import claims_from_json, claims_to_json
from archive.corrections import overlaid
from archive.findings import Finding
from archive.models import Revision
from archive.reading import Reading
from archive.texts import fitted, storable, storable_json

LENGTHS = {"title": 300, "agency_name": 120, "printed_agency": 200, "form": 12, "signed_as": 200, "heading": 200}
DAYS = ("published_on", "signed_on")
NAMES = ("title", "agency_name", "printed_agency", "signed_as")


@dataclass(frozen=True, slots=True)
class SectionDraft:
    number: int
    heading: str
    text: str
    # Segmented already where an earlier revision has the very text.
    tokens: str = ""
    segmenter: str = ""


@dataclass(frozen=True)
class Draft:
    """``columns`` are those of a revision besides the others named here."""

    columns: Mapping[str, Any]
    cells: Mapping[str, Cell]
    sections: tuple[SectionDraft, ...]
    findings: tuple[Finding, ...]
    corrections: Mapping[str, Json] = field(default_factory=dict)

    @cached_property
    def cells_as_json(self) -> dict[str, Json]:
        return cells_to_json(self.cells)

    def texts(self) -> Iterator[str]:
        """All its words.  A cell or an indicator that was read is a number, whatever it looks like."""
        yield from (self.columns[name] for name in NAMES)
        for section in self.sections:
            yield from (section.heading, section.text)
        yield from (cell.raw for cell in self.cells.values() if cell.value is None)
        for indicator in self.columns["indicators"]:
            yield from (indicator["name"], indicator["unit"], *indicator["columns"])

    @cached_property
    def fingerprint(self) -> str:
        """Of all that it says."""
        said = {
            **self.columns,
            **{day: _iso(self.columns[day]) for day in DAYS},
            "cells": self.cells_as_json,
            "corrections": dict(self.corrections),
            "sections": [[section.number, section.heading, section.text] for section in self.sections],
        }
        return fingerprint(said, self.findings)


def draft_of(reading: Reading) -> Draft:
    columns = {
        "title": _fitted("title", reading.title),
        "agency_name": _fitted("agency_name", reading.agency),
        "printed_agency": _fitted("printed_agency", reading.printed_agency),
        "division": storable_json(reading.division.as_json()),
        "form": _fitted("form", reading.form),
        "published_on": reading.published_on,
        "signed_on": reading.signed_on,
        "signed_as": _fitted("signed_as", reading.signed_as),
        "indicators": [indicator_to_json(indicator) for indicator in reading.indicators],
        "claims": claims_to_json(reading.claims),
        "warnings": [storable(warning) for warning in reading.warnings],
    }
    sections = tuple(
        SectionDraft(section.number, _fitted("heading", section.heading), storable(section.text))
        for section in reading.sections
    )
    return Draft(columns, dict(reading.cells), sections, reading.findings)


def _fitted(column: str, text: str) -> str:
    return fitted(text, LENGTHS[column])


COLUMNS = (
    *("title", "agency_name", "printed_agency", "division", "form", "published_on", "signed_on", "signed_as"),
    *("indicators", "claims", "warnings"),
)


def draft_from(revision: Revision) -> Draft:
    """The same content again."""
    return Draft(
        columns={column: getattr(revision, column) for column in COLUMNS},
        cells=cells_from_json(revision.cells),
        sections=tuple(
            SectionDraft(section.number, section.heading, section.text, section.tokens, section.segmenter)
            for section in revision.sections.all()
        ),
        findings=tuple(map(finding_from_json, revision.findings.order_by("id").values(*FINDING_COLUMNS))),
        corrections=revision.corrections,
    )


FINDING_COLUMNS = ("rule", "severity", "message", "cells", "quotes")


def with_corrections(draft: Draft, decided: Mapping[str, Json], year: int) -> Draft:
    """What persons decided in the cells' place, and all checks run again."""
    if not decided:
        return draft
    cells = overlaid(draft.cells, decided)
    claims = claims_from_json(draft.columns["claims"])
    findings = tuple(check(draft.columns["form"], cells, claims, year))
    return replace(draft, cells=cells, findings=findings, corrections={**draft.corrections, **decided})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
