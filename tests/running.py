"""A house of its own for a test: data folder, database, broker and worker as processes, on no port."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

from portal import broker
from tests.house import ROOT

FINAL = ("review", "published", "duplicate", "refused", "quarantined")
START_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_for(what: str, met: Any, seconds: float) -> None:
    deadline = monotonic() + seconds
    while not met():
        assert monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        sleep(0.05)


@dataclass
class Running:
    """``settings`` are environment variables; what the processes say goes to files in the folder."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "DATABASE_URL")}
        return kept | {"NIANBAO_DATA": str(self.data), "PYTHONUNBUFFERED": "1"} | self.settings

    def manage(self, *arguments: str, check: bool = True) -> str:
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0 or not check, run.stdout + run.stderr
        return run.stdout

    def start(self, name: str, command: Sequence[str]) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_broker(self) -> None:
        self.start("broker", broker.command(self.data))
        wait_for("the broker answers", lambda: broker.answers(self.data), START_SECONDS)

    def start_worker(self, *, concurrency: int = 2) -> None:
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
        queues = ["--queues", "intake", "--concurrency", str(concurrency)]
        self.start("worker", [sys.executable, "-m", "celery", "-q", "-A", "portal.celery", "worker", *quiet, *queues])

    def stop(self, name: str, number: signal.Signals = signal.SIGTERM, seconds: float = 15) -> None:
        """Told to end; then killed with all that it has started."""
        process = self.processes.pop(name)
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        for name in reversed(list(self.processes)):
            self.stop(name, signal.SIGKILL)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "archive.sqlite3", timeout=30)) as database:
            return database.execute(question).fetchall()

    def count(self, table: str, condition: str = "1") -> int:
        return int(self.rows(f"SELECT count(*) FROM {table} WHERE {condition}")[0][0])

    def unfinished(self) -> int:
        return self.count("archive_upload", f"state NOT IN {FINAL}")

    def states(self) -> dict[str, int]:
        return dict(self.rows("SELECT state, count(*) FROM archive_upload GROUP BY state"))

    def wait_until_finished(self, seconds: float) -> None:
        wait_for("every upload has its final state", lambda: self.unfinished() == 0, seconds)
