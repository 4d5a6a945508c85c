"""Medians of several runs, the thing measured and its baseline in turn, so that both meet the same weather."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 5
SECONDS_PER_RUN = 0.4

Action = Callable[[Path], object]


def rate(action: Action, paths: Sequence[Path]) -> float:
    """Files a second, going round the files until the run is long enough to trust the clock."""
    done, start = 0, perf_counter()
    while (spent := perf_counter() - start) < SECONDS_PER_RUN or not done:
        for path in paths:
            action(path)
        done += len(paths)
    return done / spent


def rates(action: Action, baseline: Action, paths: Sequence[Path]) -> tuple[float, float]:
    # The first round fills caches and is not counted.
    pairs = [(rate(action, paths), rate(baseline, paths)) for _ in range(RUNS + 1)][1:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
