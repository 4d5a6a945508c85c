"""A cell as it was read: value, raw text, where it stands, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from archive.locators import Locator

Number = int | Decimal


class Status(StrEnum):
    READ = "read"
    BLANK = "blank"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Cell:
    """``value`` is set exactly when ``status`` is READ; an uncertain cell may carry a ``proposal``."""

    value: Number | None
    raw: str
    status: Status
    locator: Locator | None = None
    unit: str = ""
    proposal: Number | None = None
    # Why the cell is uncertain, for the person who decides (Chinese).
    reason: str = ""
