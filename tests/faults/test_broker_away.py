"""Without the broker files are still received; when it is back everything drains by itself."""

from __future__ import annotations

import signal
from pathlib import Path
from time import sleep

from tests.running import Running
from tests.variants import TEXT, write_variants

SECONDS_AWAY = 30
# The worker looks for the broker at ever longer intervals, up to half a minute.
SECONDS_TO_DRAIN = 90


def test_the_broker_away_for_half_a_minute(house: Running, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    labels = [f"{number}.txt" for number in range(40)]
    for path in write_variants(first, TEXT, labels)[20:]:
        second.mkdir(exist_ok=True)
        path.rename(second / path.name)
    house.start_broker()
    house.start_worker()
    house.manage("ingest", str(first))
    house.stop("broker", signal.SIGKILL)
    told = house.manage("ingest", str(second))
    assert "处理程序现在没有运行；文件已经收下" in told
    sleep(SECONDS_AWAY)
    assert house.unfinished() >= 20
    house.start_broker()
    house.wait_until_finished(SECONDS_TO_DRAIN)
    assert house.states() == {"review": 40}
    assert house.count("archive_revision") == 40


def test_a_broker_that_lost_all_its_messages(house: Running, tmp_path: Path) -> None:
    write_variants(tmp_path / "files", TEXT, [f"{number}.txt" for number in range(10)])
    house.start_broker()
    house.manage("ingest", str(tmp_path / "files"))
    house.stop("broker", signal.SIGKILL)
    for path in (house.data / "broker" / "appendonlydir").iterdir():
        path.unlink()
    house.start_broker()
    house.start_worker()
    house.wait_until_finished(SECONDS_TO_DRAIN)
    assert house.states() == {"review": 10}
