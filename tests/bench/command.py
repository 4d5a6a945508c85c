"""The command as a whole: how long until its first line, how much memory it takes."""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from pathlib import Path
from statistics import median
from time import perf_counter

from tests.bench.figures import Figure, Goal
from tests.house import ROOT

RUNS = 7
DJANGO_ALONE = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'; django.setup(); print()"
OPENED = "import sys, pathlib; from tests.bench import opening; opening.{opener}(pathlib.Path(sys.argv[1]))"

START_GOAL = Goal(0.5)
MEMORY_GOAL = Goal(250)


def parse_command(path: Path) -> list[str]:
    return [sys.executable, "manage.py", "parse", str(path)]


def seconds(command: list[str]) -> float:
    """Until the first line is out; how long the command takes to end keeps nobody waiting."""
    start = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        lines = iter(process.stdout or ())
        next(lines, "")
        spent = perf_counter() - start
        deque(lines, maxlen=0)
    assert process.returncode == 0, command
    return spent


def start_up(tiny: Path) -> Figure:
    """A report of a few lines: what is measured is nearly all start-up."""
    alone = [sys.executable, "-c", DJANGO_ALONE]
    pairs = [(seconds(parse_command(tiny)), seconds(alone)) for _ in range(RUNS + 1)][1:]
    value, baseline = (median(column) for column in zip(*pairs, strict=True))
    return Figure("start", "命令启动（对照：只启动 Django）", value, "s", baseline, START_GOAL)


def peak(command: list[str]) -> float:
    measured = subprocess.run(
        [sys.executable, "-m", "tests.bench.peak", *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(measured.stdout)


def memory(kind: str, path: Path) -> Figure:
    opened = [sys.executable, "-c", OPENED.format(opener=f"open_{kind}"), str(path)]
    label = f"内存峰值 {path.name}"
    return Figure(f"memory.{kind}", label, peak(parse_command(path)), "MB", peak(opened), MEMORY_GOAL)
