"""Scans are read with tesseract where it is installed, and refused with the reason where it is not."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.document import Document
from ingest.readers import ocr
from ingest.readers.ocr_rulings import Picture, rulings_of, without
from ingest.readers.pdf import read
from ingest.readers.pdf_grids import grids_of
from ingest.readers.pdf_pictures import picture_of
from ingest.refusals import Refusal
from tests.ingest.readers.pdf_samples import pages, stream
from tests.needs import needs

REPORT = (Path(__file__).resolve().parents[2] / "reports" / "huaian-2024.pdf").read_bytes()
# The page with most of the requests table, from 0.
TABLE_PAGE = 3
DOTS = 200


@cache
def scan() -> bytes:
    """A page of a report as a picture and nothing else."""
    head, grey = picture_of(REPORT, TABLE_PAGE, DOTS)
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (head["width"], head["height"])
    image = stream(grey, entries + b"/ColorSpace/DeviceGray/BitsPerComponent 8")
    return pages(b"q 595 0 0 842 0 0 cm /I Do Q", resources=b"/XObject<</I 6 0 R>>", more=[image])


@cache
def document() -> Document:
    return read(scan())


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read(data)
    return caught.value


@needs("tesseract")
def test_a_scan_is_read_and_marked_as_recognised() -> None:
    assert document().recognised
    assert document().warnings[0] == "这是扫描件，文字由程序识别得出，所有数字都须由人核对。"


@needs("tesseract")
def test_a_table_on_a_scan_keeps_its_rows_and_columns() -> None:
    table = list(document().tables())[1]
    rows = {row[-8].text.replace("\n", "")[-6:]: [cell.text for cell in row[-7:]] for row in table.rows if len(row) > 7}
    assert rows["信息公开申请数量"[-6:]] == ["34", "0", "0", "0", "0", "0", "34"]
    assert rows["不掌握相关政府信息"[-6:]] == ["746", "12", "0", "0", "10", "1", "769"]


@needs("tesseract")
def test_places_on_a_scan_are_in_points() -> None:
    left, _, right, _ = list(document().tables())[1].locator.box or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((72, 521), abs=2)


def test_without_tesseract_a_scan_is_named_and_the_packages_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    found = refusal(scan())
    assert found.code == "scan"
    assert "tesseract-ocr-chi-sim" in found.message


def test_a_scan_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr(ocr, "MAX_RECOGNISED_PAGES", 0)
    assert refusal(scan()).code == "too-many-pages"


def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    monkeypatch.setattr(ocr, "program", lambda: "tesseract")
    monkeypatch.setattr("ingest.readers.ocr.subprocess.run", never)
    assert refusal(scan()).message == "PDF 是扫描件，图片中没有识别出文字。"


@pytest.mark.parametrize(("listed", "found"), [("eng\nchi_sim\n", True), ("eng\n", False)])
def test_tesseract_counts_only_when_it_reads_chinese(listed: str, found: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess("", 0, stdout=listed)
    monkeypatch.setattr("ingest.readers.ocr.shutil.which", lambda _: "somewhere")
    monkeypatch.setattr("ingest.readers.ocr.subprocess.run", lambda *_, **__: answer)
    assert (ocr.program.__wrapped__() == "somewhere") is found


LINE = "<span class='ocr_line' title=\"bbox 0 100 900 140; baseline 0 0; x_size 40\">"
LETTER = "<span class='ocrx_cinfo' title='x_bboxes {} 105 {} 135; x_conf 99.5'>{}</span>"


def test_characters_of_a_line_stand_as_high_as_the_line() -> None:
    answer = LINE + LETTER.format(10, 40, "一") + LETTER.format(200, 230, "&lt;")
    text, boxes = ocr.characters_of(answer, 0.5)
    assert text == "一<"
    assert list(boxes) == [5, 50, 20, 70, 100, 50, 115, 70]


def test_digits_of_a_number_touch() -> None:
    answer = LINE + LETTER.format(10, 20, "7") + LETTER.format(26, 36, "4")
    assert [box for _, box in ocr.places_of(answer)] == [(10, 100, 20, 140), (20, 100, 36, 140)]


def test_ruled_lines_are_found_on_a_picture() -> None:
    head, grey = picture_of(REPORT, TABLE_PAGE, DOTS)
    lines = rulings_of(Picture(head["width"], head["height"], grey), DOTS)
    grids = grids_of([(x0 * 0.36, y0 * 0.36, x1 * 0.36, y1 * 0.36) for x0, y0, x1, y1 in lines])
    assert [(len(grid.xs) - 1, len(grid.ys) - 1) for grid in grids] == [(2, 6), (10, 16)]


def test_ruled_lines_are_painted_over() -> None:
    row = bytes([255] * 5 + [0] * 200 + [255] * 5)
    blank = bytes([255]) * len(row)
    drawn = Picture(len(row), 7, blank * 3 + row + blank * 3)
    lines = list(rulings_of(drawn, 100))
    assert lines == [(5, 3, 205, 3)]
    assert without(drawn, lines).grey == blank * 7
