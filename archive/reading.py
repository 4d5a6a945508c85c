"""What a parser or a person found in one file: what is stored as a revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from archive.cells import Cell, Number
from archive.checks.claims import Claim
from archive.divisions import DivisionMatch
from archive.findings import Finding
from archive.kinds import Kind
from archive.locators import Locator


@dataclass(frozen=True, slots=True)
class SectionReading:
    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """A number of a form without fixed cells; ``values`` and ``raw`` go by ``columns``."""

    name: str
    unit: str
    values: tuple[Number | None, ...]
    raw: tuple[str, ...]
    columns: tuple[str, ...] = ()
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """``agency`` is the name in full, ``form`` the form's code or nothing; ``findings`` are of these very cells.

    ``claims`` are what the prose says of numbers: with them, corrected cells are checked again.
    """

    title: str
    agency: str
    printed_agency: str
    year: int | None
    form: str
    kind: Kind
    division: DivisionMatch
    published_on: date | None = None
    signed_on: date | None = None
    signed_as: str = ""
    sections: tuple[SectionReading, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    indicators: tuple[IndicatorReading, ...] = ()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
