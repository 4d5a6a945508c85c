"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("Django", "lxml", "pypdfium2")


def processor() -> str:
    information = Path("/proc/cpuinfo")
    text = information.read_text(encoding="utf-8") if information.exists() else ""
    named = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return named[1] if named else platform.processor()


def stay_on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def libraries() -> dict[str, str]:
    return {library: version(library) for library in LIBRARIES}


def describe() -> dict[str, object]:
    return {
        "processor": processor(),
        "cores_of_machine": os.cpu_count(),
        "cores_used": 1,
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": libraries(),
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
    }
