"""Readers at four web processes while reports are withdrawn and restored: ``python -m tests.bench.soak``.

``NIANBAO_SOAK_SECONDS`` (30 unless told) is for how long; the house is that of ``tests.bench.portal``.  Prints how
many answers there were, which were wrong, and how long it took until a change was seen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from tests.bench.portal import REPORTS, large_house, p95
from tests.bench.portal_pages import interfaces, pages, searches
from tests.bench.serving import Served, served
from tests.house import ROOT
from tests.running import Running

SECONDS = float(os.environ.get("NIANBAO_SOAK_SECONDS", "30"))
WEB_PROCESSES, READERS = 4, 6
OK = 200
# So many answers a search of what every report has may lack: those that are withdrawn just now.
_LACKING = 2
_EVERYWHERE = "公开"
# An index that takes longer than this to be right is wrong.
_PATIENCE = 30.0
_LOOK, _REST = 0.05, 1.0


@dataclass
class Seen:
    """``wrong`` are answers that should not have been, told in words; the rest are milliseconds."""

    wrong: list[str] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    hidden: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)


def soak(house: Running, reports: int, seconds: float) -> Seen:
    seen, done = Seen(), Event()
    with served(house, workers=WEB_PROCESSES) as web, _writer(house) as change:
        threads = [Thread(target=_read, args=(web, reports, number, seen, done)) for number in range(READERS)]
        threads.append(Thread(target=_write, args=(web, reports, change, seen, done)))
        for thread in threads:
            thread.start()
        sleep(seconds)
        done.set()
        for thread in threads:
            thread.join()
    return seen


# -- readers --


def _read(web: Served, reports: int, reader: int, seen: Seen, done: Event) -> None:
    random = Random(reader)
    addresses = [address for kind in (*searches(), *pages(reports), *interfaces()) for address in kind.addresses]
    while not done.is_set():
        try:
            _read_one(web, random.choice(addresses), seen)
            _search_one(web, reports, seen)
        except OSError as error:
            seen.wrong.append(f"no answer: {error}")


def _read_one(web: Served, address: str, seen: Seen) -> None:
    answer = web.get(address)
    seen.answers.append(answer.whole)
    if answer.status != OK or not answer.body:
        seen.wrong.append(f"{answer.status} {address}")


def _search_one(web: Served, reports: int, seen: Seen) -> None:
    total = _searched(web, _EVERYWHERE, seen)["total"]
    if total < reports - _LACKING:
        seen.wrong.append(f"only {total} found")


def _searched(web: Served, query: str, seen: Seen) -> dict[str, Any]:
    answer = web.get(f"/api/v1/search/?{urlencode({'q': query, 'size': 5})}", packed=False)
    seen.answers.append(answer.whole)
    found: dict[str, Any] = json.loads(answer.body)
    if answer.status != OK:
        seen.wrong.append(f"{answer.status} search")
        return {"total": 0, "hits": []}
    return found


# -- the writer --


@contextmanager
def _writer(house: Running) -> Iterator[Callable[[str, int], None]]:
    command = [sys.executable, "-m", "tests.bench.soak_writer"]
    with subprocess.Popen(
        command, cwd=ROOT, env=house.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        given, told = process.stdin, process.stdout

        def change(action: str, number: int) -> None:
            given.write(f"{action} {number}\n")
            given.flush()
            assert told.readline(), "the writer has ended"

        yield change
        given.close()


def _write(web: Served, reports: int, change: Callable[[str, int], None], seen: Seen, done: Event) -> None:
    """Reports that no reader opens: hidden at once, found again in a moment."""
    random = Random(reports)
    while not done.is_set():
        number = 4 + 10 * random.randrange(reports // 10)
        title = str(json.loads(web.get(f"/api/v1/reports/{number}/", packed=False).body)["title"])
        change("withdraw", number)
        seen.hidden.append(_until(web, number, title, seen, there=False))
        change("restore", number)
        seen.found.append(_until(web, number, title, seen, there=True))
        done.wait(_REST)


def _until(web: Served, number: int, title: str, seen: Seen, *, there: bool) -> float:
    start = perf_counter()
    while _is_found(web, number, title, seen) != there:
        if perf_counter() - start > _PATIENCE:
            seen.wrong.append(f"report {number} {'lacking' if there else 'seen'} after {_PATIENCE:.0f} s")
            break
        sleep(_LOOK)
    return 1000 * (perf_counter() - start)


def _is_found(web: Served, number: int, title: str, seen: Seen) -> bool:
    return any(hit["report"] == number for hit in _searched(web, f'标题:"{title}"', seen)["hits"])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        seen = soak(large_house(Path(folder), REPORTS), REPORTS, SECONDS)
    print(f"{SECONDS:.0f} s: {len(seen.answers):,} answers, {len(seen.found)} reports withdrawn and restored")
    print(f"wrong: {len(seen.wrong)}", *seen.wrong[:20], sep="\n  ")
    for label, times in (("answers", seen.answers), ("hidden", seen.hidden), ("found again", seen.found)):
        print(f"{label}: p95 {p95(times):,.0f} ms, longest {max(times):,.0f} ms")
    sys.exit(bool(seen.wrong))


if __name__ == "__main__":
    main()
