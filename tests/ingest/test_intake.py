"""Intake: what a file is, settled by its content, and what is refused before any parser sees it."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import limits
from ingest.intake import check_size, identify, open_report
from ingest.readers import READERS, read
from ingest.refusals import ACCEPTED, Refusal
from tests.ingest.files import compound, zipped
from tests.ingest.readers.word_files import RELATIONS, TYPES, docx, p

REPORTS = Path(__file__).parents[1] / "reports"
SENTENCE = "2024年，我局主动公开政府信息184条，收到政府信息公开申请23件。"


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        identify(data)
    return caught.value


# Formats


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n rubbish %PDF-1.4", "pdf"),
        (docx(p("x")), "docx"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), "odt"),
        (compound(["WordDocument"]), "doc"),
        (b"{\\rtf1\\ansi x}", "rtf"),
        (b"\n {\\rtf1\\ansi x}", "rtf"),
        (SENTENCE.encode(), "text"),
        (SENTENCE.encode("gb18030"), "text"),
        (SENTENCE.encode("utf-16"), "text"),
        (SENTENCE.encode("utf-16-le"), "text"),
        ("# 年报\n\n| 规章 | 0 |\n".encode(), "text"),
        ("<div align=center>\n\n# 年报\n\n| 规章 | 0 |\n".encode(), "text"),
        ("BM镇2024年政府信息公开工作年度报告".encode(), "text"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"\xef\xbb\xbf\r\n<html>", "html"),
        ("<html><p>年报".encode("utf-16"), "html"),
        (b"<!-- saved --><!-- twice --><HTML>", "html"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        ("<p style='text-align:center'>年报</p><table>".encode(), "html"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", "html"),
        (b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n', "html"),
        (b"<html xmlns:w='urn:schemas-microsoft-com:office:word'>", "html"),
    ],
)
def test_content_settles_the_format(data: bytes, found: str) -> None:
    assert identify(data) == found
    assert found in READERS


@pytest.mark.parametrize("sample", sorted(REPORTS.glob("*.[thp][xtd][tmf]*")), ids=lambda path: path.name)
def test_a_sample_is_what_its_name_says(sample: Path) -> None:
    assert identify(sample.read_bytes()) == {".txt": "text", ".html": "html", ".pdf": "pdf"}[sample.suffix]


def test_a_name_that_misleads_is_told() -> None:
    document = read(f"<html><p>{SENTENCE}</p></html>".encode(), "年报.doc")
    assert document.format == "html"
    assert document.warnings == ("文件名以 .doc 结尾，内容其实是网页（HTML），已按内容读取。",)


@pytest.mark.parametrize("name", ["年报.txt", "年报.TXT", "年报", "年报.bak", ""])
def test_a_name_that_does_not_mislead_is_not_remarked_on(name: str) -> None:
    assert read(SENTENCE.encode(), name).warnings == ()


# Refusals by content


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG 图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG 图片"),
        (b"GIF89a\0\0", "GIF 图片"),
        (b"BM\x36\0\0\0", "BMP 图片"),
        (b"II*\0\x08\0\0\0", "TIFF 图片"),
        (b"\x7fELF\x02\x01\x01\0", "可执行程序"),
        (b"MZ\x90\0\x03\0", "可执行程序"),
        (b"MZ\xbd!\x87\x190z9\xf9\x11\xfe", "可执行程序"),
        (b"#!/bin/sh\nrm -rf /\n", "脚本程序"),
        (b"\x1f\x8b\x08\0", "GZIP 压缩包"),
        (b"Rar!\x1a\x07\x01\0", "RAR 压缩包"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7Z 压缩包"),
        (b"\0\0\0\x20ftypmp42", "视频或图片文件"),
        (zipped({"年报/年报.txt": "x"}), "ZIP 压缩包"),
        (zipped({"年报.docx": docx(p("x"))}), "ZIP 压缩包"),
        (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "Excel 表格（XLSX）"),
        (zipped({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "幻灯片（PPTX）"),
        (zipped({"OFD.xml": "x", "Doc_0/Document.xml": "x"}), "OFD 版式文件"),
        (zipped({"META-INF/MANIFEST.MF": "x"}), "程序安装包"),
        (compound(["Workbook"]), "Excel 表格（XLS）"),
        (compound(["PowerPoint Document"]), "幻灯片（PPT）"),
        (compound(["Something"]), "无法识别的 OLE 文件"),
        (b'<?xml version="1.0"?><data/>', "XML 文件"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "另存为 DOCX"),
    ],
)
def test_other_files_are_refused_by_the_name_a_person_knows(data: bytes, named: str) -> None:
    refused = refusal(data)
    assert refused.code == "type"
    assert named in refused.message
    assert ACCEPTED in refused.message


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0" * 20_000], ids=["nothing", "blanks", "zeros"])
def test_empty_files_are_refused(data: bytes) -> None:
    assert refusal(data).code == "empty"


@pytest.mark.parametrize("data", [b"abc\0def" * 100, bytes(range(256)) * 10])
def test_binary_data_is_refused(data: bytes) -> None:
    assert refusal(data).code == "binary"


@pytest.mark.parametrize(
    "data",
    [
        compound(["EncryptedPackage", "EncryptionInfo"]),
        compound(["WordDocument"], flags=0x0100),
        zipped(
            {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<m:encryption-data/>"}
        ),
    ],
    ids=["docx", "doc", "odt"],
)
def test_files_with_a_password_are_refused(data: bytes) -> None:
    assert refusal(data).code == "password"


def test_a_package_with_locked_entries_is_refused() -> None:
    data = bytearray(docx(p("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert refusal(bytes(data)).code == "password"


@pytest.mark.parametrize(
    "data",
    [
        docx(p("x"), parts={"word/vbaProject.bin": b"x"}),
        zipped(
            {
                "[Content_Types].xml": TYPES.replace(
                    "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                    "vnd.ms-word.document.macroEnabled.main",
                ),
                "word/document.xml": "x",
            }
        ),
        compound(["WordDocument", "_VBA_PROJECT"]),
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/Standard/Module1.xml": "x"}),
    ],
    ids=["docx", "docm", "doc", "odt"],
)
def test_files_with_macros_are_refused(data: bytes) -> None:
    assert refusal(data).code == "macros"


@pytest.mark.parametrize("cut", [30, 200, -40])
def test_truncated_packages_are_refused(cut: int) -> None:
    assert refusal(docx(p(SENTENCE))[:cut]).code == "damaged"


def test_a_truncated_word_file_is_refused() -> None:
    assert refusal(compound(["WordDocument"])[:2048]).code == "damaged"


@pytest.mark.parametrize(
    "attack",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode("utf-16"),
    ],
)
def test_entities_are_refused(attack: bytes) -> None:
    assert refusal(attack).code == "xml-entities"


# Bombs


def test_a_bomb_in_a_document_is_refused_before_it_unpacks() -> None:
    bomb = docx(p("x"), parts={"word/document.xml": b" " * (limits.MAX_UNPACKED_BYTES + 1)})
    assert len(bomb) < limits.MEGABYTE
    tracemalloc.start()
    code = refusal(bomb).code
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (code, peak < limits.MEGABYTE) == ("zip-bomb", True)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = docx(p("x"), parts={"word/document.xml": b" " * 1_000_000})
    true_size, lie = (1_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    with pytest.raises(Refusal) as caught:
        read(honest.replace(true_size, lie))
    assert caught.value.code == "damaged"


def test_too_many_entries_are_refused() -> None:
    assert refusal(zipped({f"{number}": b"" for number in range(limits.MAX_ZIP_ENTRIES + 1)})).code == "zip-bomb"


def test_an_enormous_directory_is_not_even_read() -> None:
    data = bytearray(docx(p("x")))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (500_000_000).to_bytes(4, "little")
    assert refusal(bytes(data)).code == "zip-bomb"


def test_entries_may_have_any_name() -> None:
    parts = {"../../etc/passwd": "x", "/absolute": "x", "a" * 300: "x", "[Content_Types].xml": TYPES}
    assert identify(zipped({**parts, "_rels/.rels": RELATIONS, "word/document.xml": "<x/>"})) == "docx"


def test_an_unknown_way_of_packing_is_refused() -> None:
    data = bytearray(docx(p("x")))
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(mark) + offset] = 99
    assert refusal(bytes(data)).code == "damaged"


# Opening


def opening(path: str | Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        open_report(path)
    return caught.value


def test_a_file_is_opened_whole(tmp_path: Path) -> None:
    path = tmp_path / "年报.txt"
    path.write_bytes(SENTENCE.encode())
    assert open_report(path) == SENTENCE.encode()


def test_a_giant_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "giant.pdf"
    with path.open("wb") as file:
        file.truncate(200 * limits.MEGABYTE)
    start = time.perf_counter()
    refused = opening(path)
    assert time.perf_counter() - start < 0.1
    assert (refused.code, refused.message) == ("too-large", "文件有 200 MB，超过 64 MB 的上限。")


def test_giant_data_is_refused_as_well() -> None:
    with pytest.raises(Refusal):
        check_size(limits.MAX_BYTES + 1)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert opening(tmp_path / "none").code == "not-found"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert opening(tmp_path).code == "not-a-file"


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert opening(tmp_path / "pipe").code == "not-a-file"


def test_a_device_is_refused() -> None:
    assert opening("/dev/zero").code == "not-a-file"


def test_a_name_of_three_hundred_characters_is_refused(tmp_path: Path) -> None:
    assert opening(tmp_path / ("年" * 300)).code == "name-too-long"


def test_a_name_with_a_zero_in_it_is_refused() -> None:
    assert opening("a\0b").code == "unreadable"


@pytest.fixture
def nobody() -> Iterator[None]:
    """Everything is open to root, who runs this in CI: step back for a moment."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    yield
    os.seteuid(before)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "closed"
    path.write_bytes(b"x")
    path.chmod(0)
    return path


def test_a_file_without_permission_is_refused(closed: Path, nobody: None) -> None:
    assert opening(closed).code == "unreadable"
