"""Reads every file of a folder as the command would, and tells what it cost (run as a program by the tests)."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from ingest.intake import open_report
from ingest.readers import read
from ingest.refusals import Refusal

_WRITING = {"w", "a", "x", "+"}
_TELLING = ("socket.", "subprocess.", "os.remove", "os.mkdir", "os.rename", "os.system", "os.exec", "os.posix_spawn")
deeds: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Notes whatever reaches beyond reading: writing, the network, other programs."""
    if event == "open" and _WRITING & set(str(arguments[1])):
        deeds.append(f"{event} {arguments[0]}")
    elif event.startswith(_TELLING):
        deeds.append(f"{event} {arguments}")


def outcome(path: Path) -> tuple[str, float]:
    start = time.perf_counter()
    try:
        read(open_report(path), path.name)
        code = "read"
    except Refusal as refusal:
        code = refusal.code
    return code, time.perf_counter() - start


def peak() -> int:
    """Most memory ever used by this program; getrusage would count its parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def main(folder: Path) -> None:
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    outcomes = {path.name: outcome(path) for path in sorted(folder.iterdir())}
    sys.stdout.write(json.dumps({"outcomes": outcomes, "peak": peak(), "deeds": deeds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
