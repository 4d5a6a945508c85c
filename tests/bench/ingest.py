"""From file to stored, checked and segmented: a real broker, a real worker, two cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, sleep

from ingest.pipeline import parse_file
from tests.bench.figures import Figure, Goal
from tests.bench.timing import rate
from tests.running import Running
from tests.variants import TEXT, WEB_PAGE, write_variants

FILES = 300
CORES = 2
GOAL = Goal(40, least=True)
MODELS = {"text": ("文本", TEXT), "html": ("网页", WEB_PAGE)}
DONE = "state IN ('review', 'published')"
GONE_WRONG = "state IN ('refused', 'quarantined', 'duplicate')"


def figures(folder: Path) -> Iterator[Figure]:
    """The baseline is reading and parsing the same files in one process, with nothing stored."""
    house = _house(folder / "ingest")
    try:
        for kind, (label, model) in MODELS.items():
            paths = write_variants(folder / kind, model, [f"{number:04}.{kind}" for number in range(FILES)])
            value = FILES / _seconds_to_settle(house, folder / kind)
            words = f"入库：{label}（{FILES} 份，{CORES} 核）"
            yield Figure(f"ingest.{kind}", words, value, "份/s", rate(parse_file, paths[:50]), GOAL)
    finally:
        house.stop_all()


def _house(data: Path) -> Running:
    """On two cores, whatever is measured on one before and after."""
    data.mkdir()
    house = Running(data)
    house.manage("migrate", "--verbosity", "0")
    cores = _set_cores(CORES)
    house.start_broker()
    house.start_worker(concurrency=CORES)
    _set_cores(cores)
    # One file through everything: whatever is loaded late is loaded now.
    first = data / "first.txt"
    first.write_bytes(TEXT[0].read_bytes())
    house.manage("ingest", "--wait", str(first))
    return house


def _set_cores(count: int) -> int:
    """How many there were before.  Children inherit it."""
    if not hasattr(os, "sched_setaffinity"):
        return count
    before = len(os.sched_getaffinity(0))
    os.sched_setaffinity(0, set(range(min(count, os.cpu_count() or 1))))
    return before


def _seconds_to_settle(house: Running, folder: Path) -> float:
    """The command hands in while the worker works; what a person waits for is the last file's result."""
    before = house.count("archive_upload", DONE)
    start, cores = perf_counter(), _set_cores(CORES)
    house.manage("ingest", str(folder))
    while house.count("archive_upload", DONE) - before < FILES:
        assert not house.count("archive_upload", GONE_WRONG), house.states()
        sleep(0.02)
    _set_cores(cores)
    return perf_counter() - start
