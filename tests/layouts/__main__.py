"""``python -m tests.layouts``: prints docs/accuracy.md, writes it, or sweeps through many more reports."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.layouts.accuracy import TARGET, document, office_name, row
from tests.layouts.measure import LAYOUTS, OFFICE, Measure, measure, through_office

_SHOWN = 5


def sweep(count: int, only: str) -> Iterator[tuple[str, Measure]]:
    for name, layout in LAYOUTS.items():
        if only in name:
            yield name, measure(layout, range(1_000, 1_000 + count))
    for target in OFFICE:
        if only in target:
            with tempfile.TemporaryDirectory() as folder:
                yield office_name(target), through_office(target, Path(folder), first=1_000, each=max(1, count // 20))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def report(name: str, measured: Measure) -> None:
    say(row(name, measured))
    for kind, notes in (
        ("not read", measured.certain.open),
        ("silent", measured.silent),
        ("misled", measured.misled),
    ):
        for note in notes[:_SHOWN]:
            say(f"    {kind}: {note}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--sweep", type=int, default=0, metavar="N", help="N other reports in each layout")
    parser.add_argument("--only", default="", help="layouts whose names contain this")
    asked = parser.parse_args()
    if asked.sweep:
        for name, measured in sweep(asked.sweep, asked.only):
            report(name, measured)
    elif asked.write:
        TARGET.write_text(document(), encoding="utf-8")
    else:
        say(document().rstrip())


if __name__ == "__main__":
    main()
