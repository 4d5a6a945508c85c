"""What is known of the division that an agency serves, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from archive.divisions.table import CITY_DIGITS, TOWNSHIP_DIGITS, Township

# Central bodies serve the whole country, whose code is in front of every other.
COUNTRY = ""


class Certainty(StrEnum):
    """CERTAIN: the file names the division in words that mean no other.  INFERRED: a cue decides.

    AMBIGUOUS: a person chooses among the candidates.  UNKNOWN: nothing to go by.
    """

    CERTAIN = "certain"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class Level(StrEnum):
    COUNTRY = "国家"
    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    TOWNSHIP = "乡"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A division that may be meant: ``names`` from the province to the county, ``cue`` for or against it."""

    code: str
    names: tuple[str, ...]
    cue: str = ""

    def as_json(self) -> dict[str, object]:
        return {"code": self.code, "names": list(self.names), "cue": self.cue}


@dataclass(frozen=True, slots=True)
class DivisionMatch:
    """``code`` and ``names`` go down to the county at most; ``township`` is the one below, where it is known.

    ``code`` is None unless certain or inferred.  ``cue`` says in a sentence what decided.
    """

    status: Certainty
    code: str | None = None
    names: tuple[str, ...] = ()
    township: Township | None = None
    candidates: tuple[Candidate, ...] = ()
    cue: str = ""

    @property
    def level(self) -> Level | None:
        """Level of the division, None where it is not known."""
        if self.code is None:
            return None
        return Level.TOWNSHIP if self.township else level_of(self.code)

    def as_json(self) -> dict[str, object]:
        township = {"code": self.township.code, "name": self.township.name} if self.township else None
        return {
            "status": self.status.value,
            "code": self.code,
            "names": list(self.names),
            "township": township,
            "candidates": [candidate.as_json() for candidate in self.candidates],
            "cue": self.cue,
        }


def level_of(code: str) -> Level:
    by_digits = {0: Level.COUNTRY, 2: Level.PROVINCE, CITY_DIGITS: Level.CITY, TOWNSHIP_DIGITS: Level.TOWNSHIP}
    return by_digits.get(len(code), Level.COUNTY)
