"""BM25F as Whoosh has it, on arrays: equal to Whoosh's own scores for the same words (a test holds it to them)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from search.engines.base import WEIGHTS, All, Contains, Either, Part, Query, Weight, Word
from search.engines.whoosh.snapshot import Postings, Snapshot

B, K1 = 0.75, 1.2

Terms = Mapping[tuple[Part, str], float]


def terms_of(query: Query) -> dict[tuple[Part, str], float]:
    """Words that rank, and how much each counts: those of the query that are not excluded."""
    terms: dict[tuple[Part, str], float] = {}
    for part, word, weight in _ranking_words(query):
        terms[part, word] = terms.get((part, word), 0.0) + weight
    return terms


def _ranking_words(query: Query) -> Iterator[tuple[Part, str, float]]:
    match query:
        case Word(text, part):
            yield part, text, 1.0
        case Contains(_, words, part, _, weight):
            for word in words:
                yield from ((each, word, WEIGHTS[each] * weight) for each in ((part,) if part else Part))
        case All(parts) | Either(parts):
            for each in parts:
                yield from _ranking_words(each)
        case _:
            return


def _idf(snapshot: Snapshot, postings: Postings) -> float:
    return log(snapshot.documents / (postings.documents + 1)) + 1


def term_scores(snapshot: Snapshot, part: Part, word: str) -> tuple[NDArray[np.int64] | None, NDArray[np.float64]]:
    """Slots and scores; None for the slots where there is a score for each."""
    kept = snapshot.scores_kept.get((part, word))
    if kept is not None:
        return kept
    slots, scores = _worked_out(snapshot, part, word)
    if 2 * len(slots) < snapshot.slots.count:
        return snapshot.scores_kept.put((part, word), (slots, scores), 200 + scores.nbytes * 2)
    every = np.zeros(snapshot.slots.count)
    every[slots] = scores
    return snapshot.scores_kept.put((part, word), (None, every), 200 + every.nbytes)


def _worked_out(snapshot: Snapshot, part: Part, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    postings = snapshot.postings(part, word)
    if not postings.documents:
        return postings.slots, postings.weights
    lengths = snapshot.lengths[part][postings.slots] / (snapshot.average_length(part) or 1)
    times = postings.weights
    return postings.slots, _idf(snapshot, postings) * (times * (K1 + 1) / (times + K1 * (1 - B + B * lengths)))


def scores(snapshot: Snapshot, terms: Terms) -> NDArray[np.float64]:
    """For every slot; what has none of the words has nothing."""
    total = np.zeros(snapshot.slots.count)
    for (part, word), weight in terms.items():
        slots, found = term_scores(snapshot, part, word)
        weighed = found if weight == 1.0 else found * weight
        if slots is None:
            total += weighed
        else:
            total[slots] += weighed
    return total


def explained(snapshot: Snapshot, terms: Terms, slot: int) -> Iterable[Weight]:
    for (part, word), weight in terms.items():
        postings = snapshot.postings(part, word)
        place = np.flatnonzero(postings.slots == slot)
        if len(place):
            score = _worked_out(snapshot, part, word)[1][place[0]]
            yield Weight(word, part, int(postings.weights[place[0]]), float(score * weight))


def telling(snapshot: Snapshot, words: Sequence[str], most: int, common: int) -> tuple[str, ...]:
    """Often here and seldom elsewhere; a word that only this report has leads to no other."""
    weighed: dict[str, float] = {}
    for word, times in Counter(word for word in words if len(word) > 1).items():
        postings = snapshot.postings(Part.TEXT, word)
        if 1 < len(postings.slots) <= common:
            weighed[word] = times * _idf(snapshot, postings)
    return tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:most])
