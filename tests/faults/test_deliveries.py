"""The same message many times at once is the same work once."""

from __future__ import annotations

from pathlib import Path

from celery import Celery

from ingest.queues import CARRY_ON, INTAKE
from portal import broker
from tests.running import Running
from tests.variants import TEXT, write_variants

COPIES = 10
SECONDS = 120


def test_one_message_delivered_ten_times_at_once(house: Running, tmp_path: Path) -> None:
    write_variants(tmp_path / "files", TEXT, ["one.txt"])
    house.start_broker()
    house.manage("ingest", str(tmp_path / "files"))
    sender = Celery("sender", broker=broker.address(house.data))
    for _ in range(COPIES - 1):
        sender.send_task(CARRY_ON, [1], task_id="the same", queue=INTAKE, ignore_result=True)
    sender.close()
    house.start_worker(concurrency=COPIES)
    house.wait_until_finished(SECONDS)
    assert house.states() == {"review": 1}
    assert house.rows("SELECT attempts, stage FROM archive_upload") == [(1, "settled")]
    assert house.count("archive_revision") == 1
    assert house.count("archive_auditevent", "action = 'report.store'") == 1
