"""Tests that use a program of the machine say so; they may be left out at home, never in CI."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests import needs


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)


def test_a_newcomer_without_the_program_is_told_the_package(
    bare_machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"soffice is not installed.*libreoffice-writer-nogui"):
        needs.require("soffice")


def test_ci_fails_without_the_program(bare_machine: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="tesseract-ocr-chi-sim"):
        needs.require("tesseract")


def test_a_program_that_is_there_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    needs.require("soffice")


@pytest.mark.parametrize(("listed", "enough"), [("List (2):\nchi_sim\neng\n", True), ("List (1):\neng\n", False)])
def test_tesseract_counts_only_with_simplified_chinese(
    listed: str, enough: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = subprocess.CompletedProcess([], 0, stdout=listed)
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: answer)
    assert needs.reads_chinese("tesseract") is enough
