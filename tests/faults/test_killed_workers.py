"""A worker killed at any point leaves one report for each file, nothing half done, and every file a final state."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.points import POINTS
from tests.running import Running, wait_for
from tests.variants import TEXT, write_variants

ROUNDS = 5
SECONDS = 150


def names() -> list[str]:
    return [f"p{point:02}-r{round_}.txt" for round_ in range(ROUNDS) for point in range(len(POINTS))]


def test_a_worker_killed_at_twenty_points_five_times_each(house: Running, tmp_path: Path) -> None:
    assert len(POINTS) == 20
    marks = tmp_path / "marks"
    marks.mkdir()
    folder = tmp_path / "files"
    write_variants(folder, TEXT, names())
    house.start_broker()
    house.start("worker", [sys.executable, "-m", "tests.faults.worker", str(marks)])
    house.manage("ingest", str(folder))
    wait_for("every file has its final state", lambda: house.unfinished() == 0, SECONDS)
    assert len(list(marks.iterdir())) == len(names())
    assert house.states() == {"review": len(names())}
    assert house.count("archive_report") == len(names())
    assert house.count("archive_revision") == len(names())
    assert house.count("archive_source") == len(names())
    assert house.count("archive_section", "tokens = ''") == 0
    assert house.count("archive_upload", "stage <> 'settled'") == 0
    assert len([path for path in (house.data / "sources").rglob("*") if path.is_file()]) == len(names())
