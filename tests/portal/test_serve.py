"""``manage.py serve``, which ``make run`` calls: it starts, answers, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.management.commands import serve
from tests import house
from tests.running import Running, free_port, wait_for

SECONDS_TO_START, SECONDS_TO_STOP, SECONDS_TO_TAKE_IN = 60, 15, 90
SAMPLES = 11
PROCESSES = Path("/proc")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture(name="free_port")
def a_free_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def started_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data of a house that need not be made ready any more."""
    house = Running(tmp_path_factory.mktemp("started"))
    house.manage("migrate", "--verbosity", "0")
    house.manage("load_divisions", "--verbosity", "0")
    return house.data


@pytest.fixture
def archive(started_before: Path, tmp_path: Path) -> Running:
    shutil.copytree(started_before, tmp_path / "data")
    return Running(tmp_path / "data", {"NIANBAO_WORKERS": "2"})


@pytest.fixture
def fresh(tmp_path: Path) -> Running:
    (tmp_path / "fresh").mkdir()
    return Running(tmp_path / "fresh", {"NIANBAO_WORKERS": "2"})


@pytest.fixture
def running(archive: Running, free_port: int) -> Iterator[subprocess.Popen[str]]:
    """The house in a process group of its own, as a terminal would start it."""
    process = start(archive, free_port)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def start(archive: Running, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=house.ROOT,
        env=archive.environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS_TO_STOP)


def lines_until_open(process: subprocess.Popen[str]) -> list[str]:
    """What a person sees until the address is there."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if "http://" in line:
            return lines
    raise AssertionError(lines)


def descendants(of: int) -> set[int]:
    """Processes that it has started, and those that they have started."""
    parents = {}
    for folder in PROCESSES.glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = {of}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {of}


def alive(processes: set[int]) -> set[int]:
    return {number for number in processes if (PROCESSES / str(number)).exists()}


def get(port: int, address: str) -> str:
    with urlopen(f"http://{serve.HOST}:{port}{address}", timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_answers_and_stops_whole(
    stop: signal.Signals, running: subprocess.Popen[str], free_port: int
) -> None:
    assert lines_until_open(running)[-1].startswith(f"公开年报已打开：http://{serve.HOST}:{free_port}")
    assert "<title>公开年报：" in get(free_port, "/")
    assert "--paper" in get(free_port, "/static/house.css")
    started = descendants(running.pid)
    assert len(started) >= 6
    os.killpg(running.pid, stop)
    said, _ = running.communicate(timeout=SECONDS_TO_STOP)
    assert running.returncode == 0
    assert said.splitlines()[-1] == "已停止，没有留下任何进程。"
    assert alive(started) == set()
    serve.ensure_free(free_port)


def test_when_it_is_killed_its_children_end_too(running: subprocess.Popen[str]) -> None:
    lines_until_open(running)
    started = descendants(running.pid)
    running.kill()
    wait_for("nothing is left", lambda: not alive(started), SECONDS_TO_STOP)


def test_a_child_that_dies_is_started_again(running: subprocess.Popen[str], archive: Running) -> None:
    lines_until_open(running)
    before = descendants(running.pid)
    for process in before:
        os.kill(process, signal.SIGKILL)
    wait_for("others run in their place", lambda: len(descendants(running.pid) - before) >= len(before), 30)


def test_the_first_start_fills_the_archive_and_makes_an_administrator_once(fresh: Running, free_port: int) -> None:
    with ended(start(fresh, free_port)) as running:
        _first_start(running, fresh)
    with ended(start(fresh, free_port)) as again:
        assert len(lines_until_open(again)) == 1
        assert fresh.count("archive_upload") == SAMPLES


def _first_start(running: subprocess.Popen[str], archive: Running) -> None:
    said = lines_until_open(running)
    assert said[0].startswith("工作台管理员：admin　密码：")
    assert said[0].endswith("（只显示这一次）")
    assert said[1] == f"档案是空的，正在收录 {SAMPLES} 份样例年报。"
    wait_for("the samples are in", lambda: archive.unfinished() == 0, SECONDS_TO_TAKE_IN)
    assert set(archive.states()) <= {"published", "review"}
    assert archive.states()["published"] > 0
    assert archive.count("archive_report") == SAMPLES


def test_a_second_house_on_the_same_data_is_refused(running: subprocess.Popen[str], archive: Running) -> None:
    lines_until_open(running)
    second = start(archive, free_port())
    said, _ = second.communicate(timeout=SECONDS_TO_START)
    assert second.returncode == 1
    assert "http://" not in said
    assert running.poll() is None


def test_a_used_port_is_said_at_once_and_another_named(taken_port: int) -> None:
    with pytest.raises(CommandError, match=f"端口 {taken_port} 已被别的程序占用.*PORT={taken_port % 65535 + 1}"):
        call_command("serve", port=str(taken_port))


def test_a_port_that_may_not_be_used_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(probe: socket.socket, address: tuple[str, int]) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(CommandError, match="没有权限使用端口 80"):
        call_command("serve", port="80")


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "８０００", ""])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CommandError, match="端口要是 1 到 65535 之间的整数"):
        call_command("serve", port=port)
