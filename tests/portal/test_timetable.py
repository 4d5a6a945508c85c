"""What the house does by itself, and that a real beat asks for it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest

from portal.celery import app
from portal.timetable import TIMETABLE
from portal.worker_command import indexer_command
from tests.running import START_SECONDS, Running, wait_for

# The worker as the house starts it, with a timetable that is due every second.
_HURRIED = """
import sys
from portal.celery import app
for entry in app.conf.beat_schedule.values():
    entry["schedule"] = 1.0
app.worker_main(sys.argv[sys.argv.index("worker"):])
"""
_PUBLISH = "from tests.search.archived import public; public()"


def test_every_entry_names_a_task_that_the_workers_have() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in TIMETABLE.values()} <= set(app.tasks)


@pytest.mark.parametrize(
    ("name", "before", "at"),
    [
        ("hold the index", "2026-03-14T18:59:00", "2026-03-14T19:00:00"),
        ("make a release", "2026-02-28T19:59:00", "2026-02-28T20:00:00"),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(name: str, before: str, at: str) -> None:
    (entry,) = [entry for told, entry in TIMETABLE.items() if told.startswith(name)]
    schedule = entry["schedule"]
    schedule.app = app
    last, due = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (before, at))
    schedule.nowfun = lambda: due
    assert schedule.is_due(last).is_due
    schedule.nowfun = lambda: last
    assert not schedule.is_due(last).is_due


def test_a_release_comes_by_itself(tmp_path_factory: pytest.TempPathFactory) -> None:
    house = Running(tmp_path_factory.mktemp("h"))
    try:
        house.manage("migrate", "-v0")
        house.manage("shell", "-v0", "-c", _PUBLISH)
        house.start_broker()
        house.start("indexer", [sys.executable, "-c", _HURRIED, *indexer_command()])
        wait_for("there is a release", lambda: house.count("portal_release") == 1, START_SECONDS * 3)
        assert (house.data / "releases" / "1" / "SHA256SUMS").exists()
    finally:
        house.stop_all()
