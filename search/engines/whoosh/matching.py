"""From a query tree to the slots it holds for: one bit each, so that "and", "or", "not" are single steps."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from search.engines.base import (
    All,
    Among,
    Contains,
    Either,
    Facet,
    HasSection,
    HasValue,
    Part,
    Query,
    Without,
    Word,
    Years,
)
from search.engines.whoosh.phrases import Phrases, Where
from search.engines.whoosh.snapshot import Snapshot

Mask = NDArray[np.bool_]


class Matcher:
    def __init__(self, snapshot: Snapshot, phrases: Phrases) -> None:
        self._snapshot = snapshot
        self._phrases = phrases

    def match(self, query: Query) -> Mask:
        """Slots that are no longer live may be among them."""
        match query:
            case All(parts):
                return self._all(parts)
            case Either(parts):
                return reduce(np.logical_or, map(self.match, parts), self._none())
            case Without(part):
                return ~self.match(part)
            case _:
                return self._leaf(query)

    def _all(self, parts: Iterable[Query]) -> Mask:
        found = ~self._none()
        for part in parts:
            found &= self.match(part)
            if not found.any():
                break
        return found

    def _none(self) -> Mask:
        return np.zeros(self._snapshot.slots.count, np.bool_)

    def _leaf(self, query: Query) -> Mask:
        snapshot = self._snapshot
        match query:
            case Word() | Contains() | HasSection():
                return self._words(query)
            case Years(first, last):
                return (snapshot.years >= first) & (snapshot.years <= last)
            case HasValue(facet, values):
                return has_value(snapshot, facet, values)
            case Among(reports):
                return np.isin(snapshot.reports, np.fromiter(reports, np.int64, len(reports)))
            case _:
                return ~self._none()

    def _words(self, query: Word | Contains | HasSection) -> Mask:
        match query:
            case Word(text, part):
                return self._snapshot.mask(part, text)
            case Contains():
                return self._contains(query)
            case HasSection(number):
                return self._has_section(number)

    def _contains(self, query: Contains) -> Mask:
        where = Where.of(query.part, query.section)
        certain = self._snapshot.postings(Part.TEXT, query.text).slots
        return self._phrases.matching(self._snapshot.slots, query.text, where, certain)

    def _has_section(self, number: int) -> Mask:
        slots = self._snapshot.slots
        ends = slots.rows["regions_end"].astype(np.int64)
        return self._at(np.searchsorted(ends, np.flatnonzero(slots.regions["number"] == number), "right"))

    def _at(self, slots: NDArray[np.int64]) -> Mask:
        found = self._none()
        found[slots] = True
        return found


def has_value(snapshot: Snapshot, facet: Facet, values: Iterable[str]) -> Mask:
    """The slots that have any of the values."""
    match facet:
        case Facet.DISTRICT:
            return _in_district(snapshot, values)
        case Facet.KIND:
            return np.isin(snapshot.kinds, _numbers(snapshot.slots.kinds, values))
        case Facet.YEAR:
            return np.isin(snapshot.years, [int(value) for value in values if _is_number(value)])
        case Facet.OUTCOME:
            return _has_outcome(snapshot, values)
        case Facet.FINDING:
            bits = sum(1 << number for number in _numbers(snapshot.slots.finding_values, values))
            mask: Mask = (snapshot.findings & np.uint64(bits)) != 0
            return mask


def _has_outcome(snapshot: Snapshot, values: Iterable[str]) -> Mask:
    outcomes = snapshot.outcomes
    ends = np.append(outcomes.starts, len(outcomes.slots))[1:].tolist()
    found = np.zeros(snapshot.slots.count, np.bool_)
    wanted = set(_numbers(snapshot.slots.outcome_values, values))
    for value, start, end in zip(outcomes.values.tolist(), outcomes.starts.tolist(), ends, strict=True):
        if value in wanted:
            found[outcomes.slots[start:end]] = True
    return found


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 9


def _numbers(known: tuple[str, ...], values: Iterable[str]) -> list[int]:
    return [known.index(value) for value in values if value in known]


def _in_district(snapshot: Snapshot, values: Iterable[str]) -> Mask:
    names, levels = snapshot.division_tree
    wanted = [names.index(value) for value in values if value in names]
    found: Mask = np.logical_or.reduce(np.isin(levels, wanted))
    return found
