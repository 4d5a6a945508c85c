"""The process that opens PDFs: kept from file to file, replaced when one has killed it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from ingest.readers.pdf_cage import Cage
from ingest.refusals import Refusal
from tests.ingest.readers.pdf_samples import pages, text

FILE = pages(text(70, 60, "政府信息公开工作年度报告"))
WANTED = {"wanted": "drawing"}


@pytest.fixture
def cage() -> Iterator[Cage]:
    found = Cage()
    yield found
    found.close()


def number_of(cage: Cage) -> int:
    assert cage.child is not None
    return cage.child.process.pid


def test_one_process_opens_one_file_after_the_other(cage: Cage) -> None:
    cage.ask(WANTED, FILE)
    first = number_of(cage)
    cage.ask(WANTED, FILE)
    assert number_of(cage) == first


def test_a_process_that_has_ended_is_replaced(cage: Cage) -> None:
    cage.ask(WANTED, FILE)
    first = number_of(cage)
    os.kill(first, signal.SIGKILL)
    head, _ = cage.ask(WANTED, FILE)
    assert head["pages"][0]["text"] == "政府信息公开工作年度报告"
    assert number_of(cage) != first


def test_a_refusal_does_not_end_the_process(cage: Cage) -> None:
    with pytest.raises(Refusal):
        cage.ask(WANTED, b"no pdf")
    first = number_of(cage)
    cage.ask(WANTED, FILE)
    assert number_of(cage) == first


def test_a_process_that_never_answers_is_ended(cage: Cage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf_cage.PATIENCE", 0.2)
    cage.ready()
    os.kill(number_of(cage), signal.SIGSTOP)
    with pytest.raises(Refusal) as caught:
        cage.ask(WANTED, FILE)
    assert caught.value.code == "too-complex"


def test_a_forked_process_starts_a_process_of_its_own(cage: Cage) -> None:
    child = cage.ready()
    cage.forget()
    assert cage.ready() is not child
    child.close()
