"""Builds that are killed, one after the other: ``python -m tests.search.killed_builder POINTS``.

A point is one of the calls by which anything of an index reaches the disk.  For each a child of this process begins a
build and dies by SIGKILL just before that call; told are the signal, and what the live index answers afterwards.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

# The search's own modules are there only after the setup.
from django.db import connections  # noqa: E402

from search import building  # noqa: E402
from search.searching import Ask, find  # noqa: E402


class Killer:
    """Counts the calls; dies before the one that is its number."""

    def __init__(self, point: int) -> None:
        self.point, self.calls = point, 0

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.point:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return counted


def build(point: int) -> int:
    """How many calls there were, if it comes to that."""
    killer = Killer(point)
    Path.replace = killer.before(Path.replace)  # type: ignore[method-assign]
    os.rename = killer.before(os.rename)
    os.truncate = killer.before(os.truncate)
    os.remove = killer.before(os.remove)
    os.fsync = killer.before(os.fsync)
    building.build(at_once=1)
    return killer.calls


def killed(point: int) -> int:
    """The signal that ended the child, 0 where it came to its end."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        build(point)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def answer() -> tuple[int, list[int]]:
    results = find(Ask("政府信息公开", stop=None))
    return results.total, sorted(found.report.year for found in results.found)


def main() -> None:
    points = range(1, int(sys.argv[1]) + 1)
    sys.stdout.write(json.dumps([(killed(point), answer()) for point in points]))


if __name__ == "__main__":
    main()
