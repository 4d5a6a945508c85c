"""What every engine does, in plain values: no engine sees a reader's text, a Django model or another engine.

A query is a tree of the nodes below.  Text is exact: ``Contains`` holds when the characters stand in the
report's normalised text, wherever a segmenter would cut; its ``words`` only rank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from archive.records import record


class Part(StrEnum):
    """What of a report is searched."""

    TITLE = "title"
    AGENCY = "agency"
    TEXT = "text"


class Facet(StrEnum):
    DISTRICT = "district"
    KIND = "kind"
    YEAR = "year"
    OUTCOME = "outcome"
    FINDING = "finding"


class Order(StrEnum):
    """What hits can be sorted by; the report's own number settles what is equal."""

    SCORE = "score"
    YEAR = "year"
    PUBLISHED = "published"
    DISTRICT = "district"
    REQUESTS = "requests"
    REPORT = "report"


# A report belongs to a division and to those above it; the codes of these have so many digits.
DISTRICT_DIGITS = (2, 4, 6)
# How much a word counts where it stands.
WEIGHTS: Mapping[Part, float] = {Part.TITLE: 3.0, Part.AGENCY: 4.0, Part.TEXT: 1.0}


# -- what is searched --


@dataclass(frozen=True, slots=True)
class SectionText:
    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One report as the index keeps it; all texts are normalised, all words were cut beforehand."""

    report: int
    revision: int
    title: str
    # Every name that the agency bore.
    agency: str
    sections: Sequence[SectionText]
    words: Mapping[Part, Sequence[str]]
    year: int
    kind: str
    # Of 2, 4 or 6 digits; empty where none is known.
    district: str = ""
    # Outcome → requests behind it, for those above zero.
    outcomes: Mapping[str, int] = field(default_factory=dict)
    findings: Collection[str] = ()
    # Days since 1970.
    published: int = 0
    # Received in the year; None where no number is certain, which is less than none at all.
    requests: int | None = None


# -- what is asked --


@dataclass(frozen=True, slots=True)
class Everything:
    pass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the segmenter cut it, in one part of the reports."""

    text: str
    part: Part = Part.TEXT


@dataclass(frozen=True, slots=True)
class Contains:
    """``part`` and ``section`` say where; None is anywhere.  ``weight`` is how much its words count in the ranking."""

    text: str
    words: tuple[str, ...] = ()
    part: Part | None = None
    section: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class HasSection:
    """A section whose number this is, or whose heading has the text in it."""

    number: int


@dataclass(frozen=True, slots=True)
class Years:
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class HasValue:
    """Any of the values of a facet."""

    facet: Facet
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Among:
    """Reports that something outside of the engine has chosen."""

    reports: frozenset[int]


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Query


Query = Everything | Word | Contains | HasSection | Years | HasValue | Among | All | Either | Without


@dataclass(frozen=True, slots=True)
class Request:
    """``chosen`` narrows: values of one facet are alternatives, facets are all to be met.

    ``hidden`` reports are treated as if they were not there.  ``within`` is the division whose children
    the district facet counts.  ``near`` raises hits where the query's words stand close together.
    """

    query: Query = Everything()
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    hidden: Collection[int] = ()
    facets: Collection[Facet] = ()
    within: str = ""
    order: Sequence[tuple[Order, bool]] = ((Order.SCORE, True),)
    start: int = 0
    stop: int | None = 20
    near: bool = False


# -- what is answered --


@record(frozen=True, slots=True)
class Hit:
    report: int
    revision: int
    score: float


@dataclass(frozen=True, slots=True)
class Count:
    """``requests`` is told for outcomes only."""

    reports: int
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """Counts of a facet ignore what was chosen in it; values without a report are left out."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, Count]]


@dataclass(frozen=True, slots=True)
class Weight:
    """Why a hit ranks where it does: one word in one part."""

    word: str
    part: Part
    times: int
    score: float


class EngineFull(Exception):
    """There is no room for what should be written."""


class Busy(Exception):
    """Another writer is at work."""


class Engine(Protocol):
    def __hash__(self) -> int: ...

    def search(self, request: Request) -> Answer:
        """SHALL answer from one state of the index, whatever is written meanwhile."""

    def explain(self, request: Request, report: int) -> tuple[Weight, ...]:
        """SHALL add up to the hit's score without nearness."""

    def vocabulary(self, part: Part) -> Mapping[str, int]:
        """Words of the index, with the number of reports that have them."""

    def telling_words(self, words: Sequence[str], *, most: int, common: int) -> tuple[str, ...]:
        """Of a text's words those that set it apart, the best first; none that more reports than ``common`` have."""

    def revisions(self, among: Collection[int] | None = None) -> Mapping[int, int]:
        """Reports in the index, with their revisions: those of the given ones that are there, or all."""

    def write(self, entries: Iterable[Entry], removed: Iterable[int] = (), mark: int | None = None) -> None:
        """SHALL put the entries in place of those of the same reports, take out the removed, all at once.

        ``mark`` is kept with the result.  Busy when another writer is at work.
        """

    def mark(self) -> int:
        """That of the last write that had one."""
