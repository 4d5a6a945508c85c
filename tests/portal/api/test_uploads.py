"""Handing in by program: who may, what becomes of it, what is refused at the door."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from archive.models import AuditEvent, Batch, Upload
from portal.api import uploads
from portal.roles import Role
from tests.house import ROOT

pytestmark = pytest.mark.django_db
Tokens = Callable[[Role | None], dict[str, str]]
REPORT = (ROOT / "tests" / "reports" / "guodian-2023.txt").read_bytes()


@pytest.fixture(autouse=True)
def queued(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what was handed to the worker."""
    names: list[str] = []

    def take(handed_in: Iterable[Upload]) -> bool:
        names.extend(upload.name for upload in handed_in if not upload.is_final)
        return True

    monkeypatch.setattr(uploads, "queue_all", take)
    return names


def send(headers: dict[str, str], content: bytes = REPORT, **fields: Any) -> Any:
    files = SimpleUploadedFile("年报.txt", content)
    return Client().post("/api/v1/uploads/", {"files": files, "whole": "1", **fields}, headers=headers)


def test_a_file_waits_for_the_worker(token_of: Tokens, queued: list[str]) -> None:
    answer = send(token_of(Role.UPLOADER), name="二〇二三年度", origin_url="https://www.example.gov.cn/a.txt")
    told = answer.json()
    batch = Batch.objects.get()
    assert (answer.status_code, told["batch"]) == (201, batch.pk)
    assert answer.headers["Location"] == f"http://testserver/api/v1/uploads/?batch={batch.pk}"
    assert [(each["name"], each["state"], each["is_final"]) for each in told["uploads"]] == [
        ("年报.txt", "waiting", False)
    ]
    assert (batch.through, batch.name, queued) == ("api", "二〇二三年度", ["年报.txt"])
    assert AuditEvent.objects.get(action="batch.open").actor_name == "uploader-person"
    source = batch.uploads.get().source
    assert source is not None
    assert source.origin_url == "https://www.example.gov.cn/a.txt"


def test_its_state_can_be_asked_for(token_of: Tokens) -> None:
    headers = token_of(Role.UPLOADER)
    told = send(headers).json()
    (upload,) = told["uploads"]
    assert Client().get(f"/api/v1/uploads/{upload['id']}/", headers=headers).json() == upload
    listed = Client().get(f"/api/v1/uploads/?batch={told['batch']}&state=waiting", headers=headers)
    assert listed.json()["results"] == [upload]
    assert "no-store" in listed.headers["Cache-Control"]


def test_what_is_no_report_is_refused_in_words(token_of: Tokens, queued: list[str]) -> None:
    (upload,) = send(token_of(Role.UPLOADER), b"\x89PNG\r\n\x1a\n").json()["uploads"]
    assert (upload["state"], upload["code"], queued) == ("refused", "type", [])
    assert upload["reason"].startswith("这是PNG 图片")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"whole": ""}, "上传中断了"),
        ({"origin_url": "ftp://example.org/"}, "来源网址要以"),
        ({"name": "长" * 201}, "200"),
    ],
)
def test_nothing_is_kept_of_a_request_that_makes_no_sense(token_of: Tokens, fields: dict[str, Any], said: str) -> None:
    answer = send(token_of(Role.UPLOADER), **fields)
    assert (answer.status_code, said in answer.json()["detail"]) == (400, True)
    assert not Batch.objects.exists()


def test_a_request_that_is_too_large_is_not_read(token_of: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MAX_REQUEST_BYTES", 100)
    assert send(token_of(Role.UPLOADER)).status_code == 413


def test_another_kind_of_body_is_refused(token_of: Tokens) -> None:
    answer = Client().post(
        "/api/v1/uploads/", "{}", content_type="application/json", headers=token_of(Role.ADMINISTRATOR)
    )
    assert (answer.status_code, answer.json()["title_en"]) == (415, "Unsupported media type")


def test_a_stranger_hands_nothing_in() -> None:
    answer = send({})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert not Batch.objects.exists()


def test_a_log_in_of_a_browser_counts_for_nothing(administrator_in_a_browser: Client) -> None:
    assert administrator_in_a_browser.get("/api/v1/uploads/").status_code == 401


def test_somebody_without_a_role_hands_nothing_in(token_of: Tokens) -> None:
    answer = send(token_of(None))
    assert (answer.status_code, answer.json()["title"]) == (403, "没有权限")
