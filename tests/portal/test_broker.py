"""The broker that comes with the house: on a socket of its owner's, with its data in the data folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from portal import broker
from tests.running import Running, wait_for


@pytest.fixture
def house(tmp_path: Path) -> Running:
    return Running(tmp_path)


def test_it_answers_on_a_socket_that_only_its_owner_can_open(house: Running) -> None:
    assert not broker.answers(house.data)
    house.start_broker()
    try:
        assert broker.answers(house.data)
        assert stat.S_IMODE(broker.socket_path(house.data).stat().st_mode) == 0o700
        assert stat.S_IMODE((house.data / "broker").stat().st_mode) == 0o700
    finally:
        house.stop("broker")
    assert not broker.answers(house.data)


def test_it_listens_on_no_port(house: Running) -> None:
    command = broker.command(house.data)
    assert command[command.index("--port") + 1] == "0"


def test_what_it_held_is_there_after_it_was_killed(house: Running) -> None:
    house.start_broker()
    talk(house.data, b"SET kept 1\r\n")
    wait_for("it is on the disk", lambda: b"kept" in written(house.data), 5)
    house.processes["broker"].kill()
    house.stop("broker")
    house.start_broker()
    try:
        assert talk(house.data, b"GET kept\r\n") == b"$1\r\n1\r\n"
    finally:
        house.stop("broker")


def talk(data: Path, words: bytes) -> bytes:
    with broker.connected(data) as connection:
        connection.sendall(words)
        return connection.recv(100)


def written(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (data / "broker" / "appendonlydir").iterdir())


def test_where_the_path_would_be_too_long_a_short_one_of_the_same_owner_is_taken(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    path = broker.socket_path(deep)
    assert len(str(path)) <= broker.LONGEST_SOCKET_PATH
    assert path == broker.socket_path(deep)
    assert path != broker.socket_path(tmp_path / ("y" * 120))


def test_its_address_is_one_that_celery_understands(tmp_path: Path) -> None:
    assert broker.address(tmp_path) == f"redis+socket://{tmp_path}/broker/socket"


def test_a_folder_of_somebody_elses_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broker").mkdir()
    monkeypatch.setattr(os, "getuid", lambda: 4_711)
    with pytest.raises(PermissionError, match="不属于当前用户"):
        broker.command(tmp_path)


def test_where_no_wheel_fits_an_installed_server_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "redis-server" else None)
    assert broker.program() == "/usr/bin/redis-server"


def test_without_any_server_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broker, "find_spec", lambda name: ModuleSpec(name, None))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(broker.NoBroker, match="apt install redis-server"):
        broker.program()


def test_the_server_of_the_wheel_runs_here() -> None:
    said = subprocess.run([broker.program(), "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith("Valkey server v=9.1")
