"""Handing over to the worker; a broker that is away is no error."""

from __future__ import annotations

from pathlib import Path

import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from archive.models import Upload
from ingest import queueing


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In place of the list that other tests have: an application whose broker is nowhere."""
    nowhere = Celery("nowhere", broker=f"redis+socket://{tmp_path / 'nothing'}")
    monkeypatch.undo()
    monkeypatch.setattr(queueing, "_app", lambda: nowhere)


def test_without_a_broker_it_is_told_and_nothing_raised() -> None:
    assert queueing.queue_next(Upload(pk=1, state="waiting")) is False


def test_what_is_final_needs_no_broker() -> None:
    assert queueing.queue_next(Upload(pk=1, state="refused")) is True


def test_after_the_first_refusal_no_other_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    class Away:
        def send_task(self, task: str, arguments: list[int], **options: object) -> None:
            tried.extend(arguments)
            raise OperationalError

    monkeypatch.setattr(queueing, "_app", Away)
    assert queueing.queue_all([Upload(pk=1), Upload(pk=2)]) is False
    assert tried == [1]
