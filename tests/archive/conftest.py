"""Holds for all tests of the archive: each has its own folder of sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.dispatch import Signal

from archive import signals
from tests import postgresql
from tests.archive.houses import POSTGRESQL, SQLITE, Builder
from tests.needs import require
from tests.running import Running


@pytest.fixture(autouse=True)
def sources_folder(settings: LazySettings, tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": folder}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Path]:
    require("initdb")
    with postgresql.server() as folder:
        yield folder


@pytest.fixture(scope="session")
def houses(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("houses"), lambda: request.getfixturevalue("postgresql_server"))


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def house(request: pytest.FixtureRequest, houses: Builder) -> Running:
    """An empty house in its own folder, once for each database."""
    return houses.empty(request.param)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What is announced, while nobody else listens."""
    reports: list[int] = []

    def listen(*, report_id: int, **_rest: Any) -> None:
        reports.append(report_id)

    monkeypatch.setattr(signals, "published", Signal())
    signals.published.connect(listen, weak=False)
    return reports


@pytest.fixture
def reviewer(db: None) -> User:
    return User.objects.create_user("王审核")
