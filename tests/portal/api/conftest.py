"""Holds for all tests of the API: a small published archive with its index, and nobody counted from before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from knox.models import AuthToken

from archive.models import Report
from portal.datasets.releases.making import make_release
from portal.roles import Role, give
from search import building
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

RECEIVED, CLOSED = "requests.received.total", "requests.closed.total"
SECRET = "requests.withheld.state_secret.total"
UNPUBLISHED = "尚未发布"


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    settings.STORAGES = {**settings.STORAGES, "sources": options}


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


@pytest.fixture
def archive(no_broker: None, db: None) -> list[Report]:
    """Three published reports of two agencies, and one that nobody has published yet."""
    reports = [
        public("本机关认真贯彻条例，公布电话0517-87280000。", year=2023, numbers={RECEIVED: 5, SECRET: 1, CLOSED: 6}),
        public("本机关认真贯彻条例。", year=2024),
        public("全年召开两次培训。", agency="淮安市洪泽区水利局", year=2024, numbers={RECEIVED: None}),
    ]
    stored(reading(agency="淮安市洪泽区民政局", text=f"不该让人看见的{UNPUBLISHED}。"), of=source(UNPUBLISHED))
    building.build()
    return reports


@pytest.fixture
def released(archive: list[Report], settings: LazySettings, tmp_path: Path) -> None:
    settings.RELEASES_DIR = tmp_path / "releases"
    make_release(date(2025, 3, 1))


@pytest.fixture
def token_of() -> Callable[[Role | None], dict[str, str]]:
    """A token of somebody with this role, ready for the client's headers."""

    def made(role: Role | None) -> dict[str, str]:
        user = User.objects.create_user(f"{role}-person")
        give(user, role)
        return {"authorization": f"Bearer {AuthToken.objects.create(user=user)[1]}"}

    return made


@pytest.fixture
def administrator_in_a_browser(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def get(path: str, status: int = 200, **headers: str) -> Any:
    response = Client().get(f"/api/v1/{path}", headers=headers)
    assert response.status_code == status, response.content.decode()
    return response.json()


def content_of(response: Any) -> str:
    """Whether it is streamed or not."""
    assert response.status_code == 200, response.content.decode()
    pieces = response.streaming_content if response.streaming else (response.content,)
    return b"".join(pieces).decode()
