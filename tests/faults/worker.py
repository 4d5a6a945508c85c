"""A worker that dies where its files tell it to: ``python -m tests.faults.worker FOLDER``.

A file named p07-r3… dies at point 7, once (a mark in FOLDER says that it has).  In rounds of an even number only
the process that does the work is killed, in the others the whole worker; then another is started at once.
"""

from __future__ import annotations

import importlib
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from archive import words  # noqa: E402
from archive.models import Upload  # noqa: E402
from ingest import stages, tasks  # noqa: E402
from portal.celery import app  # noqa: E402
from portal.processes import die_with_parent  # noqa: E402
from tests.faults.points import POINTS  # noqa: E402

NAME = re.compile(r"p(\d+)-r(\d+)")
ARGUMENTS = (
    *("worker", "--queues", "intake", "--concurrency", "2", "--loglevel", "WARNING"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)


# A file that is worked on beside one that kills the whole worker loses an attempt without any fault of its own, and
# here every second file does that: this is about what is left of the work, test_poison.py about how often it is tried.
ATTEMPTS = 20


class Doom:
    """What is to happen to the upload that this process works on."""

    def __init__(self, marks: Path) -> None:
        self.marks = marks
        self.name = ""
        self.calls = 0

    def begin(self, upload_id: int) -> None:
        name = Upload.objects.values_list("name", flat=True).get(pk=upload_id)
        if name != self.name:
            self.name, self.calls = name, 0

    def reach(self, number: int) -> None:
        found = NAME.search(self.name)
        if not found or int(found[1]) != number:
            return
        self.calls += 1
        mark = self.marks / f"{found[0]}.died"
        if self.calls == POINTS[number].nth and not mark.exists():
            mark.touch()
            if int(found[2]) % 2:
                os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)


def doomed(step: Callable[..., Any], number: int, doom: Doom, *, after: bool) -> Callable[..., Any]:
    def wrapped(*args: Any, **options: Any) -> Any:
        if not after:
            doom.reach(number)
        result = step(*args, **options)
        if after:
            doom.reach(number)
        return result

    return wrapped


def arm(doom: Doom) -> None:
    for number, point in enumerate(POINTS):
        module = importlib.import_module(point.module)
        step = getattr(module, point.step)
        setattr(module, point.step, doomed(step, number, doom, after=point.after))
    exclusively = vars(tasks)["exclusively"]

    def known(upload_id: int) -> Any:
        doom.begin(upload_id)
        return exclusively(upload_id)

    vars(tasks)["exclusively"] = known


def main(marks: Path) -> None:
    """This process only starts workers: the libraries are loaded once for all of them."""
    vars(stages)["MAX_ATTEMPTS"] = ATTEMPTS
    arm(Doom(marks))
    words.prepare()
    while True:
        child = os.fork()
        if not child:
            os.setsid()
            die_with_parent()
            app.worker_main(list(ARGUMENTS))
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
