"""Counts of facets, each without regard to what was chosen in it, and the requests behind each outcome."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from search.engines.base import DISTRICT_DIGITS, Count, Facet
from search.engines.whoosh.matching import has_value
from search.engines.whoosh.snapshot import Snapshot

Mask = NDArray[np.bool_]
Counts = Mapping[str, Count]


class Narrowed:
    """What is left of the found slots by the choices in facets: by all of them, or by all but one facet's."""

    def __init__(self, snapshot: Snapshot, found: Mask, chosen: Mapping[Facet, frozenset[str]]) -> None:
        self._found = found
        self._masks = {facet: has_value(snapshot, facet, values) for facet, values in chosen.items() if values}
        self.by_all = self._but(None)
        self.places = np.flatnonzero(self.by_all)

    def but(self, facet: Facet) -> tuple[Mask, NDArray[np.int64]]:
        """As bits, and as places."""
        if facet not in self._masks:
            return self.by_all, self.places
        mask = self._but(facet)
        return mask, np.flatnonzero(mask)

    def _but(self, facet: Facet | None) -> Mask:
        left = [mask for each, mask in self._masks.items() if each is not facet]
        return np.logical_and.reduce([self._found, *left]) if left else self._found


def count(snapshot: Snapshot, narrowed: Narrowed, facets: Collection[Facet], within: str) -> dict[Facet, Counts]:
    return {facet: _count(snapshot, facet, *narrowed.but(facet), within) for facet in facets}


def _count(snapshot: Snapshot, facet: Facet, mask: Mask, places: NDArray[np.int64], within: str) -> Counts:
    match facet:
        case Facet.DISTRICT:
            return _districts(snapshot, places, within)
        case Facet.KIND:
            return _named(snapshot.slots.kinds, np.bincount(snapshot.kinds[places]))
        case Facet.YEAR:
            found = np.bincount(snapshot.years[places])
            return {str(year): Count(int(found[year])) for year in np.flatnonzero(found).tolist()}
        case Facet.OUTCOME:
            return _outcomes(snapshot, mask)
        case Facet.FINDING:
            return _findings(snapshot, places)


def _named(names: tuple[str, ...], counts: NDArray[np.int64]) -> Counts:
    return {name: Count(number) for name, number in zip(names, counts.tolist(), strict=False) if number}


def _districts(snapshot: Snapshot, places: NDArray[np.int64], within: str) -> Counts:
    """The divisions right below ``within``, and the path to it."""
    names, levels = snapshot.division_tree
    depth = next((at for at, digits in enumerate(DISTRICT_DIGITS) if len(within) < digits), len(DISTRICT_DIGITS) - 1)
    counted: dict[str, Count] = {}
    for level in range(depth + 1):
        numbers = np.bincount(levels[level][places], minlength=len(names) + 1)[: len(names)]
        for at in np.flatnonzero(numbers).tolist():
            if names[at].startswith(within) or within.startswith(names[at]):
                counted[names[at]] = Count(int(numbers[at]))
    return counted


def _outcomes(snapshot: Snapshot, mask: Mask) -> Counts:
    outcomes = snapshot.outcomes
    if not len(outcomes.slots):
        return {}
    inside = mask[outcomes.slots]
    reports = np.add.reduceat(inside, outcomes.starts, dtype=np.int64)
    sums = np.add.reduceat(outcomes.requests * inside, outcomes.starts)
    names = snapshot.slots.outcome_values
    found = zip(outcomes.values.tolist(), reports.tolist(), sums.tolist(), strict=True)
    return {names[value]: Count(number, total) for value, number, total in found if number}


def _findings(snapshot: Snapshot, places: NDArray[np.int64]) -> Counts:
    found = snapshot.findings[places]
    found = found[found != 0]
    bits = ((found[:, None] >> np.arange(len(snapshot.slots.finding_values), dtype=np.uint64)) & np.uint64(1)).sum(
        axis=0
    )
    return _named(snapshot.slots.finding_values, bits.astype(np.int64))
