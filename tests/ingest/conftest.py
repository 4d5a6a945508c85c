"""Holds for all tests of ingest: own folders, and no broker but a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from archive.models import Batch
from ingest import queueing
from ingest.batches import open_batch


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Uploads that were handed over, in their order."""
    ids: list[int] = []

    def take(task: str, arguments: list[int], queue: str) -> bool:
        ids.extend(arguments)
        return True

    monkeypatch.setattr(queueing, "_send", take)
    return ids


@pytest.fixture
def batch(db: None) -> Batch:
    return open_batch("2024 年度", through=Batch.Through.COMMAND, uploader=None)
