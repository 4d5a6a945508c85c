"""From file to stored, checked and segmented: a real broker, a real worker, two cores."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from time import perf_counter, sleep

from tests.bench.figures import Figure, Goal
from tests.running import Running
from tests.variants import TEXT, WEB_PAGE, write_variants

FILES = 300
CORES = 2
GOAL = Goal(40, least=True)
LABELS = {"text": "文本", "html": "网页"}
MODELS = {"text": TEXT, "html": WEB_PAGE}


def free_cores() -> None:
    """The other figures are of one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(range(min(CORES, os.cpu_count() or 1))))


def seconds_to_settle(house: Running, folder: Path) -> float:
    """The command hands in while the worker works: what a person waits for is the last file's result."""
    before = house.count("archive_upload", "state IN ('review', 'published')")
    start = perf_counter()
    house.manage("ingest", str(folder))
    while house.count("archive_upload", "state IN ('review', 'published')") - before < FILES:
        assert not house.count("archive_upload", "state IN ('refused', 'quarantined', 'duplicate')")
        sleep(0.05)
    return perf_counter() - start


def seconds_of(house: Running, kind: str, folder: Path) -> float:
    write_variants(folder / kind, MODELS[kind], [f"{number:04}.{kind}" for number in range(FILES)])
    return seconds_to_settle(house, folder / kind)
