"""The search beside Tantivy with the same words, and beside Haystack's own Whoosh backend as it comes.

``NIANBAO_BENCH_REPORTS`` is how many reports are made up (20,000 unless told); the stock backend, which would take
hours, gets ``NIANBAO_BENCH_STOCK_REPORTS`` of them (500), and our engine is measured once more with as many.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import geometric_mean, median, quantiles
from time import process_time

from search.engines.base import Part
from search.engines.whoosh import WhooshEngine
from tests.bench.figures import Figure, Goal
from tests.bench.search_corpus import reports
from tests.bench.search_queries import Kind, kinds, request
from tests.bench.search_stock import Stock
from tests.bench.search_tantivy import Tantivy
from tests.running import Running

REPORTS = int(os.environ.get("NIANBAO_BENCH_REPORTS", "20000"))
STOCK_REPORTS = int(os.environ.get("NIANBAO_BENCH_STOCK_REPORTS", "500"))
A_COMMIT = 4000
RUNS, COLD_RUNS, STOCK_RUNS = 40, 3, 2
WARM_P95, COLD_P95 = 25, 100
FASTER_THAN_STOCK = 1000
BUILT_A_SECOND, MEBIBYTES = 150, 300
STATED_FOR = 20_000
_JUDGE = """
import json
from search import building
from tests.search.real_reports import publish_all
from tests.search.relevance import mean, questions, score
reports = publish_all()
building.build()
scores = [score(question, reports) for question in questions()]
print(json.dumps([mean([each.recall for each in scores]), mean([each.ndcg for each in scores])]))
"""


def milliseconds(action: Callable[[], object]) -> float:
    """Of the processor, all threads together: what else the machine does counts for nothing."""
    begun = process_time()
    action()
    return (process_time() - begun) * 1000


def p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


def build(folder: Path) -> tuple[WhooshEngine, Tantivy, float]:
    """Both engines with the same reports, and how many a second ours took in; making them up is not counted."""
    ours, other = WhooshEngine(folder / "ours"), Tantivy(folder / "tantivy")
    made, spent = reports(REPORTS), 0.0
    while batch := list(islice(made, A_COMMIT)):
        spent += milliseconds(lambda batch=batch: ours.write(batch)) / 1000  # type: ignore[misc]
        other.write(batch)
    return ours, other, REPORTS / spent


def warm(ours: WhooshEngine, other: Tantivy, asked: Sequence[Kind]) -> Iterator[tuple[Kind, list[float], list[float]]]:
    """In turn, so that both meet the same weather; the first round fills caches."""
    for kind in asked:
        told = request(kind)
        pairs = [
            (milliseconds(lambda told=told: ours.search(told)), milliseconds(lambda kind=kind: other.search(kind)))  # type: ignore[misc]
            for _ in range(RUNS + 1)
        ][1:]
        yield kind, [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def cold(ours: WhooshEngine, asked: Sequence[Kind]) -> list[float]:
    """Every query as the first one after its process has opened the index."""
    times: list[float] = []
    for kind in list(asked) * COLD_RUNS:
        ours.forget()
        ours.snapshot()
        times.append(milliseconds(lambda kind=kind: ours.search(request(kind))))  # type: ignore[misc]
    return times


def against_stock(folder: Path) -> Figure:
    ours, stock = WhooshEngine(folder / "small"), Stock(folder / "stock")
    made = list(reports(STOCK_REPORTS))
    ours.write(made)
    stock.write(made)
    pairs: list[tuple[float, float]] = []
    for kind in kinds(ours.vocabulary(Part.TEXT), STOCK_REPORTS):
        told = request(kind)
        mine = [milliseconds(lambda told=told: ours.search(told)) for _ in range(RUNS)]  # type: ignore[misc]
        theirs = [milliseconds(lambda kind=kind: stock.search(kind)) for _ in range(STOCK_RUNS)]  # type: ignore[misc]
        pairs.append((median(mine), median(theirs)))
    value, baseline = (geometric_mean(column) for column in zip(*pairs, strict=True))
    return Figure("search.stock", f"检索 {STOCK_REPORTS:,} 份（对照：Haystack 自带的 Whoosh）", value, "ms", baseline)


def size_of(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / (1 << 20)


def figures(folder: Path) -> Iterator[Figure]:
    ours, other, built = build(folder)
    asked = kinds(ours.vocabulary(Part.TEXT), REPORTS)
    yield from speeds(ours, other, asked)
    yield Figure(
        "search.build", "建索引（对照：目标）", built, "份/s", BUILT_A_SECOND, Goal(BUILT_A_SECOND, least=True)
    )
    sizes = size_of(folder / "ours"), size_of(folder / "tantivy")
    most = Goal(MEBIBYTES * REPORTS / STATED_FOR)
    yield Figure("search.size", "索引大小（对照：Tantivy）", sizes[0], "MiB", sizes[1], most)
    yield against_stock(folder)
    yield from relevance(folder / "house")


def speeds(ours: WhooshEngine, other: Tantivy, asked: Sequence[Kind]) -> Iterator[Figure]:
    means: list[tuple[float, float]] = []
    for number, (kind, mine, theirs) in enumerate(warm(ours, other, asked), 1):
        means.append((median(mine), median(theirs)))
        yield Figure(f"search.{number:02}", f"检索：{kind.label}", means[-1][0], "ms", means[-1][1])
        yield Figure(f"search.{number:02}.p95", "　九成五之内", p95(mine), "ms", p95(theirs), Goal(WARM_P95))
    value, baseline = (geometric_mean(column) for column in zip(*means, strict=True))
    yield Figure("search.warm", f"检索 {REPORTS:,} 份（对照：Tantivy）", value, "ms", baseline, Goal(baseline))
    slowest = p95([each[1] for each in means])
    yield Figure("search.cold.p95", "没有缓存时，九成五之内", p95(cold(ours, asked)), "ms", slowest, Goal(COLD_P95))


def relevance(folder: Path) -> Iterator[Figure]:
    """In a house of its own, with the real reports; the baseline is that of a perfect answer."""
    folder.mkdir()
    house = Running(folder)
    house.manage("migrate", "-v0")
    recall, ndcg = json.loads(house.manage("shell", "-v0", "-c", _JUDGE).splitlines()[-1])
    yield Figure("search.recall", "真实年报上的 66 个问题：查全率", recall, "", 1, Goal(0.97, least=True))
    yield Figure("search.ndcg", "　前十名的排序（nDCG@10）", ndcg, "", 1, Goal(0.95, least=True))
