"""A fresh archive gets an administrator and the samples; one that has been used gets neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User

from archive.models import Batch, Upload
from ingest import queueing
from ingest.batches import open_batch
from portal.first_start import hand_in_samples, make_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> list[int]:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    ids: list[int] = []

    def take(task: str, arguments: list[int], queue: str) -> bool:
        ids.extend(arguments)
        return True

    monkeypatch.setattr(queueing, "_send", take)
    return ids


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_PASSWORD", raising=False)


def test_the_password_is_told_once_and_opens_the_desk() -> None:
    told = make_administrator()
    assert told is not None
    password = told.partition("密码：")[2].removesuffix("（只显示这一次）")
    user = authenticate(username="admin", password=password)
    assert isinstance(user, User)
    assert user.is_superuser
    assert make_administrator() is None


def test_every_archive_has_another_password() -> None:
    first = make_administrator()
    User.objects.all().delete()
    assert make_administrator() != first


def test_a_given_password_is_taken_and_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "correct horse 7 battery")
    told = make_administrator()
    assert told is not None
    assert "correct horse" not in told
    assert authenticate(username="admin", password="correct horse 7 battery")


def test_the_samples_come_as_a_batch_of_their_own(queued: list[int]) -> None:
    count = hand_in_samples()
    assert count == len(queued) == Upload.objects.filter(state="waiting").count() > 10
    assert Batch.objects.get().through == "sample"


def test_an_archive_that_has_received_anything_gets_no_samples(queued: list[int]) -> None:
    open_batch("2024", through=Batch.Through.DESK, uploader=None)
    assert hand_in_samples() == 0
    assert queued == []
