"""DOC, WPS, RTF and ODT through LibreOffice: the same report, and nothing else happens."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.readers import docx, office, read
from ingest.refusals import Refusal
from tests.ingest.files import compound, zipped
from tests.ingest.readers.shown import lines, order, tables
from tests.ingest.readers.word_files import docx as word_file
from tests.ingest.readers.word_files import level, numbered, numbering, p, tbl, tc, tr
from tests.needs import require

FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
REPORT = word_file(
    p("某某县财政局2024年政府信息公开工作年度报告")
    + numbered("总体情况")
    + p("2024年，我局主动公开政府信息184条。")
    + numbered("主动公开政府信息情况")
    + tbl(
        tr(tc("第二十条第（一）项", "<w:gridSpan w:val='3'/>")),
        tr("信息内容", "本年制发件数", "现行有效件数"),
        tr("规章", "0", tc("5", "<w:vMerge w:val='restart'/>")),
        tr("规范性文件", "", tc("", "<w:vMerge/>")),
    )
    + p("2025年1月14日"),
    numbering=numbering(level(0, "chineseCounting", "%1、")),
)


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report as LibreOffice writes it in each of its formats."""
    require("soffice")
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.docx").write_bytes(REPORT)
    for suffix, name in FILTERS.items():
        command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", f"{suffix}:{name}", "--outdir", str(folder), str(folder / "report.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    files = {suffix: (folder / f"report.{suffix}").read_bytes() for suffix in FILTERS}
    # LibreOffice reads the mark behind a list's number in RTF but writes "?" in its place; Word writes it so.
    files["rtf"] = files["rtf"].replace(rb"\'02\'00\'3f;", rb"\'02\'00\u12289\'3f;")
    return files


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The only place where anything may be written for a moment, and no program of ours outlives its test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert str(folder) not in listed
    assert list(folder.iterdir()) == []


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of our own in the place of LibreOffice."""
    path = tmp_path / "bin" / "soffice"
    path.parent.mkdir()
    monkeypatch.setenv("PATH", f"{path.parent}:/usr/bin:/bin")
    return path


def install(program: Path, script: str) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(data)
    return caught.value


@pytest.mark.parametrize("suffix", FILTERS)
def test_the_report_is_the_same_in_every_format(converted: dict[str, bytes], suffix: str) -> None:
    document = read(converted[suffix], f"年报.{suffix}")
    assert order(document) == order(docx.read(REPORT))
    assert tables(document) == tables(docx.read(REPORT))
    assert document.format == suffix
    assert document.warnings == (f"{suffix.upper()} 文件先由 LibreOffice 转换为 DOCX 再读取。",)


def test_a_wps_file_is_a_doc_file(converted: dict[str, bytes]) -> None:
    document = read(converted["doc"], "年报.wps")
    assert lines(document)[1] == "一、总体情况"
    assert len(document.warnings) == 1


def test_a_doc_file_with_a_password_is_refused(converted: dict[str, bytes]) -> None:
    data = bytearray(converted["doc"])
    start = data.find(b"\xec\xa5")
    data[start + 11] |= 0x01
    assert refusal(bytes(data)).code == "password"


@pytest.mark.parametrize("suffix", FILTERS)
@pytest.mark.parametrize("share", [0.2, 0.7])
def test_a_truncated_file_is_read_or_refused(converted: dict[str, bytes], suffix: str, share: float) -> None:
    data = converted[suffix]
    try:
        found: Document | Refusal = read(data[: int(len(data) * share)])
    except Refusal as refused:
        found = refused
    assert isinstance(found, Document) or found.code in {"damaged", "empty", "binary"}


def test_nothing_is_fetched_from_the_network() -> None:
    require("soffice")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        document = office.read(_linking(address))
        with pytest.raises(BlockingIOError):
            server.accept()
    assert lines(document) == ["文字"]


def _linking(address: str) -> bytes:
    """An ODT with a picture, an object and a section that live elsewhere."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    picture = (
        '<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">'
        f'<draw:image xlink:href="{address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame>"
    )
    section = f'<text:section text:name="s"><text:section-source xlink:href="{address}"/><text:p/></text:section>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f"<office:text><text:p>文字{picture}</text:p>{section}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


# Without LibreOffice, or with one that misbehaves


def test_a_missing_libreoffice_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    refused = refusal(compound(["WordDocument"]))
    assert refused.code == "needs-libreoffice"
    assert "libreoffice-writer-nogui" in refused.message


def test_a_libreoffice_that_hangs_is_ended_with_its_children(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "OFFICE_SECONDS", 1)
    children = program.parent / "children"
    install(program, f"sleep 300 & echo $! > {children}; sleep 300")
    assert refusal(b"{\\rtf1 x}").code == "timeout"
    assert not running(int(children.read_text(encoding="utf-8")))


def running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_libreoffice_that_makes_nothing_is_a_refusal(program: Path) -> None:
    install(program, "exit 0")
    assert refusal(b"{\\rtf1 x}").code == "damaged"


def test_a_libreoffice_that_crashes_is_a_refusal(program: Path) -> None:
    install(program, "kill -SEGV $$")
    assert refusal(b"{\\rtf1 x}").code == "damaged"


def test_a_libreoffice_that_writes_without_end_is_stopped(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_CONVERTED_BYTES", 1_000_000)
    install(program, "mkdir out; head -c 3000000 /dev/zero > out/report.docx; ls -l out >&2")
    assert refusal(b"{\\rtf1 x}").code in {"damaged", "empty"}
