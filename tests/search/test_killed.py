"""SIGKILL at every point of a build: the live index answers as before, and the next build ends well."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import ROOT
from tests.running import Running

YEARS = range(2016, 2024)
POINTS = 40
KILLS = 30
ANSWER = [len(YEARS), list(YEARS)]
_FILL = """
from tests.search.archived import public
for year in range(2016, 2024):
    public(year=year)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Running:
    made = Running(tmp_path_factory.mktemp("house"))
    made.manage("migrate", "-v0")
    made.manage("shell", "-v0", "-c", _FILL)
    made.manage("search_index", "build")
    return made


def folders(house: Running) -> list[Path]:
    return sorted((house.data / "search").glob("index-*"))


def test_a_build_killed_anywhere_harms_nothing(house: Running) -> None:
    command = [sys.executable, "-m", "tests.search.killed_builder", str(POINTS)]
    run = subprocess.run(command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert [answer for _, answer in told] == [ANSWER] * POINTS
    # What goes on where another was killed has less to do, and may end before its point.
    assert [ended for ended, _ in told].count(signal.SIGKILL) >= KILLS
    house.manage("search_index", "build")
    assert len(folders(house)) == 1
