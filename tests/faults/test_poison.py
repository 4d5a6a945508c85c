"""A file that brings its reader down is set aside after three attempts; nobody else suffers."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.faults.poisoned_worker import POISONS
from tests.running import Running
from tests.variants import TEXT, write_variants

GOOD = 50
SECONDS = 120


def test_fifty_good_files_around_poisonous_ones(house: Running, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    paths = write_variants(folder, TEXT, [f"{number:02}.txt" for number in range(GOOD + len(POISONS))])
    for path, poison in zip(paths[GOOD // 2 :], POISONS, strict=False):
        path.write_bytes(path.read_bytes() + b"\n" + poison)
    house.start_broker()
    house.start("worker", [sys.executable, "-m", "tests.faults.poisoned_worker"])
    house.manage("ingest", str(folder))
    house.wait_until_finished(SECONDS)
    assert house.states() == {"review": GOOD, "quarantined": len(POISONS)}
    set_aside = "SELECT code, attempts FROM archive_upload WHERE state = 'quarantined'"
    assert house.rows(set_aside) == [("gave-up", 3)] * len(POISONS)
    reasons = [reason for (reason,) in house.rows("SELECT reason FROM archive_upload WHERE state = 'quarantined'")]
    assert all(reason.startswith("连续 3 次") for reason in reasons)
    assert house.count("archive_report") == GOOD
