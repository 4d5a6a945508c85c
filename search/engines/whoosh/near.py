"""Words of a query close together, or in one section, rank above scattered ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search.engines.base import All, Contains, Query
from search.engines.whoosh.phrases import regions
from search.engines.whoosh.slots import Slots

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
    best = min(_distances(slots, slot, texts), default=None)
    if best is None:
        return 1.0
    return 1 + _SECTION_BONUS + _NEAR_BONUS * max(0, _NEAR_CHARACTERS - best) / _NEAR_CHARACTERS


def _distances(slots: Slots, slot: int, texts: Sequence[str]) -> Iterator[int]:
    """In each region that has all the texts; none is looked at after one where they stand side by side."""
    for start, end in regions(slots, slot, (-9, 1 << 30)):
        body = slots.between(start, end)
        places = [_places(body, text) for text in texts]
        if all(places):
            distance = _shortest(places, [len(text) for text in texts])
            yield distance
            if not distance:
                return


def _places(body: str, text: str) -> list[int]:
    places: list[int] = []
    at = body.find(text)
    while at != -1 and len(places) < _OCCURRENCES:
        places.append(at)
        at = body.find(text, at + 1)
    return places


def _shortest(places: Sequence[Sequence[int]], lengths: Sequence[int]) -> int:
    """Characters between the words, at best, in a stretch that has them all."""
    ordered = sorted((at, which) for which, found in enumerate(places) for at in found)
    words = sum(lengths)
    last: dict[int, int] = {}
    best = 1 << 40
    for at, which in ordered:
        last[which] = at
        if len(last) == len(places):
            best = min(best, at + lengths[which] - min(last.values()))
            if best <= words:
                return 0
    return best - words
