"""The two real reports that are PDFs, row by row."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from archive.forms import FORMS
from ingest.document import Document, Table
from ingest.readers.pdf import read
from tests.needs import needs

REPORTS = Path(__file__).resolve().parents[2] / "reports"
NAMES = ("huaian-2024", "hongze-2023")
COLUMNS = ("natural", "business", "research", "nonprofit", "legal", "other", "total")


@cache
def document(name: str) -> Document:
    return read((REPORTS / f"{name}.pdf").read_bytes())


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REPORTS / f"{name}.expected.json").read_text(encoding="utf-8"))
    return found


def tables(name: str) -> list[Table]:
    return list(document(name).tables())


def numbers(name: str) -> list[list[str]]:
    """What stands in the last seven cells of the rows of the requests table that end with seven numbers."""
    rows = [[cell.text for cell in row[-7:]] for row in tables(name)[1].rows]
    return [row for row in rows if len(row) == 7 and all(text.isdigit() for text in row)]


def printed(name: str, codes: list[str]) -> list[list[str]]:
    cells = expected(name)["cells"]
    return [[str(cells.get(f"{code}.{column}", 0)) for column in COLUMNS] for code in codes]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_has_its_three_tables(name: str) -> None:
    assert [table.width for table in tables(name)] == [4, 10, 15]


def test_every_number_of_the_requests_table_stands_in_its_row_and_column() -> None:
    codes = [row.code for block in FORMS["2021"].table("requests").blocks for row in block.rows]
    assert numbers("huaian-2024") == printed("huaian-2024", codes)


def test_a_row_that_is_printed_instead_of_three_is_one_row() -> None:
    codes = [row.code for block in FORMS["2021"].table("requests").blocks for row in block.rows]
    first = codes.index("requests.other.uncorrected")
    assert numbers("hongze-2023") == printed("hongze-2023", [*codes[:first], "requests.other.all", *codes[first + 3 :]])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("huaian-2024", [72, 64, 178, 37, 351, 13, 4, 8, 1, 26, 12, 1, 1, 6, 20]),
        ("hongze-2023", [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]),
    ],
)
def test_the_numbers_of_reviews_and_suits(name: str, row: list[int]) -> None:
    assert [cell.text for cell in tables(name)[2].rows[-1]] == list(map(str, row))


@pytest.mark.parametrize("name", NAMES)
def test_a_table_that_runs_over_a_page_break_is_one_and_each_cell_knows_its_page(name: str) -> None:
    pages = [cell.locator.page for cell in tables(name)[1].cells()]
    first = tables(name)[1].locator.page
    assert first is not None
    assert sorted(set(filter(None, pages))) == [first, first + 1]


@pytest.mark.parametrize("name", NAMES)
def test_rows_and_cells_are_counted_as_printed(name: str) -> None:
    table = tables(name)[1]
    places = [(cell.locator.table, cell.locator.row, cell.locator.column) for cell in table.cells()]
    assert places == [(2, row, column) for row, cells in enumerate(table.rows, 1) for column, _ in enumerate(cells, 1)]


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_is_found_at_its_place_on_the_page(name: str) -> None:
    cell = tables(name)[0].rows[0][0]
    assert cell.text.replace(" ", "") == "第二十条第（一）项"
    left, top, right, bottom = cell.locator.box or (0, 0, 0, 0)
    assert (left, right) == pytest.approx((75, 520), abs=6)
    assert 450 < top < bottom < 520


@pytest.mark.parametrize("name", NAMES)
def test_a_heading_written_from_top_to_bottom_reads_in_order(name: str) -> None:
    texts = [cell.text.replace("\n", "") for cell in tables(name)[1].cells()]
    assert "三、本年度办理结果" in texts


@pytest.mark.parametrize("name", NAMES)
def test_no_page_number_is_left(name: str) -> None:
    assert not [
        paragraph.text for paragraph in document(name).paragraphs() if re.fullmatch(r"[-\d\s]+", paragraph.text)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_title_and_headings_are_paragraphs_of_their_own(name: str) -> None:
    texts = [paragraph.text for paragraph in document(name).paragraphs()]
    assert re.fullmatch(r".*人民政府", texts[0])
    assert re.fullmatch(r"20\d\d ?年政府信息公开工作年度报告", texts[1])
    headings = [text[:2] for text in texts if re.match("[一二三四五六]、", text) and len(text) < 25]
    assert headings == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_wrapped_prose_is_one_paragraph_over_a_page_break_too() -> None:
    texts = [paragraph.text for paragraph in document("huaian-2024").paragraphs()]
    assert any("建设‘四最’一流营商环境高质量推进产业发展" in text for text in texts)
    assert (
        texts[-1] == "2024年，市政府严格落实《政府信息公开信息处理费管理办法》，全年收取政府信息公开信息处理费3940元。"
    )


@needs("pdftotext")
@pytest.mark.parametrize("name", NAMES)
def test_another_program_finds_the_same_numbers_in_the_same_order(name: str) -> None:
    listed = subprocess.run(
        ["pdftotext", "-layout", str(REPORTS / f"{name}.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    rows = [re.findall(r"\d+", line)[-7:] for line in listed.splitlines() if re.search(r"(?:\s+\d+){7}$", line)]
    assert [row for row in rows if row in numbers(name)] == numbers(name)
