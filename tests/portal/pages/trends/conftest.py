"""Each test of the trends has an archive and an index of its own, and remembers no other test's sums."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def own_archive(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)
