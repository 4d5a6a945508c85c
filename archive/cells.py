"""A cell as it was read: value, raw text, where it stands, and how sure we are."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from archive.locators import Locator
from archive.records import record

Number = int | Decimal


class Status(StrEnum):
    READ = "read"
    BLANK = "blank"
    UNCERTAIN = "uncertain"


# Python 3.11 takes thirty times as long to find a member in its enumeration as to find a name.
READ, BLANK, UNCERTAIN = Status


@record(frozen=True, slots=True)
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
