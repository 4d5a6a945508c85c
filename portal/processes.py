"""Children of ``manage.py serve``: started, restarted when they die, and never left behind."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
# A child that lived shorter than this would only die again.
SHORT_LIFE_SECONDS = 5
SHORT_LIVES = 3
ORPHAN_SECONDS = 3


class KeepsDying(Exception):
    """A child was started again and again, in vain."""


def die_with_parent() -> None:
    """The kernel kills this process when its parent is gone, however that went."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans() -> None:
    """What our children have started becomes ours when they end, instead of somebody else's to clear away."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def clear_orphans() -> None:
    """A killed process is there until somebody has waited for it; only then nothing is left behind."""
    deadline = monotonic() + ORPHAN_SECONDS
    with suppress(ChildProcessError):
        while monotonic() < deadline:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                for number in _children():
                    with suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
                sleep(0.01)


def _children() -> list[int]:
    listed = Path("/proc/thread-self/children")
    return [int(number) for number in listed.read_text().split()] if listed.exists() else []


@dataclass
class Child:
    """``patience`` is for how many seconds it may finish what it does when it is told to stop.

    Only one that ``speaks`` is heard; what goes wrong is always heard.
    """

    label: str
    command: Sequence[str]
    patience: float
    speaks: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    short_lives: int = 0
    asked: bool = False

    def start(self) -> None:
        """In a session of its own: Ctrl-C reaches the house, which stops its children in order."""
        self.started = monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - commands of our own
            self.command,
            cwd=settings.BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=None if self.speaks else subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - this process has one thread
        )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def revive(self) -> None:
        """Started again unless it runs; KeepsDying when that has no sense."""
        if self.is_running():
            return
        self.short_lives = self.short_lives + 1 if monotonic() - self.started < SHORT_LIFE_SECONDS else 0
        if self.short_lives >= SHORT_LIVES:
            raise KeepsDying(self.label)
        self._kill()
        self.start()

    def ask(self) -> None:
        """To end, once: a second time would be an order."""
        if self.process is not None and not self.asked:
            self.asked = True
            with suppress(ProcessLookupError):
                self.process.terminate()

    def stop(self) -> None:
        """Asked first; after its patience it is killed, with all that it has started."""
        if self.process is None:
            return
        self.ask()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        self._kill()

    def _kill(self) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def watch(children: Sequence[Child], seconds: float = 0.5) -> None:
    """Until a signal's exception ends it."""
    while True:
        for child in children:
            child.revive()
        sleep(seconds)


def stop_all(children: Sequence[Child]) -> None:
    """All but the first at once, the first at the end: to end well, the others may need it."""
    first, others = children[:1], children[1:]
    for child in others:
        child.ask()
    for child in (*others, *first):
        child.stop()
