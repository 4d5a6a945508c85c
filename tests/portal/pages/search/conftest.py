"""Each test of the search's pages has an archive and an index of its own, and no broker is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def searchable(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)
