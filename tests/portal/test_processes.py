"""Children of the house: started again when they die, told to stop, and killed if they do not."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from portal import processes
from portal.processes import Child, KeepsDying, stop_all
from tests.running import wait_for

SLEEP = "import time; time.sleep(100)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); {SLEEP}"
WITH_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{SLEEP}']); {SLEEP}"


def python(code: str, patience: float = 5.0) -> Child:
    return Child("试验", [sys.executable, "-c", code], patience)


@pytest.fixture
def sleeper() -> Iterator[Child]:
    child = python(SLEEP)
    child.start()
    yield child
    child.stop()


def pid(child: Child) -> int:
    assert child.process
    return child.process.pid


def group_is_gone(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_child_has_a_session_of_its_own(sleeper: Child) -> None:
    assert os.getsid(pid(sleeper)) == pid(sleeper) != os.getsid(0)


def test_told_to_stop_it_stops(sleeper: Child) -> None:
    sleeper.stop()
    assert not sleeper.is_running()


def test_one_that_does_not_listen_is_killed_after_its_patience() -> None:
    child = python(STUBBORN, patience=0.3)
    child.start()
    begun = monotonic()
    child.stop()
    assert group_is_gone(pid(child))
    assert monotonic() - begun < 5


def test_with_it_goes_what_it_has_started() -> None:
    child = python(WITH_A_CHILD)
    child.start()
    wait_for("it has started its own", lambda: len(members(pid(child))) == 2, 10)
    child.stop()
    wait_for("both are gone", lambda: group_is_gone(pid(child)), 5)


def members(group: int) -> list[str]:
    return [folder.name for folder in Path("/proc").glob("[0-9]*") if is_of(int(folder.name), group)]


def is_of(number: int, group: int) -> bool:
    try:
        return os.getpgid(number) == group
    except ProcessLookupError:
        return False


def test_one_that_died_is_started_again(sleeper: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SHORT_LIFE_SECONDS", 0)
    first = pid(sleeper)
    os.kill(first, signal.SIGKILL)
    wait_for("it is dead", lambda: not sleeper.is_running(), 5)
    sleeper.revive()
    assert sleeper.is_running()
    assert pid(sleeper) != first


def test_one_that_runs_is_left_alone(sleeper: Child) -> None:
    first = pid(sleeper)
    sleeper.revive()
    assert pid(sleeper) == first


def test_one_that_keeps_dying_is_given_up() -> None:
    child = python("")
    child.start()
    for _ in range(processes.SHORT_LIVES - 1):
        wait_for("it ends", lambda: not child.is_running(), 10)
        child.revive()
    wait_for("it ends again", lambda: not child.is_running(), 10)
    with pytest.raises(KeepsDying, match="试验"):
        child.revive()


def test_the_first_is_asked_when_all_others_have_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(Child, "ask", lambda child: done.append(f"问{child.label}"))
    monkeypatch.setattr(Child, "stop", lambda child: done.append(f"停{child.label}"))
    stop_all([Child(label, (), 1) for label in ("一", "二", "三")])
    assert done == ["问二", "问三", "停二", "停三", "停一"]


def test_what_never_started_is_stopped_without_a_word() -> None:
    python(SLEEP).stop()
