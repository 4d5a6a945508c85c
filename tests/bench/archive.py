"""Queries of a large archive, in SQLite and, where it is installed, in PostgreSQL."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import postgresql
from tests.bench.figures import Figure, Goal
from tests.house import ROOT
from tests.needs import present
from tests.running import Running

REPORTS = 100_000
GOAL = Goal(100)
LABELS = {
    "sums.province": "一省 13% 的年报：办理结果 × 年份",
    "sums.city": "一市：办理结果 × 县",
    "sums.country": "全国：办理结果 × 年份",
    "publish": "发布一份时重算其所在的一组",
    "queue": "待审核的第一页",
}


def figures(folder: Path, reports: int = REPORTS) -> Iterator[Figure]:
    yield from _measured("sqlite", Running(folder / "large"), reports)
    if present("initdb"):
        with postgresql.server() as server:
            house = Running(folder / "large-postgresql", {"DATABASE_URL": postgresql.create(server, "large")})
            yield from _measured("postgresql", house, reports)


def _measured(database: str, house: Running, reports: int) -> Iterator[Figure]:
    house.data.mkdir()
    house.manage("migrate", "-v0")
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.large_archive", str(reports)],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    for name, (value, baseline) in json.loads(run.stdout).items():
        label = f"{database}，{reports:,} 份：{LABELS[name]}"
        yield Figure(f"archive.{database}.{name}", label, value, "ms", baseline, GOAL)
