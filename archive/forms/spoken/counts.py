"""What it takes to tell which count of the forms a piece of prose names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a count is about; it decides what the sentence must be about for the count to be taken up."""

    FLOW = "flow"
    OUTCOME = "outcome"
    APPLICANT = "applicant"
    REMEDY = "remedy"
    DOCUMENT = "document"
    MONEY = "money"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Count:
    """Something that prose puts a number to.  ``code`` is stable: findings carry it."""

    code: str
    kind: Kind
    label: str
    readings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    # Readings that are wrong but explain a number: the sum, and what may have happened.
    slips: tuple[tuple[str, str], ...] = ()
    # The prose counts at least what the cells count.
    at_least: bool = False

    @property
    def rule(self) -> str:
        """What findings call it; wordings that differ in their readings only share it."""
        return self.code.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Aspect:
    """A count that needs its group: "结果维持" of reviews, "现行有效" of rules."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """A group without a total of its own: it is counted by aspect only."""

    code: str
    label: str
    words: tuple[str, ...]
