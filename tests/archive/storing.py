"""A process that stores readings as fast as it can: ``python -m tests.archive.storing FIRST COUNT TEXT``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

# The archive's own modules are there only after the setup.
from tests.archive.readings import reading, source, stored  # noqa: E402


def store(first: int, count: int, text: str) -> Iterator[tuple[int, int, bool]]:
    """``count`` reports of the years from ``first`` on, each from a file of its own."""
    for year in range(first, first + count):
        report, revision, new = stored(reading(year=year, text=text), of=source(f"{year}{text}"))
        yield report.pk, revision.pk, new


def main() -> None:
    first, count, text = sys.argv[1:]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    # All begin at the same moment.
    sys.stdin.readline()
    new = sum(was_new for _, _, was_new in store(int(first), int(count), text))
    sys.stdout.write(f"{new}\n")


if __name__ == "__main__":
    main()
