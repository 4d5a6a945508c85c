"""The source of a published report: the place of a number, and the file that nobody's browser opens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from archive.cells import Cell
from archive.findings import Finding, Quote, Severity
from archive.forms import NEWEST
from archive.locators import Locator
from archive.models import Report, Source
from archive.selectors import judged_findings
from archive.storage import keep, place_of, sources_store
from archive.withholding import release, withhold
from portal.pages import report_source
from portal.security import HEADER, POLICY_FOR_STRANGERS
from tests.archive.filled_forms import filled
from tests.archive.readings import reading
from tests.house import ROOT
from tests.portal.desk.pages import source_of, text_of
from tests.portal.pages.published import published

pytestmark = pytest.mark.django_db

CELL = "requests.closed.total"
PDF = ROOT / "tests" / "reports" / "huaian-2024.pdf"
PAGES = 6


@pytest.fixture(autouse=True)
def own_store(settings: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path_factory.mktemp("sources")}}
    settings.STORAGES = {**settings.STORAGES, "sources": options}  # type: ignore[attr-defined]


def at(locator: Locator) -> dict[str, Cell]:
    cells = filled(NEWEST)
    return cells | {CELL: replace(cells[CELL], locator=locator)}


def text_report(text: str = "第一行\n办结 0 件\n") -> Report:
    file = keep(text.encode(), name="年报.txt", format="text")[0]
    return published(file, cells=at(Locator(line=2, start=7, end=8)))


def pdf_report() -> Report:
    file = keep(PDF.read_bytes(), name="年报.pdf", format="pdf")[0]
    return published(file, cells=at(Locator(page=4, box=(100.0, 200.0, 110.0, 212.0))))


def source_of_report(report: Report) -> Source:
    assert report.published
    return report.published.source


# -- the place --


def test_the_place_of_a_number_is_marked_and_told(client: Client) -> None:
    report = text_report()
    answer = client.get(f"/reports/{report.pk}/source/?cell={CELL}")
    assert '<p id="here">办结 <mark>0</mark> 件</p>' in source_of(answer)
    assert "三、本年度办理结果 · 总计 · 总计：本站读作 0。" in text_of(answer)
    assert f'href="/reports/{report.pk}/#cell-{CELL}"' in source_of(answer)
    assert f'href="/reports/{report.pk}/wrong/?cell={CELL}"' in source_of(answer)


def test_the_place_on_a_page_is_framed(client: Client) -> None:
    report = pdf_report()
    page = source_of(client.get(f"/reports/{report.pk}/source/?cell={CELL}"))
    assert f'href="/reports/{report.pk}/source/4.png"' in page
    assert '<rect id="here" x="97.5" y="197.5" width="15.0" height="17.0"' in page


def test_one_can_leaf_through_the_pages(client: Client) -> None:
    page = text_of(client.get(f"/reports/{pdf_report().pk}/source/?page=2"))
    assert f"上一页 第 2 页，共 {PAGES} 页 下一页" in page


def test_the_words_of_a_finding_are_marked_in_the_source(client: Client) -> None:
    quote = Quote("办结 0 件", "", Locator(line=2, start=4, end=10))
    told = Finding("prose.closed", Severity.ERROR, "对不上", (CELL,), (quote,))
    file = keep("第一行\n办结 0 件\n".encode(), name="年报.txt", format="text")[0]
    report = published(file, like=replace(reading(), findings=(told,)))
    assert report.published
    name = judged_findings(report, report.published)[0].key[:12]
    page = source_of(client.get(f"/reports/{report.pk}/source/?finding={name}&quote=1"))
    assert '<p id="here"><mark>办结 0 件</mark></p>' in page


@pytest.mark.parametrize("query", ["", "cell=no.such.cell", "finding=x&quote=9", "page=99999999", "page=-1", "page=²"])
def test_a_question_that_makes_no_sense_shows_the_source(client: Client, query: str) -> None:
    assert "第一行" in text_of(client.get(f"/reports/{text_report().pk}/source/?{query}"))


def test_nothing_of_a_source_becomes_markup(client: Client) -> None:
    report = text_report("第一行\n办结 0 件\n见附件<img src=x onerror=alert(1)>\n")
    page = client.get(f"/reports/{report.pk}/source/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def test_a_file_that_is_too_large_to_be_shown_can_be_saved(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_source, "LARGEST_SHOWN", 5)
    answer = client.get(f"/reports/{text_report().pk}/source/")
    assert "原件太大" in text_of(answer)
    assert "保存原件" in text_of(answer)


def test_a_file_that_is_lost_is_said_to_be(client: Client) -> None:
    report = text_report("只有这里有的一行\n办结 0 件\n")
    sources_store().delete(place_of(source_of_report(report).sha256))
    assert "缺失或已损坏" in text_of(client.get(f"/reports/{report.pk}/source/"))
    assert client.get(f"/reports/{report.pk}/source/file/").status_code == 404


# -- pages as pictures --


def test_a_page_is_a_picture(client: Client) -> None:
    answer = client.get(f"/reports/{pdf_report().pk}/source/1.png")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, max-age=86400"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("number", ["0", str(PAGES + 1), "99999999"])
def test_a_page_that_is_not_there(client: Client, number: str) -> None:
    assert client.get(f"/reports/{pdf_report().pk}/source/{number}.png").status_code == 404


def test_what_is_no_pdf_has_no_pages(client: Client) -> None:
    assert client.get(f"/reports/{text_report().pk}/source/1.png").status_code == 404


# -- the file --


def test_the_file_can_only_be_saved(client: Client) -> None:
    report = text_report()
    answer = client.get(f"/reports/{report.pk}/source/file/")
    assert answer.content == "第一行\n办结 0 件\n".encode()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer[HEADER] == POLICY_FOR_STRANGERS


def test_who_has_the_file_does_not_get_it_again(client: Client) -> None:
    report = text_report()
    address = f"/reports/{report.pk}/source/file/"
    tag = client.get(address)["ETag"]
    assert tag == f'"{source_of_report(report).sha256}"'
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


# -- held back --


def test_a_source_that_is_held_back_is_nowhere(client: Client) -> None:
    report = pdf_report()
    tag = client.get(f"/reports/{report.pk}/source/file/")["ETag"]
    withhold(source_of_report(report), actor=None, reason="号码")
    page = client.get(f"/reports/{report.pk}/source/?cell={CELL}")
    assert "没有公开" in text_of(page)
    assert "<svg" not in source_of(page)
    for address in ("file/", "1.png"):
        answer = client.get(f"/reports/{report.pk}/source/{address}", headers={"If-None-Match": tag})
        assert answer.status_code == 404


def test_a_source_that_a_person_released_is_there_again(client: Client) -> None:
    report = text_report("电话 13812345678\n办结 0 件\n")
    withhold(source_of_report(report), actor=None, reason="号码")
    release(source_of_report(report), actor=None, reason="办公室的手机")
    assert "13812345678" in text_of(client.get(f"/reports/{report.pk}/source/"))
