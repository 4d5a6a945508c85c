"""Exactness: which texts have these very characters in them.  Pairs narrow, the text decides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engines.base import Part
from search.engines.whoosh import pairs
from search.engines.whoosh.bounded import Bounded
from search.engines.whoosh.slots import AGENCY_REGION, TITLE_REGION, UNIT_BYTES, Slots

Mask = NDArray[np.bool_]
# Below this many slots a look at every pair costs more than it saves.
_REGION_OF = {Part.TITLE: (TITLE_REGION, TITLE_REGION), Part.AGENCY: (AGENCY_REGION, AGENCY_REGION)}
_ANY_SECTION = (0, 1 << 30)


@dataclass(frozen=True, slots=True)
class Where:
    """``regions`` are the lowest and highest number of the regions to look in; None is the whole text."""

    regions: tuple[int, int] | None = None

    @classmethod
    def of(cls, part: Part | None, section: int | None) -> Where:
        if section is not None:
            return cls((section, section))
        if part is None:
            return cls()
        return cls(_REGION_OF.get(part, _ANY_SECTION))


def find(data: bytes, needle: bytes, start: int, end: int) -> int:
    """As ``find``, on whole characters only; texts begin at even places."""
    at = data.find(needle, start, end)
    while at & 1 and at != -1:
        at = data.find(needle, at + 1, end)
    return at


class Phrases:
    """What was found out of a phrase stays true: slots never change, and new ones are looked at when they come."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: Bounded[Mask] = Bounded(most_bytes)

    def matching(self, slots: Slots, text: str, where: Where, certain: NDArray[np.int64] | None = None) -> Mask:
        """``certain`` slots have it for sure: the segmenter cut that very word there."""
        kept = self._kept.get((text, where))
        known = len(kept) if kept is not None else 0
        if kept is not None and known >= slots.count:
            return kept[: slots.count]
        found = np.zeros(slots.count, np.bool_)
        if kept is not None:
            found[:known] = kept
        if certain is not None and where.regions is None:
            found[certain] = True
        found[known:] |= _look(slots, text, where, known, found)
        return self._kept.put((text, where), found, 200 + found.nbytes)

    def clear(self) -> None:
        self._kept.clear()


def _look(slots: Slots, text: str, where: Where, first: int, found: Mask) -> Mask:
    """Of the slots from ``first`` on, those that have the text and were not known to."""
    needle = pairs.units(text).tobytes()
    candidates = pairs.may_contain(slots.pairs[first:], text) & ~found[first:]
    has = np.zeros(len(candidates), np.bool_)
    places = np.flatnonzero(candidates)
    rows = slots.rows[first:][places]
    starts, ends = rows["text"].tolist(), rows["text_end"].tolist()
    hits = [find(slots.text, needle, start, end) for start, end in zip(starts, ends, strict=True)]  # type: ignore[arg-type]
    if where.regions is None:
        has[places] = np.array(hits, np.int64) != -1
        return has
    for place, at in zip(places.tolist(), hits, strict=True):
        has[place] = at != -1 and _in_regions(slots, first + place, needle, where.regions)
    return has


def _in_regions(slots: Slots, slot: int, needle: bytes, wanted: tuple[int, int]) -> bool:
    return any(find(slots.text, needle, start, end) != -1 for start, end in regions(slots, slot, wanted))  # type: ignore[arg-type]


def regions(slots: Slots, slot: int, wanted: tuple[int, int]) -> list[tuple[int, int]]:
    """Where in the text the regions of these numbers begin and end."""
    row = slots.rows[slot]
    told = slots.regions[int(row["regions"]) : int(row["regions_end"])]
    begin = int(row["text"])
    starts = (told["start"].astype(np.int64) * UNIT_BYTES + begin).tolist()
    ends = [*starts[1:], int(row["text_end"])]
    return [
        (start, end)
        for start, end, number in zip(starts, ends, told["number"].tolist(), strict=True)
        if wanted[0] <= number <= wanted[1]
    ]
