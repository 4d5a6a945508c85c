"""The first page and the pages for what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.defaults import server_error

from archive.forms import FORMS
from portal.urls import urlpatterns as of_the_house


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


urlpatterns = [*of_the_house, path("broken", broken)]

LARGEST_STYLE_SHEET = 6_000


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


pytestmark = pytest.mark.django_db


def test_it_says_in_chinese_what_this_is(client: Client) -> None:
    answer = client.get("/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="zh-Hans">' in page
    assert "<h1>公开年报</h1>" in page


def test_it_shows_the_command_that_works_today(client: Client) -> None:
    assert "manage.py parse" in client.get("/").content.decode()


def test_it_says_so_while_nothing_is_published(client: Client) -> None:
    assert "还没有发布的年报" in client.get("/").content.decode()


def test_it_lists_every_form_from_its_declaration(client: Client) -> None:
    page = client.get("/").content.decode()
    for form in FORMS.values():
        assert form.title in page
        assert form.basis in page
        assert f'<td class="number">{len(form.cells)}</td>' in page


@pytest.mark.parametrize("address", ["/", "/nowhere"])
def test_a_page_fetches_nothing_from_elsewhere(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert re.findall(r'(?:src|href)="(?!/|#)', page) == []
    assert "<script" not in page


def test_an_unknown_address_gets_a_kind_page(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


@pytest.mark.urls("tests.portal.test_front")
def test_our_own_failure_gets_a_kind_page_that_tells_nothing(client: Client) -> None:
    answer = client.get("/broken")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "这里出了错" in page
    assert "RuntimeError" not in page


def test_the_failure_page_needs_nothing_from_the_request(rf: RequestFactory) -> None:
    assert "回到首页" in server_error(rf.get("/")).content.decode()


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "example.org"}).status_code == 400


def test_whatever_watches_the_server_gets_a_short_answer(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-cache" in answer["Cache-Control"]


def test_style_sheets_stay_small_and_fetch_nothing() -> None:
    sheets = list(Path(settings.BASE_DIR, "static").rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert sheet.stat().st_size < LARGEST_STYLE_SHEET
        assert "url(" not in sheet.read_text(encoding="utf-8")
