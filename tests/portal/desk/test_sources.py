"""Sources at the desk: shown so that whatever somebody handed in can do no harm."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from django.test import Client

from archive.cells import Cell, Status
from archive.forms import NEWEST
from archive.locators import Locator
from archive.models import Report, Source
from archive.storage import keep
from portal.desk.pages import page_picture, page_sizes, png
from portal.desk.source_text import document_of, place_id, shown_source
from portal.security import POLICY_FOR_STRANGERS
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, stored
from tests.house import ROOT
from tests.portal.desk.pages import source_of, text_of

pytestmark = pytest.mark.django_db
REPORTS = ROOT / "tests" / "reports"
EVIL = """<html><head><title>年报</title><script>alert(1)</script><style>a{b:url(//evil)}</style>
<meta http-equiv="refresh" content="0;url=//evil"></head><body onload="alert(1)">
<h1>某局2023年政府信息公开工作年度报告</h1>
<p style="color:red" onclick="alert(1)">收到<img src=x onerror=alert(1)>申请<a href="javascript:alert(1)">12</a>件。
</p><iframe src="//evil"></iframe><form action="//evil"><input name="q" value="七"></form><svg onload=alert(1)></svg>
<table onmouseover="alert(1)"><tr><td rowspan=2>甲</td><td class="x">1</td><td>2</td></tr>
<tr><td>3</td><td>&lt;script&gt;alert(2)&lt;/script&gt;</td></tr>
<tr><td>乙</td><td>5</td><td>6</td></tr></table></body></html>"""
ATTRIBUTES = ("onload", "onclick", "onerror", "onmouseover", "href", "style=")
ELEMENTS = ("<script", "<style", "<img", "<iframe", "<form", "<svg", "<meta")


def kept(data: bytes, format_: str, name: str = "年报") -> Source:
    return keep(data, name=name, format=format_)[0]


def review(client: Client, source: Source, locator: Locator | None = None) -> str:
    cells = filled(NEWEST) | {"review.upheld": Cell(12, "12", Status.READ, locator)}
    report: Report = stored(reading(cells=cells), of=source)[0]
    return source_of(client.get(f"/desk/reports/{report.pk}/?cell=review.upheld"))


def raw_panel(client: Client, source: Source) -> str:
    report = stored(reading(), of=source)[0]
    return client.get(f"/desk/reports/{report.pk}/source/").content.decode()


# -- web pages and texts --


def test_nothing_of_a_pages_own_markup_gets_through(reviewer: Client) -> None:
    panel = raw_panel(reviewer, kept(EVIL.encode(), "html"))
    body = panel.split('tabindex="0">')[1]
    for harm in (*ATTRIBUTES, *ELEMENTS):
        assert harm not in body
    assert "收到申请12件。" in panel
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in panel


def test_tables_keep_their_spans_and_the_cell_that_was_read_is_marked(reviewer: Client) -> None:
    page = review(reviewer, kept(EVIL.encode(), "html"), Locator(table=1, row=1, column=2))
    assert '<td rowspan="2">甲</td>' in page
    assert '<td class="here" data-here><mark>1</mark></td>' in page


def test_the_marked_characters_of_a_paragraph(reviewer: Client) -> None:
    source = kept("甲\n收到申请12件\n".encode(), "text")
    page = review(reviewer, source, Locator(line=2, start=6, end=8))
    assert "收到申请<mark>12</mark>件" in page


@pytest.mark.parametrize("span", [(0, 999), (50, 51), (8, 6)])
def test_characters_that_are_not_there_mark_the_whole_line(reviewer: Client, span: tuple[int, int]) -> None:
    page = review(reviewer, kept("甲\n收到申请12件\n".encode(), "text"), Locator(line=2, start=span[0], end=span[1]))
    assert "<mark>收到申请12件</mark>" in page


def test_a_place_has_one_name_wherever_it_comes_from() -> None:
    assert place_id(Locator(table=2, row=3, column=4)) == "t2-3-4"
    assert place_id(Locator(line=7, start=1, end=2)) == "l7"
    assert place_id(Locator(block=5)) == "b5"


def test_of_a_very_long_file_the_marked_part_is_shown(db: None) -> None:
    document = document_of(kept("\n".join(f"第{n}行" for n in range(1, 9001)).encode(), "text"))
    shown = shown_source(document, Locator(line=8000))
    assert (len(shown.blocks), shown.left_out) == (1500, 7500)
    assert any(block.marked for block in shown.blocks)


def test_a_source_that_cannot_be_read_is_said(reviewer: Client) -> None:
    assert "文件是空的。" in raw_panel(reviewer, kept(b"   \n", "text"))


def test_a_source_that_is_gone_is_said(reviewer: Client, tmp_path: Path) -> None:
    source = kept(b"abc", "text")
    next(path for path in (tmp_path / "sources").rglob(source.sha256)).unlink()
    assert "保存的原件缺失或已损坏" in raw_panel(reviewer, source)
    assert reviewer.get(f"/desk/sources/{source.sha256}/original/").status_code == 404


# -- pages of a PDF --


@pytest.fixture
def pdf(db: None) -> Source:
    return kept((REPORTS / "hongze-2023.pdf").read_bytes(), "pdf", "洪泽 2023.pdf")


def test_a_page_is_a_picture_that_never_changes(reviewer: Client, pdf: Source) -> None:
    answer = reviewer.get(f"/desk/sources/{pdf.sha256}/pages/4.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "private, max-age=604800, immutable"
    assert answer.content.startswith(b"\x89PNG\r\n\x1a\n")


def test_the_box_stands_on_its_page(reviewer: Client, pdf: Source) -> None:
    page = review(reviewer, pdf, Locator(page=4, box=(100.0, 200.5, 110.0, 212.0)))
    assert f'href="/desk/sources/{pdf.sha256}/pages/4.png"' in page
    assert '<rect x="97.5" y="198.0" width="15.0" height="16.5"' in page
    assert "4 / 5" in page


@pytest.mark.parametrize("number", ["0", "6", "99999"])
def test_a_page_that_is_not_there(reviewer: Client, pdf: Source, number: str) -> None:
    assert reviewer.get(f"/desk/sources/{pdf.sha256}/pages/{number}.png").status_code == 404


def test_a_broken_pdf_is_said_and_has_no_pages(reviewer: Client) -> None:
    broken = kept(b"%PDF-1.7 broken", "pdf")
    assert "PDF 文件" in text_of(reviewer.get(f"/desk/reports/{stored(reading(), of=broken)[0].pk}/"))
    assert reviewer.get(f"/desk/sources/{broken.sha256}/pages/1.png").status_code == 404


def test_a_page_is_painted_once(pdf: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page_picture(pdf, 1)
    monkeypatch.setattr("portal.desk.pages.picture", None)
    assert page_picture(pdf, 1) == first
    assert len(page_sizes(pdf)) == 5


def test_a_picture_is_exactly_its_grey_values() -> None:
    picture = png(2, 2, b"\x00\x80\xff\x40")
    start = picture.index(b"IDAT") + 4
    assert zlib.decompress(picture[start : picture.index(b"IEND") - 8]) == b"\x00\x00\x80\x00\xff\x40"


# -- the file itself --


@pytest.mark.parametrize("format_", ["html", "pdf", "text", "docx"])
def test_the_file_can_only_be_saved_whatever_it_is(reviewer: Client, format_: str) -> None:
    source = kept(EVIL.encode(), format_, '年报"\r\nX-Evil: 1.html')
    answer = reviewer.get(f"/desk/sources/{source.sha256}/original/")
    assert answer.content == EVIL.encode()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == POLICY_FOR_STRANGERS
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Evil" not in answer.headers
