"""Handing files in at the desk: every file gets a state, a bad one a sentence, and what is cut off leaves nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from archive.models import AuditEvent, Batch, Source, Upload
from archive.storage import sources_store
from portal.desk import gate
from tests.house import ROOT
from tests.portal.desk.pages import Answer, errors_of, text_of

pytestmark = pytest.mark.django_db
REPORT = (ROOT / "tests" / "reports" / "guodian-2023.txt").read_bytes()


def file(content: bytes = REPORT, name: str = "年报.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, *files: SimpleUploadedFile, **fields: str) -> Answer:
    return client.post("/desk/upload/", {"files": list(files), "whole": "1", **fields})


def sources_kept() -> list[Path]:
    location = Path(sources_store().path(""))
    return [path for path in location.rglob("*") if path.is_file()] if location.exists() else []


def nothing_is_left() -> bool:
    return not (Batch.objects.exists() or Upload.objects.exists() or Source.objects.exists() or sources_kept())


def zipped(names: Iterable[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, name in enumerate(names):
            package.writestr(name, REPORT + str(number).encode())
    return out.getvalue()


def test_a_file_waits_for_the_worker_in_a_batch_of_its_uploader(uploader: Client, queued: list[int]) -> None:
    answer = send(uploader, file())
    batch = Batch.objects.get()
    upload = batch.uploads.get()
    assert answer.headers["Location"] == f"/desk/batches/{batch.pk}/"
    assert (upload.name, upload.state) == ("年报.txt", "waiting")
    assert str(batch.uploader) == "李上传"
    assert queued == [upload.pk]
    assert AuditEvent.objects.get(action="batch.open").actor_name == "李上传"


def test_many_files_and_zips_go_into_one_batch(uploader: Client, queued: list[int]) -> None:
    send(uploader, file(REPORT + b"a", "甲.txt"), file(zipped(["乙.txt", "丙/丁.txt"]), "各区.zip"), name="2023 年度")
    batch = Batch.objects.get(name="2023 年度")
    assert [upload.name for upload in batch.uploads.all()] == ["甲.txt", "各区.zip/乙.txt", "各区.zip/丙/丁.txt"]
    assert len(queued) == 3


def test_the_origin_is_kept_with_the_source(uploader: Client, queued: list[int]) -> None:
    send(uploader, file(), origin_url="https://www.xinzheng.gov.cn/report.html")
    source = Source.objects.get()
    assert source.origin_url == "https://www.xinzheng.gov.cn/report.html"
    assert source.retrieved_on is not None


def test_a_script_hands_in_file_after_file_into_one_batch(uploader: Client, queued: list[int]) -> None:
    first = uploader.post(
        "/desk/upload/", {"files": file(REPORT + b"1"), "whole": "1"}, headers={"accept": "application/json"}
    )
    told = first.json()
    assert first.status_code == 201
    assert told["uploads"] == [{"name": "年报.txt", "state": "waiting", "reason": ""}]
    send(uploader, file(REPORT + b"2"), batch=str(told["batch"]))
    assert Batch.objects.get().uploads.count() == 2


def test_nobody_adds_to_the_batch_of_another(uploader: Client, queued: list[int]) -> None:
    foreign = Batch.objects.create(name="别人的", through="desk")
    assert send(uploader, file(), batch=str(foreign.pk)).status_code == 404
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG 图片"),
        (b"MZ\0\0" + bytes(50), "可执行程序"),
        (b"%PDF-1.4 nothing", "PDF"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "实体"),
    ],
    ids=["empty", "picture", "program", "pdf", "entities"],
)
def test_a_bad_file_gets_a_sentence_or_is_left_to_the_reader(
    uploader: Client, queued: list[int], content: bytes, said: str
) -> None:
    page = uploader.get(send(uploader, file(content, "年报.pdf")).headers["Location"])
    upload = Upload.objects.get()
    if upload.state == "refused":
        assert said in text_of(page)
        assert (upload.source, sources_kept()) == (None, [])
    else:
        assert queued == [upload.pk]


def test_a_bad_file_does_not_keep_the_good_ones_out(uploader: Client, queued: list[int]) -> None:
    send(uploader, file(b"", "空.txt"), file())
    assert list(Upload.objects.values_list("name", "state")) == [("空.txt", "refused"), ("年报.txt", "waiting")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\a\\b.txt", "<script>alert(1)</script>.txt", "a\0b.txt"])
def test_a_file_name_is_a_label_and_nothing_more(uploader: Client, queued: list[int], name: str) -> None:
    page = uploader.get(send(uploader, file(name=name)).headers["Location"])
    assert ".." not in Upload.objects.get().name
    assert "<script>alert" not in page.content.decode()


def test_without_a_file_nothing_happens(uploader: Client) -> None:
    answer = send(uploader)
    assert answer.status_code == 400
    assert errors_of(answer) == "没有选文件。"
    assert nothing_is_left()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/a", "file:///etc/passwd", "no address"])
def test_an_origin_that_is_no_web_address_is_refused(uploader: Client, address: str) -> None:
    answer = send(uploader, file(), origin_url=address)
    assert "网址要以 http:// 或 https:// 开头" in errors_of(answer)
    assert nothing_is_left()


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
def test_a_client_that_is_gone_halfway_leaves_nothing(uploader: Client, part: float) -> None:
    body = encode_multipart(BOUNDARY, {"files": [file(REPORT, "甲.txt"), file(REPORT * 40, "乙.txt")], "whole": "1"})
    cut = body[: int(len(body) * part)]
    answer = uploader.generic("POST", "/desk/upload/", cut, MULTIPART_CONTENT)
    assert answer.status_code == 400
    assert nothing_is_left()


def test_a_request_without_end_is_refused_before_it_is_read(uploader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_REQUEST_BYTES", 1000)
    answer = send(uploader, file(bytes(2000)))
    assert answer.status_code == 413
    assert "请分几次上传" in text_of(answer)
    assert nothing_is_left()


def test_nobody_uploads_before_he_is_let_in(db: None) -> None:
    assert send(Client(), file()).status_code == 302
    assert nothing_is_left()
