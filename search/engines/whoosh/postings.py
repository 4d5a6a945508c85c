"""Postings gathered in memory, term by term, until their segment is written."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.base import Part
from search.engines.whoosh.codec import Ids, Weights

Gathered = tuple[Ids, Weights]


class Postings:
    """Takes the place of Whoosh's pool, which sorts every single posting."""

    def __init__(self) -> None:
        self._terms: dict[Part, dict[str, tuple[array[int], array[float]]]] = {
            part: defaultdict(lambda: (array("I"), array("f"))) for part in Part
        }

    def add(self, part: Part, document: int, words: Sequence[str]) -> None:
        terms = self._terms[part]
        for word, times in Counter(words).items():
            ids, weights = terms[word]
            ids.append(document)
            weights.append(times)

    def extend(self, part: Part, word: str, ids: NDArray[np.int64], weights: NDArray[np.float64]) -> None:
        """Postings of a segment that is merged; their documents follow those that are there."""
        own_ids, own_weights = self._terms[part][word]
        own_ids.frombytes(ids.astype(np.uint32).tobytes())
        own_weights.frombytes(weights.astype(np.float32).tobytes())

    def terms(self, part: Part) -> Iterator[tuple[bytes, Ids, Weights]]:
        """In the order of Whoosh's term index, which is that of the encoded words."""
        terms = self._terms[part]
        for word in sorted(terms):
            ids, weights = terms[word]
            yield word.encode(), np.frombuffer(ids, np.uint32), np.frombuffer(weights, np.float32)

    def cleanup(self) -> None:
        """What Whoosh tells its pool when a segment is done."""
        self._terms.clear()
