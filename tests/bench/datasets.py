"""Files of 20,000 reports with 200 cells each: how long, how much memory, until when the first byte."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Goal
from tests.house import ROOT
from tests.running import Running

REPORTS = 20_000
# Seconds for the whole file; the baseline is the format's own library with the same rows in memory.
WANTED = {
    ("csv", "wide"): Goal(5),
    ("xlsx", "wide"): Goal(60),
    ("parquet", "wide"): None,
    ("jsonl", "wide"): None,
    ("parquet", "long"): Goal(15),
}
MEMORY_GOAL = Goal(200)
FIRST_GOAL = Goal(1)
SHAPES = {"wide": "宽表", "long": "长表"}


def figures(folder: Path, reports: int = REPORTS) -> Iterator[Figure]:
    house = Running(folder / "datasets")
    house.data.mkdir()
    house.manage("migrate", "-v0")
    _run(house, "fill", str(reports))
    for (extension, shape), goal in WANTED.items():
        yield from _figures(house, extension, shape, goal, reports)


def _figures(house: Running, extension: str, shape: str, goal: Goal | None, reports: int) -> Iterator[Figure]:
    told = json.loads(_run(house, extension, shape))
    name, label = f"datasets.{extension}.{shape}", f"{extension} {SHAPES[shape]}（{reports:,} 份）"
    yield Figure(name, label, told["seconds"], "s", told["baseline"], goal)
    yield Figure(f"{name}.memory", f"{label}：增加的内存", told["megabytes"], "MB", told["before"], MEMORY_GOAL)
    if extension == "csv":
        yield Figure(f"{name}.first", f"{label}：首字节", told["first"], "s", told["seconds"], FIRST_GOAL)


def _run(house: Running, *arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.large_datasets", *arguments],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout
