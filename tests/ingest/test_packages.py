"""ZIP packages of reports: names as their packers meant them, and nothing that hurts."""

from __future__ import annotations

import io
import struct

import pytest

from ingest import packages
from ingest.packages import Entry, is_collection, unpack
from ingest.refusals import Refusal
from tests.ingest.packing import packed, packed_silently

NAME = "通州区/张家湾镇2024年年报.txt"


def entries(data: bytes) -> list[Entry]:
    return list(unpack(io.BytesIO(data)))


def code_of(entry: Entry) -> str:
    assert isinstance(entry.content, Refusal)
    return entry.content.code


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as refused:
        entries(data)
    return refused.value


@pytest.mark.parametrize(
    ("data", "collection"),
    [
        (packed({"a.txt": b"a"}), True),
        (packed({"[Content_Types].xml": b"", "word/document.xml": b""}), False),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), False),
        (packed({"OFD.xml": b""}), False),
        (b"PK\x03\x04 cut off", False),
        (b"%PDF-1.7", False),
        (b"", False),
    ],
)
def test_a_collection_is_a_zip_that_is_no_document(data: bytes, collection: bool) -> None:
    assert is_collection(io.BytesIO(data)) is collection


def test_names_in_utf8_are_read() -> None:
    assert entries(packed({NAME: b"x"})) == [Entry(NAME, b"x")]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "gb18030"])
def test_names_in_an_encoding_that_is_not_told_are_read(encoding: str) -> None:
    assert entries(packed_silently(NAME, b"x", encoding)) == [Entry(NAME, b"x")]


def test_names_that_climb_out_are_only_labels() -> None:
    assert [entry.label for entry in entries(packed({"../../../etc/cron.d/x": b"x"}))] == ["etc/cron.d/x"]


def test_folders_and_rubbish_are_passed_over() -> None:
    data = packed({"a/": b"", "__MACOSX/._b.txt": b"", ".DS_Store": b"", "b.txt": b"b"})
    assert [entry.label for entry in entries(data)] == ["b.txt"]


def test_a_package_of_nothing_is_refused() -> None:
    assert refusal(packed({"a/": b"", ".DS_Store": b""})).message == "压缩包里没有文件。"


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_COLLECTION_ENTRIES", 2)
    refused = refusal(packed({f"{number}.txt": b"x" for number in range(3)}))
    assert refused.message == "压缩包里有 3 个文件，超过 2 个的上限。请分成几个压缩包。"


def test_too_much_when_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_COLLECTION_UNPACKED_BYTES", 1 << 20)
    refused = refusal(packed({"a.txt": bytes(700_000), "b.txt": bytes(700_000)}))
    assert (refused.code, refused.message) == ("zip-bomb", "压缩包解压后超过 1 MB 的上限。请分成几个压缩包。")


def test_a_giant_directory_is_refused_before_it_is_read() -> None:
    data = bytearray(packed({"a.txt": b"x"}))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 1 << 30)
    assert refusal(bytes(data)).message == "压缩包的目录异常庞大，不予打开。"


def test_a_file_that_packs_too_tight_is_refused_and_its_neighbours_are_not() -> None:
    found = entries(packed({"bomb.txt": bytes(20 << 20), "a.txt": b"a"}))
    assert code_of(found[0]) == "zip-bomb"
    assert found[1] == Entry("a.txt", b"a")


def test_an_encrypted_file_is_refused() -> None:
    data = bytearray(packed({"a.txt": b"x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert code_of(entries(bytes(data))[0]) == "password"


def test_a_damaged_file_is_refused_and_its_neighbours_are_not() -> None:
    data = bytearray(packed({"a.txt": bytes(range(256)), "b.txt": b"b"}))
    data[50] ^= 0xFF
    found = entries(bytes(data))
    assert [isinstance(entry.content, Refusal) for entry in found] == [True, False]
    assert code_of(found[0]) == "damaged"


def test_a_package_cut_off_is_refused() -> None:
    assert refusal(packed({"a.txt": b"x"})[:-10]).code == "damaged"
