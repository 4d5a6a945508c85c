"""Holds for all tests of the desk: people of each role, an own store for sources, nothing remembered from before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from archive.models import Upload
from portal.desk import batches, uploading
from portal.roles import Role, give

PASSWORD = "correct horse 7 battery"


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Uploads that were handed to the worker, in their order."""
    ids: list[int] = []

    def take(upload: Upload) -> bool:
        if not upload.is_final:
            ids.append(upload.pk)
        return True

    monkeypatch.setattr(uploading, "queue_all", lambda uploads: all(map(take, list(uploads))))
    monkeypatch.setattr(batches, "queue_next", take)
    return ids


def person(name: str, role: Role | None) -> User:
    user = User.objects.create_user(name, password=PASSWORD)
    give(user, role)
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def uploader(db: None) -> Client:
    return client_of(person("李上传", Role.UPLOADER))


@pytest.fixture
def reviewer(db: None) -> Client:
    return client_of(person("王审核", Role.REVIEWER))


@pytest.fixture
def administrator(db: None) -> Client:
    return client_of(person("赵管理", Role.ADMINISTRATOR))


@pytest.fixture
def as_role(db: None) -> Callable[[Role | None], Client]:
    """None is somebody who is not logged in."""

    def client(role: Role | None) -> Client:
        return Client() if role is None else client_of(person(f"{role}-person", role))

    return client
