"""The slice of the hits that is asked for, in order, without sorting the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.base import Order
from search.engines.whoosh.snapshot import Snapshot

Places = NDArray[np.int64]
Keys = NDArray[np.float64]


def _key(snapshot: Snapshot, order: Order, places: Places, scores: Keys) -> NDArray[np.generic]:
    match order:
        case Order.SCORE:
            return scores
        case Order.YEAR:
            return snapshot.years[places].astype(np.int64)
        case Order.PUBLISHED:
            return snapshot.published[places].astype(np.int64)
        case Order.DISTRICT:
            return _by_division(snapshot, places)
        case Order.REQUESTS:
            return snapshot.requests[places]
        case Order.REPORT:
            return snapshot.reports[places]


def _by_division(snapshot: Snapshot, places: Places) -> NDArray[np.int64]:
    """A division right before those below it."""
    codes = snapshot.districts[places].astype(np.int64)
    shorter = np.where(codes < 100, 10_000, np.where(codes < 10_000, 100, 1))
    return codes * shorter


def best(
    snapshot: Snapshot, places: Places, scores: Keys, order: Sequence[tuple[Order, bool]], stop: int | None
) -> Places:
    """Positions in ``places`` of the first ``stop`` hits."""
    keys = [(_key(snapshot, each, places, scores), down) for each, down in order]
    chosen = np.arange(len(places))
    if stop is not None and keys and len(places) > 2 * stop > 0:
        chosen = _at_least(keys[0][0], stop, down=keys[0][1])
    columns = [snapshot.reports[places[chosen]]]
    for key, down in reversed(keys):
        column = key[chosen]
        columns.append(-column if down else column)
    ordered: Places = chosen[np.lexsort(columns)]
    return ordered[:stop]


def _at_least(key: NDArray[np.generic], stop: int, *, down: bool) -> Places:
    """Positions of all that are as good as the last of the first ``stop``."""
    at = len(key) - stop if down else stop - 1
    bound = np.partition(key, at)[at]
    return np.flatnonzero(key >= bound if down else key <= bound)
