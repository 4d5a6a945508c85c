"""The requests table as LibreOffice sets it, over page breaks wherever they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import Document
from ingest.readers.pdf import read
from ingest.refusals import Refusal
from tests.ingest.readers.office_samples import Setting, request_rows, set_by_office
from tests.needs import needs

NARROW = (1, 2, 3, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2, 1.4)
CUT = Setting(padding="0.2cm", size="12pt", before=6, widths=NARROW)

pytestmark = needs("soffice")


def rows_of(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


def labels_and_numbers(document: Document) -> list[tuple[str, ...]]:
    return [(row[-8].replace("\n", ""), *row[-7:]) for row in rows_of(document)[3:]]


EXPECTED = [(row.label, *row.numbers) for row in request_rows()]


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param(Setting(), id="a page break between rows"),
        pytest.param(Setting(padding="0.25cm", size="12pt", before=9), id="large type"),
        pytest.param(CUT, id="page breaks inside rows"),
        pytest.param(Setting(turned_header=True, before=2), id="a heading from top to bottom"),
        pytest.param(Setting(border="0.5pt dotted #808080", before=2), id="dotted lines"),
        pytest.param(Setting(border="2pt double #000000", before=2), id="double lines"),
        pytest.param(Setting(width="29.7cm", height="21cm", before=4), id="on its side"),
        pytest.param(Setting(footer="<text:page-number/>"), id="a bare page number"),
        pytest.param(
            Setting(footer="第<text:page-number/>页 共<text:page-count/>页"),
            id="a page number with the number of pages",
        ),
    ],
)
def test_every_row_has_its_label_and_its_numbers(setting: Setting, tmp_path: Path) -> None:
    document = read(set_by_office(setting, tmp_path))
    assert labels_and_numbers(document) == EXPECTED
    assert [paragraph.text for paragraph in document.paragraphs()][-1] == "四、政府信息公开行政复议、行政诉讼情况"


def test_without_lines_the_rows_come_line_by_line_with_tabs(tmp_path: Path) -> None:
    document = read(set_by_office(Setting(border="none", before=4), tmp_path))
    assert not list(document.tables())
    lines = [paragraph.text.split("\t") for paragraph in document.paragraphs()]
    assert [line[-7:] for line in lines if len(line) > 6] == [list(row.numbers) for row in request_rows()]


def test_a_password_is_named(tmp_path: Path) -> None:
    data = set_by_office(Setting(before=1), tmp_path, password="geheim")
    with pytest.raises(Refusal) as caught:
        read(data)
    assert caught.value.code == "password"
