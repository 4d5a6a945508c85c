"""Every kind of page through the server that ``make run`` starts, in a house of ``NIANBAO_BENCH_REPORTS`` reports.

Filling such a house takes minutes; ``NIANBAO_BENCH_HOUSE`` names a data folder that is filled once and kept.
``python -m tests.bench.portal`` measures nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles

from tests.bench.figures import Figure, Goal, table
from tests.bench.portal_pages import Kind, interfaces, pages, searches
from tests.bench.serving import Answer, Served, served
from tests.house import ROOT
from tests.running import Running

REPORTS = int(os.environ.get("NIANBAO_BENCH_REPORTS", "20000"))
# Times that each kind is asked for, whatever the number of its addresses.
RUNS, WARMING = 40, 8
PLAIN = "/healthz"
MEBIBYTES = Goal(400)
_FILLED = "filled"


def figures(folder: Path, reports: int = REPORTS) -> Iterator[Figure]:
    house = large_house(folder, reports)
    with served(house) as web:
        small = web.mebibytes()
        plain = measured(web, (PLAIN,))
        for kind in (*searches(), *pages(reports), *interfaces()):
            yield from _figures(kind, measured(web, kind.addresses), plain)
        yield Figure("portal.memory", "一个网站进程的内存（对照：刚启动）", web.mebibytes(), "MiB", small, MEBIBYTES)


def large_house(folder: Path, reports: int) -> Running:
    """The one that is kept, or one that goes with the folder."""
    kept = os.environ.get("NIANBAO_BENCH_HOUSE", "")
    house = Running(Path(kept) if kept else folder / "large-house")
    house.data.mkdir(parents=True, exist_ok=True)
    if not (house.data / _FILLED).exists():
        command = [sys.executable, "-m", "tests.bench.large_house", str(reports)]
        subprocess.run(command, cwd=ROOT, env=house.environment, check=True)
        (house.data / _FILLED).touch()
    return house


def measured(web: Served, addresses: Sequence[str]) -> list[Answer]:
    """The first rounds fill the caches of every worker and are not counted."""
    turns = [addresses[turn % len(addresses)] for turn in range(max(RUNS, 5 * len(addresses)))]
    for address in turns[: max(WARMING, 4 * len(addresses))]:
        assert web.get(address).status == 200, address
    return [web.timed(address) for address in turns]


def _figures(kind: Kind, answers: Sequence[Answer], plain: Sequence[Answer]) -> Iterator[Figure]:
    """The goal is for what the processor does; how long it takes besides depends on who else works here."""
    spent, base = ([answer.processor for answer in each] for each in (answers, plain))
    first, base_first = ([answer.first for answer in each] for each in (answers, plain))
    yield Figure(f"portal.{kind.name}", kind.label, median(spent), "ms", median(base))
    yield Figure(f"portal.{kind.name}.p95", "　九成五之内", p95(spent), "ms", p95(base), Goal(kind.goal))
    yield Figure(f"portal.{kind.name}.first", "　到第一个字节", median(first), "ms", median(base_first))


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(table(list(figures(Path(folder)))))


if __name__ == "__main__":
    main()
