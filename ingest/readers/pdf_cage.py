"""Asks another process to open PDFs, and survives whatever a file does to it.

pdfium is written in C++ and cannot be stopped: a file of 2 KB can keep it busy for years (forms that draw forms),
one of 1 MB can make it take 2 GB.  So it works in a child process with limits of its own on time and memory, which is
kept for the next file, and replaced when a file has killed it.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, cast

from ingest.limits import PDF_SECONDS
from ingest.readers.pdf_frames import receive, send, unpacked
from ingest.readers.pdf_pages import Drawing
from ingest.refusals import Refusal

ROOT = Path(__file__).resolve().parents[2]
CHILD = (sys.executable, "-m", "ingest.readers.pdf_child")
# The child counts the time it works; this clock is for one that sleeps, or shares a busy machine.
PATIENCE = 3 * PDF_SECONDS

Answer = tuple[dict[str, Any], bytes]


class Child:
    """One process that opens PDFs."""

    def __init__(self) -> None:
        self.answers = 0
        self.process = subprocess.Popen(  # noqa: S603 (our own program)
            CHILD, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, request: Mapping[str, Any], data: bytes) -> Answer | None:
        """Its answer, or None when the file was too much for it."""
        clock = threading.Timer(PATIENCE, self.process.kill)
        clock.start()
        try:
            send(cast("IO[bytes]", self.process.stdin), request, data)
            answer = receive(cast("IO[bytes]", self.process.stdout))
        except (OSError, EOFError, ValueError):
            return None
        finally:
            clock.cancel()
        self.answers += 1
        return answer

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


class Cage:
    """Holds the child of this process and starts another one when needed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: Child | None = None

    def ask(self, request: Mapping[str, Any], data: bytes) -> Answer:
        with self.lock:
            answer = self.try_twice(request, data)
        if answer is None:
            raise Refusal("too-complex", "PDF 文件打开时占用的时间或内存超过上限，或使读取程序出错，无法读取。")
        if refusal := answer[0].get("refusal"):
            raise Refusal(*refusal)
        return answer

    def try_twice(self, request: Mapping[str, Any], data: bytes) -> Answer | None:
        """A second try is for a child that may have died of what it read before."""
        for _ in range(2):
            child = self.ready()
            is_fresh = not child.answers
            answer = child.ask(request, data)
            if answer is not None:
                return answer
            self.close()
            if is_fresh or child.process.returncode == -signal.SIGXCPU:
                break
        return None

    def ready(self) -> Child:
        if self.child is None or not self.child.is_alive:
            self.close()
            self.child = Child()
        return self.child

    def close(self) -> None:
        if self.child is not None:
            self.child.close()
            self.child = None

    def forget(self) -> None:
        """Begins anew in a process forked from this one: the child, and perhaps the lock, are still in use there."""
        self.lock = threading.Lock()
        self.child = None


CAGE = Cage()
atexit.register(CAGE.close)
os.register_at_fork(after_in_child=CAGE.forget)


def drawing(data: bytes) -> Drawing:
    return unpacked(*CAGE.ask({"wanted": "drawing"}, data))


def picture(data: bytes, page: int, dots: int) -> Answer:
    """Width, height and grey values of a page (counted from 0)."""
    return CAGE.ask({"wanted": "picture", "page": page, "dots": dots}, data)
