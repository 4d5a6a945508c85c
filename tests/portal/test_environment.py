"""What the settings take from outside."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from portal import environment


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DATA", "")
    assert environment.text("NIANBAO_DATA", "var") == "var"


@pytest.mark.parametrize(("value", "on"), [("1", True), ("0", False), ("", False), ("true", False)])
def test_only_1_switches_something_on(value: str, on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_DEBUG", value)
    assert environment.switch("NIANBAO_DEBUG") is on


def test_words_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_HOSTS", "archive.example, ,localhost")
    assert environment.words("NIANBAO_HOSTS", "") == ["archive.example", "localhost"]


def test_without_a_kept_key_a_command_gets_one_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    assert len(environment.secret_key(file)) >= 50
    assert not file.exists()


def test_an_empty_key_file_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    assert len(environment.secret_key(tmp_path / "secret_key")) >= 50


def test_a_kept_key_stays_the_same_and_private(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret_key"
    environment.keep_secret_key(file)
    first = environment.secret_key(file)
    environment.keep_secret_key(file)
    assert environment.secret_key(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
