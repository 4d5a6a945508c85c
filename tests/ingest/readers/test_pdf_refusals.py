"""Files that cannot be read are refused with a code and a Chinese sentence, in seconds, whatever is in them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ingest import limits
from ingest.readers import pdf_characters, pdf_drawings, pdf_opening
from ingest.readers.pdf import read
from ingest.readers.pdf_integrity import is_whole
from ingest.readers.pdf_opening import drawing_of
from ingest.refusals import Refusal
from tests.house import ROOT
from tests.ingest.readers.pdf_samples import pages, pdf, rules, stream, text

REPORT = (Path(__file__).resolve().parents[2] / "reports" / "huaian-2024.pdf").read_bytes()
REFUSED_AND_MEMORY = """
import pathlib, resource, sys
from ingest.readers.pdf import read
from ingest.refusals import Refusal
try:
    read(pathlib.Path(sys.argv[1]).read_bytes())
except Refusal as refusal:
    print(refusal.code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
MEGABYTE = 1024 * 1024


def refused(data: bytes, by: Callable[[bytes], object] = read) -> str:
    with pytest.raises(Refusal) as caught:
        by(data)
    assert re.search("[一-鿿]", caught.value.message)
    return caught.value.code


def one_page(content: bytes, entries: bytes = b"") -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R%b>>" % entries
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


def bomb(part: bytes, times: int) -> bytes:
    """A stream that unpacks to many times the same."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(part * 10_000) for _ in range(times // 10_000)) + packer.flush()
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)


def forms_in_forms(levels: int, width: int) -> bytes:
    """A page that draws a form that draws forms …: ``width`` to the power of ``levels`` lines."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>",
        stream(b"/A Do "),
    ]
    for level in range(levels):
        inner = b"0 0 m 9 9 l S " if level == levels - 1 else b"/A Do "
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>" % (6 + level)
        objects.append(stream(inner * width, entries))
    return pdf(objects)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "damaged", id="nothing"),
        pytest.param(b"%PDF-1.7\n%%EOF\n", "damaged", id="a head only"),
        pytest.param(b"PK\x03\x04" + bytes(2000) + b"%%EOF", "damaged", id="another format"),
        pytest.param(bytes(5000), "damaged", id="zeros"),
        pytest.param(REPORT[: len(REPORT) // 2], "truncated", id="half a file"),
        pytest.param(REPORT[:-3000], "truncated", id="the end is missing"),
        pytest.param(
            pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "empty", id="no pages"
        ),
    ],
)
def test_files_that_are_no_whole_pdf(data: bytes, code: str) -> None:
    assert refused(data) == refused(data, by=drawing_of) == code


def test_a_password_is_named() -> None:
    lock = b"/Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>" % (b"00" * 32, b"11" * 32)
    data = pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"],
        trailer=b"/Encrypt<<%b>>/ID[<00><00>]" % lock,
    )
    assert refused(data, by=drawing_of) == "password"


def test_too_many_pages() -> None:
    kids = b" ".join([b"3 0 R"] * (limits.MAX_PAGES + 1))
    data = pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, limits.MAX_PAGES + 1),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )
    assert refused(data, by=drawing_of) == "too-many-pages"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one_page(bomb(b"0 0 m 1 1 l S ", 3_000_000)), id="three million lines"),
        pytest.param(one_page(bomb(b" ", 600 * MEGABYTE)), id="spaces"),
        pytest.param(forms_in_forms(25, 10), id="forms in forms"),
    ],
)
def test_bombs_are_refused_in_seconds_and_without_much_memory(data: bytes, tmp_path: Path) -> None:
    bomb_file = tmp_path / "bomb.pdf"
    bomb_file.write_bytes(data)
    started = time.monotonic()
    # In a process of its own: what other tests started would count as well.
    command = [sys.executable, "-c", REFUSED_AND_MEMORY, str(bomb_file)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert said[0] == "too-complex"
    assert time.monotonic() - started < limits.PDF_SECONDS + 15
    assert int(said[1]) * 1024 < 512 * MEGABYTE


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]), id="pages in themselves"
        ),
        pytest.param(one_page(b"4 0 R"), id="an object that is itself"),
        pytest.param(
            b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
            id="a table of contents before itself",
        ),
    ],
)
def test_loops_end(data: bytes) -> None:
    started = time.monotonic()
    with suppress(Refusal):
        read(data)
    assert time.monotonic() - started < limits.PDF_SECONDS + 15


def test_after_a_bomb_the_next_file_is_read() -> None:
    assert refused(forms_in_forms(25, 10)) == "too-complex"
    assert len(list(read(REPORT).tables())) == 3


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        (pdf_characters, "MAX_PAGE_CHARACTERS", pages(text(70, 60, "政府信息公开"))),
        (pdf_opening, "MAX_CHARACTERS", pages(text(70, 60, "政府信息公开"))),
        (pdf_drawings, "MAX_PAGE_OBJECTS", pages(rules((70, 100, 130), (70, 100, 130)))),
        (pdf_opening, "MAX_RULINGS", pages(rules((70, 100, 130), (70, 100, 130)))),
    ],
)
def test_a_page_has_limits(module: object, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, name, 5)
    with pytest.raises(Refusal) as caught:
        drawing_of(data)
    assert caught.value.code == "too-complex"


def test_a_broken_table_of_contents_is_rebuilt_and_said_so() -> None:
    place = REPORT.rindex(b"startxref")
    document = read(REPORT[:place] + b"startxref\n99999999\n%%EOF\n")
    assert len(list(document.tables())) == 3
    assert document.warnings == ("PDF 文件有损坏，已尽量读取，请对照原件核对。",)


def test_a_file_with_a_part_that_cannot_be_unpacked_holds_no_certain_number() -> None:
    start = REPORT.index(b"stream", REPORT.index(b"/FlateDecode")) + 200
    data = REPORT[:start] + b"broken" + REPORT[start + 6 :]
    document = read(data)
    assert drawing_of(data).broken
    assert document.recognised
    assert document.warnings[0] == "PDF 文件内部有损坏，可能缺少内容，所有数字都须由人核对。"


@pytest.mark.parametrize(
    ("unpacked", "whole"),
    [
        pytest.param(lambda packed: packed, True, id="whole"),
        pytest.param(lambda packed: packed[:-4], True, id="without its check sum"),
        pytest.param(lambda packed: packed + b"\r\n", True, id="with more behind it"),
        pytest.param(lambda packed: packed[: len(packed) // 2], False, id="half of it"),
        pytest.param(lambda packed: packed[:40] + b"\0" + packed[41:], False, id="one byte changed"),
    ],
)
def test_what_can_be_unpacked_is_whole(unpacked: Callable[[bytes], bytes], whole: bool) -> None:
    packed = unpacked(zlib.compress(bytes(range(256)) * 30 + REPORT[:5000]))
    data = b"<</Filter/FlateDecode/Length 9>>\nstream\n" + packed + b"\nendstream"
    assert is_whole(data) is whole


def test_what_is_packed_in_two_ways_is_not_looked_into() -> None:
    assert is_whole(b"<</Filter[/ASCII85Decode/FlateDecode]/Length 9>>stream\nGb!~>\nendstream")


@pytest.mark.parametrize("start", range(0, len(REPORT), len(REPORT) // 12))
def test_bytes_overwritten_anywhere_never_break_the_reader(start: int) -> None:
    data = REPORT[:start] + b"\xff\x00/Kids 9 R<<" * 20 + REPORT[start + 220 :]
    with suppress(Refusal):
        read(data)
