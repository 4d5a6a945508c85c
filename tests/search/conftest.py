"""Holds for all tests of the search: each has its own folder of sources and of indexes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path) -> Path:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    return tmp_path
