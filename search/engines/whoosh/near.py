"""Words of a query close together, or in one section, rank above scattered ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.engines.base import All, Contains, Query
from search.engines.whoosh import pairs
from search.engines.whoosh.phrases import find, regions
from search.engines.whoosh.slots import UNIT_BYTES, Slots

# Only hits that could be on a first page are looked at.
LOOKED_AT = 60
# Occurrences of each word that are looked at in one text.
_OCCURRENCES = 40
_NEAR_CHARACTERS = 200
_NEAR_BONUS, _SECTION_BONUS = 0.5, 0.1


def texts_of(query: Query) -> tuple[str, ...]:
    """The texts that must all be there; none where nearness has no meaning."""
    texts = tuple(dict.fromkeys(_required(query)))
    return texts if len(texts) > 1 else ()


def _required(query: Query) -> Iterator[str]:
    match query:
        case Contains(text, _, part) if part is None:
            yield text
        case All(parts):
            for each in parts:
                yield from _required(each)
        case _:
            return


def factor(slots: Slots, slot: int, texts: Sequence[str]) -> float:
    """What the score is multiplied by: most for words side by side, a little for one section, 1 for neither."""
    needles = [pairs.units(text).tobytes() for text in texts]
    best = None
    for start, end in regions(slots, slot, (-9, 1 << 30)):
        places = [_places(slots, needle, start, end) for needle in needles]
        if all(places):
            distance = _shortest(places, [len(needle) for needle in needles]) // UNIT_BYTES
            best = distance if best is None else min(best, distance)
    if best is None:
        return 1.0
    return 1 + _SECTION_BONUS + _NEAR_BONUS * max(0, _NEAR_CHARACTERS - best) / _NEAR_CHARACTERS


def _places(slots: Slots, needle: bytes, start: int, end: int) -> list[int]:
    places: list[int] = []
    at = find(slots.text, needle, start, end)  # type: ignore[arg-type]
    while at != -1 and len(places) < _OCCURRENCES:
        places.append(at)
        at = find(slots.text, needle, at + UNIT_BYTES, end)  # type: ignore[arg-type]
    return places


def _shortest(places: list[list[int]], lengths: list[int]) -> int:
    """Characters between the words, at best, in a stretch that has them all."""
    ordered = sorted((at, which) for which, found in enumerate(places) for at in found)
    last: dict[int, int] = {}
    best = 1 << 40
    for at, which in ordered:
        last[which] = at
        if len(last) == len(places):
            best = min(best, at + lengths[which] - min(last.values()))
    return max(0, best - sum(lengths))
