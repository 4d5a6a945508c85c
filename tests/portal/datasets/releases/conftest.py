"""Each test has its own folder of releases, and an index to ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path) -> Path:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.PUBLIC_ADDRESS = "https://nianbao.example"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    return tmp_path


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("馆员")
