"""Files handed in together: a row for each, with its state before any worker looks at it."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest
from django.conf import LazySettings

from archive.models import Batch, Source, Upload
from archive.storage import open_source
from ingest import batches
from ingest.batches import hand_in
from ingest.limits import MAX_BYTES
from tests.ingest.packing import packed
from tests.variants import TEXT, variants

FIRST, SECOND = variants(TEXT, 2)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def rows(batch: Batch, name: str, data: bytes) -> list[Upload]:
    return list(hand_in(batch, name, io.BytesIO(data)))


def only(uploads: list[Upload]) -> Upload:
    assert len(uploads) == 1
    return uploads[0]


def told(uploads: list[Upload]) -> list[tuple[str, str, str]]:
    return [(upload.name, upload.state, upload.code) for upload in uploads]


def test_a_file_waits_with_its_bytes_kept(batch: Batch) -> None:
    upload = only(rows(batch, "张家湾.txt", FIRST))
    assert (upload.name, upload.state, upload.stage) == ("张家湾.txt", "waiting", "received")
    assert upload.source is not None
    assert (upload.source.format, upload.source.name) == ("text", "张家湾.txt")
    assert open_source(upload.source) == FIRST


def test_origin_and_day_go_with_the_source(batch: Batch) -> None:
    upload = only(list(hand_in(batch, "a.txt", io.BytesIO(FIRST), origin_url="https://www.bjtzh.gov.cn/a.html")))
    assert upload.source is not None
    assert upload.source.origin_url == "https://www.bjtzh.gov.cn/a.html"


def test_what_is_no_report_file_is_refused_at_once_and_nothing_kept(batch: Batch, tmp_path: Path) -> None:
    upload = only(rows(batch, "a.pdf", PNG))
    assert (upload.state, upload.code, upload.source) == ("refused", "type", None)
    assert upload.reason.startswith("这是PNG 图片")
    assert not Source.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_giant_is_refused_unread(batch: Batch, tmp_path: Path) -> None:
    giant = tmp_path / "giant.pdf"
    with giant.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with giant.open("rb") as file:
        upload = only(list(hand_in(batch, "giant.pdf", file)))
    assert (upload.state, upload.code) == ("refused", "too-large")


def test_each_file_of_a_zip_has_its_row(batch: Batch) -> None:
    data = packed({"通州/a.txt": FIRST, "b.txt": SECOND, "c.png": PNG, "__MACOSX/._a.txt": b"x"})
    assert told(rows(batch, "年报.zip", data)) == [
        ("年报.zip/通州/a.txt", "waiting", ""),
        ("年报.zip/b.txt", "waiting", ""),
        ("年报.zip/c.png", "refused", "type"),
    ]


def test_a_zip_in_a_zip_is_refused_with_its_reason(batch: Batch) -> None:
    upload = only(rows(batch, "外.zip", packed({"内.zip": packed({"a.txt": FIRST})})))
    assert (upload.name, upload.code) == ("外.zip/内.zip", "nested-zip")
    assert upload.reason == "压缩包里的压缩包不再展开，请把它单独上传。"


def test_a_zip_that_is_not_to_be_opened_has_one_row(batch: Batch) -> None:
    assert told(rows(batch, "空.zip", packed({"a/": b""}))) == [("空.zip", "refused", "empty")]


def test_the_same_bytes_again_are_a_duplicate_of_the_first(batch: Batch) -> None:
    first = only(rows(batch, "一.txt", FIRST))
    second = only(rows(batch, "二.txt", FIRST))
    assert (second.state, second.code, second.source) == ("duplicate", "same-file", first.source)
    assert second.reason.endswith("上传的“一.txt”是同一个文件，没有重复收录。")


@pytest.mark.parametrize("state", ["refused", "quarantined"])
def test_what_came_to_nothing_may_be_handed_in_again(batch: Batch, state: str) -> None:
    first = only(rows(batch, "一.txt", FIRST))
    Upload.objects.filter(pk=first.pk).update(state=state, reason="以前的版本读不了")
    assert only(rows(batch, "二.txt", FIRST)).state == "waiting"


def test_two_files_of_one_name_are_two_rows(batch: Batch) -> None:
    names = [only(rows(batch, "年报.txt", data)).name for data in (FIRST, SECOND)]
    assert names == ["年报.txt", "年报（2）.txt"]


def test_a_full_disk_is_said_and_leaves_nothing(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*args: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(batches, "keep", no_room)
    upload = only(rows(batch, "a.txt", FIRST))
    assert (upload.state, upload.code) == ("refused", "disk-full")
    assert upload.reason == "服务器的磁盘已满，文件没有保存。请告诉管理员，稍后再上传。"


def test_trouble_of_another_kind_is_not_hidden(batch: Batch, settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OSError, match="sources"):
        rows(batch, "a.txt", FIRST)
    assert not Upload.objects.exists()
