"""What one file was found to say: the whole of it, before anybody decides on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from archive.cells import Cell, Number, Status
from archive.checks import Claim
from archive.divisions import DivisionMatch
from archive.findings import Finding, Quote
from archive.forms.schema import Form
from archive.kinds import Kind
from ingest.parse.sections import SectionText
from ingest.parse.tables import Indicator


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """``form`` is the code of the form followed; ``layout`` that form as it is printed here."""

    title: str
    agency: str
    printed_agency: str
    year: int | None
    form: str | None
    layout: Form | None
    agency_kind: Kind
    division: DivisionMatch
    published: date | None
    signed: date | None
    signed_as: str
    sections: tuple[SectionText, ...]
    cells: dict[str, Cell]
    indicators: tuple[Indicator, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = field(default=())
    # What the prose says of numbers, so that corrected cells can be checked against it again.
    claims: tuple[Claim, ...] = field(default=())


# The keys of a line of `manage.py parse`, in order; a file that cannot be read has them all, with its error.
EMPTY_LINE: dict[str, object] = {
    "title": None,
    "agency": None,
    "year": None,
    "form": None,
    "agency_kind": None,
    "division": None,
    "published": None,
    "sections": [],
    "cells": {},
    "indicators": [],
    "findings": [],
    "warnings": [],
    "error": None,
}


def as_json(report: ParsedReport) -> dict[str, object]:
    """The report as one line of `manage.py parse` has it."""
    return EMPTY_LINE | {
        "title": report.title or None,
        "agency": report.agency or None,
        "agency_as_printed": report.printed_agency or None,
        "year": report.year,
        "form": report.form,
        "agency_kind": report.agency_kind.value if report.agency else None,
        "division": report.division.as_json(),
        "published": _day(report.published),
        "signed": _day(report.signed),
        "signed_as": report.signed_as or None,
        "sections": [
            {"number": section.number, "heading": section.heading, "text": section.text} for section in report.sections
        ],
        "cells": {code: _cell(cell) for code, cell in report.cells.items()},
        "indicators": [_indicator(indicator) for indicator in report.indicators],
        "findings": [_finding(finding) for finding in report.findings],
        "warnings": list(report.warnings),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Number | None) -> int | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _cell(cell: Cell) -> dict[str, object]:
    line: dict[str, object] = {
        "value": _number(cell.value),
        "raw": cell.raw,
        "status": cell.status.value,
        "locator": cell.locator.as_json() if cell.locator else None,
    }
    if cell.unit:
        line["unit"] = cell.unit
    if cell.status is Status.UNCERTAIN:
        line |= {"proposal": _number(cell.proposal), "reason": cell.reason}
    return line


def _indicator(indicator: Indicator) -> dict[str, object]:
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "values": [_number(value) for value in indicator.values],
        "raw": list(indicator.raw),
        "columns": list(indicator.columns),
        "locator": indicator.locator.as_json() if indicator.locator else None,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "cells": list(finding.cells),
        "quotes": [_quote(quote) for quote in finding.quotes],
    }


def _quote(quote: Quote) -> dict[str, object]:
    return {
        "text": quote.text,
        "section": quote.section,
        "locator": quote.locator.as_json() if quote.locator else None,
    }
