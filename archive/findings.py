"""Something in a report that does not add up, told so that a citizen understands it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.locators import Locator


class Severity(StrEnum):
    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the report that a finding is about, and where they stand."""

    text: str
    section: str = ""
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is a stable code; ``cells`` are all cells that the rule is about."""

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
