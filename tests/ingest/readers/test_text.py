"""Text files: encodings by evidence, lines exactly as printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.locators import Locator
from ingest.document import Paragraph
from ingest.readers.text import read
from ingest.refusals import Refusal
from tests.ingest.readers.shown import lines

REPORTS = Path(__file__).parents[2] / "reports"
SAMPLES = sorted(REPORTS.glob("*.txt"))
REPORT = "张家湾镇人民政府2024年\n政府信息公开工作年度报告\n\n一、总体情况\n2024年，我镇收到申请125件。\n\t规章\n\t0\n"


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.message
    return caught.value.code


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_keeps_every_character(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    assert "\n".join(lines(read(sample.read_bytes()))) == text.removesuffix("\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_encoding_makes_no_difference(sample: Path, encoding: str) -> None:
    text = sample.read_text(encoding="utf-8")
    assert read(text.encode(encoding)).blocks == read(text.encode("utf-8")).blocks


def test_big_endian_marks_are_understood() -> None:
    assert lines(read(("\ufeff" + REPORT).encode("utf-16-be")))[0] == "张家湾镇人民政府2024年"


def test_traditional_text_in_big5_is_read() -> None:
    text = "臺北市政府資訊公開工作年度報告，本府依政府資訊公開法規定辦理。受理申請案件共二十三件，已辦結二十件。"
    assert lines(read(text.encode("big5"))) == [text]


def test_traditional_text_in_gbk_is_not_taken_for_big5() -> None:
    text = "臺北市政府資訊公開工作年度報告，本府依政府資訊公開法規定辦理。受理申請案件共二十三件，已辦結二十件。"
    assert lines(read(text.encode("gb18030"))) == [text]


@pytest.mark.parametrize("text", ["镇", "郭店镇2023年报", "规章\t0\t0\t0\n行政许可\t0"])
def test_a_few_words_are_enough_for_gbk(text: str) -> None:
    assert "\n".join(lines(read(text.encode("gbk")))) == text


def test_tables_of_digits_in_utf16_are_no_binary() -> None:
    assert lines(read("1\t0\t0\n2\t3\t4\n".encode("utf-16-le"))) == ["1\t0\t0", "2\t3\t4"]


def test_blank_lines_and_leading_tabs_are_kept() -> None:
    assert lines(read(b"\ta\n\n \t0 \n")) == ["\ta", "", " \t0 "]


def test_a_line_knows_its_number_and_its_characters() -> None:
    assert read("一\n\n二三".encode()).blocks == (
        Paragraph("一", Locator(line=1, start=0, end=1)),
        Paragraph("", Locator(line=2, start=2, end=2)),
        Paragraph("二三", Locator(line=3, start=3, end=5)),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\u2028", "\u2029", "\x85"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    assert lines(read(f"一{end}二{end}".encode())) == ["一", "二"]


def test_characters_are_counted_behind_two_byte_line_ends() -> None:
    assert [block.locator.start for block in read(b"a\r\nb\r\nc").blocks] == [0, 3, 6]


@pytest.mark.parametrize("cut", range(1, 4))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_text_cut_off_inside_a_character_is_read_up_to_it(encoding: str, cut: int) -> None:
    document = read(REPORT.replace("\n\t0\n", "，信").encode(encoding)[:-cut])
    assert lines(document)[:2] == ["张家湾镇人民政府2024年", "政府信息公开工作年度报告"]
    assert document.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_damaged_byte_is_shown_and_told(encoding: str) -> None:
    text = (REPORT * 20).encode(encoding)
    document = read(text[:100] + b"\xff" + text[100:])
    assert any("\ufffd" in line for line in lines(document))
    assert len(document.warnings) == 1
    assert "无法解码" in document.warnings[0]


@pytest.mark.parametrize("blank", [b"", b" \n\t\n", "\u3000\n".encode()])
def test_a_file_without_text_is_refused(blank: bytes) -> None:
    assert refusal(blank) == "empty"


@pytest.mark.parametrize(
    "spoilt",
    [
        REPORT.encode().decode("gb18030", "replace"),
        REPORT.encode().decode("latin-1"),
        REPORT.encode().decode("cp1252", "replace"),
        REPORT.encode("gb18030").decode("latin-1"),
        REPORT.encode("gb18030").decode("utf-8", "replace"),
        "锟斤拷" * 40,
        "".join("?" if char > "\x7f" else char for char in REPORT * 3),
    ],
    ids=["utf8-as-gbk", "utf8-as-latin", "utf8-as-windows", "gbk-as-latin", "gbk-as-utf8", "both", "question-marks"],
)
def test_mojibake_is_refused(spoilt: str) -> None:
    assert refusal(spoilt.encode()) == "mojibake"


def test_zero_bytes_are_refused() -> None:
    assert refusal(REPORT.encode()[:60] + b"\0" + REPORT.encode()[60:]) == "binary"


def test_bytes_of_no_encoding_are_refused() -> None:
    assert refusal(os.urandom(4096).replace(b"\0", b"\x81")) == "encoding"


def test_two_encodings_in_one_file_are_refused() -> None:
    assert refusal(REPORT.encode() * 3 + REPORT.encode("gb18030") * 3) == "encoding"


def test_endless_lines_are_refused() -> None:
    assert refusal(b"1\n" * 200_000) == "too-complex"
