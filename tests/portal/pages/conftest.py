"""Holds for all tests of the pages: each has its own folder of sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def sources_folder(settings: LazySettings, tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    return folder
