"""Houses with real brokers and workers, made from one empty database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running

# Messages of killed workers come back after so many seconds and ten.
TASK_SECONDS = "2"


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = Running(tmp_path_factory.mktemp("empty"))
    house.manage("migrate", "--verbosity", "0")
    return house.data


@pytest.fixture
def house(empty_archive: Path, tmp_path: Path) -> Iterator[Running]:
    data = tmp_path / "data"
    shutil.copytree(empty_archive, data)
    running = Running(data, {"NIANBAO_TASK_SECONDS": TASK_SECONDS, "DJANGO_SETTINGS_MODULE": "portal.settings"})
    yield running
    running.stop_all()
