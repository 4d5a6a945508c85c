"""A house that is served as ``make run`` serves it, and what an answer costs there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from time import perf_counter

from tests.running import Running, answers, free_port, wait_for

HOST = "127.0.0.1"
START_SECONDS = 120
_NANOSECONDS_A_MILLISECOND = 1e6
_visitors = count(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """Milliseconds until the first byte and until the last; of the processor only where somebody looked."""

    status: int
    body: bytes
    first: float
    whole: float
    processor: float = 0.0


@dataclass(frozen=True, slots=True)
class Served:
    """``master`` is the web server's own process; its children answer."""

    port: int
    master: int

    @property
    def workers(self) -> list[int]:
        return _children(self.master)

    def get(self, address: str, *, packed: bool = True) -> Answer:
        """Each from another visitor: nobody is told to come back later."""
        headers = {"X-Forwarded-For": _visitor(), "Accept-Encoding": "br, gzip" if packed else "identity"}
        with closing(HTTPConnection(HOST, self.port, timeout=60)) as line:
            start = perf_counter()
            line.request("GET", address, headers=headers)
            answer = line.getresponse()
            body = answer.read(1)
            first = perf_counter()
            body += answer.read()
            return Answer(answer.status, body, 1000 * (first - start), 1000 * (perf_counter() - start))

    def timed(self, address: str) -> Answer:
        """With what the workers' processors did meanwhile: what else the machine does counts for nothing."""
        before = self._spent()
        answer = self.get(address)
        spent = (self._spent() - before) / _NANOSECONDS_A_MILLISECOND
        return Answer(answer.status, answer.body, answer.first, answer.whole, spent)

    def _spent(self) -> int:
        return sum(_on_processor(thread) for worker in self.workers for thread in _threads(worker))

    def mebibytes(self) -> float:
        """Of the largest worker, its share of what it has in common with others."""
        return max(map(_proportional, self.workers))


def _visitor() -> str:
    number = next(_visitors)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for file in listed for number in file.read_text().split()]


def _threads(process: int) -> Iterator[Path]:
    return Path(f"/proc/{process}/task").iterdir()


def _on_processor(thread: Path) -> int:
    with suppress(FileNotFoundError, ProcessLookupError):
        return int((thread / "schedstat").read_text().split()[0])
    return 0


def _proportional(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@contextmanager
def served(house: Running, *, workers: int | None = None) -> Iterator[Served]:
    """The whole house, workers and all; ``workers`` only where there are to be more web processes than usual."""
    port = free_port()
    # Behind a proxy of its own it knows visitors apart.
    house.settings["NIANBAO_PROXIES"] = "1"
    if workers:
        house.settings["GUNICORN_CMD_ARGS"] = f"--workers={workers}"
    house.start("serve", [sys.executable, "manage.py", "serve", "--port", str(port)])
    try:
        wait_for("the house answers", lambda: answers(f"http://{HOST}:{port}"), START_SECONDS)
        yield Served(port, _web_server(house.processes["serve"].pid))
    finally:
        house.stop("serve", seconds=30)


def _web_server(house: int) -> int:
    commands = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in _children(house)}
    return next(child for child, command in commands.items() if b"gunicorn" in command)
