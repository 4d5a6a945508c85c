"""The index's own worker: what is published or withdrawn reaches the index by itself, within two seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from portal.worker_command import indexer_command
from tests.running import START_SECONDS, Running, wait_for

SECONDS = 2
# Publishes, and looks into the index itself until the report is there.
_PUBLISH = """
import json
from time import monotonic, sleep
from archive.models import Report
from archive.publishing import withdraw
from search.generations import live_engine
from tests.search.archived import public
def seconds_until(met):
    begun = monotonic()
    while not met() and monotonic() < begun + 20:
        sleep(0.01)
    return monotonic() - begun
report = public("培训")
appeared = seconds_until(lambda: live_engine() and report.pk in live_engine().revisions())
withdraw(report, actor=None, reason="试")
gone = seconds_until(lambda: report.pk not in live_engine().revisions())
print(json.dumps([appeared, gone]))
"""


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    # The address of a socket may be no longer than a hundred characters.
    made = Running(tmp_path_factory.mktemp("h"))
    made.manage("migrate", "-v0")
    made.start_broker()
    made.start("indexer", indexer_command())
    yield made
    made.stop_all()


def test_published_and_withdrawn_reports_reach_the_index_by_themselves(house: Running) -> None:
    """The first index, of nothing, is built without anybody asking."""
    wait_for("there is an index", (house.data / "search" / "live").exists, START_SECONDS * 2)
    appeared, gone = json.loads(house.manage("shell", "-v0", "-c", _PUBLISH).splitlines()[-1])
    assert appeared <= SECONDS
    assert gone <= SECONDS
