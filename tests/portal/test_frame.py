"""What stands around every public page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from portal.security import PERMISSIONS
from portal.urls import urlpatterns as of_the_house
from tests.portal.desk.pages import source_of, text_of

pytestmark = pytest.mark.django_db
ADDRESSES = ["/", "/help/", "/nowhere"]
ROOMS = ["首页", "检索", "地区", "趋势", "数据", "帮助"]
# Bytes; what a whole page may weigh is another matter (tests.portal.weights).
LARGEST_STYLE_SHEET = 12_000


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


urlpatterns = [*of_the_house, path("broken", broken)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_that_it_is_no_government_site(client: Client, address: str) -> None:
    assert "不是政府网站，不代表任何机关" in text_of(client.get(address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_room_is_one_step_away(client: Client, address: str) -> None:
    rooms = re.search(r'<nav class="rooms-of-the-house".*?</nav>', source_of(client.get(address)), re.DOTALL)
    assert rooms
    assert re.findall(r"<a [^>]*>([^<]+)</a>", rooms[0]) == ROOMS


def test_the_room_one_is_in_is_marked(client: Client) -> None:
    assert re.findall(r'aria-current="page">([^<]+)', source_of(client.get("/help/"))) == ["帮助"]
    assert re.findall(r'aria-current="page">([^<]+)', source_of(client.get("/"))) == ["首页"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fetches_nothing_from_elsewhere(client: Client, address: str) -> None:
    page = re.sub(r'<link rel="canonical"[^>]*>', "", source_of(client.get(address)))
    assert re.findall(r'(?:src|href)="(?!/|#)[^"]*', page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_one_box_to_ask(client: Client, address: str) -> None:
    assert source_of(client.get(address)).count('role="search"') == 1


def test_a_page_says_where_it_really_is(client: Client) -> None:
    page = source_of(client.get("/?utm_source=somebody"))
    assert '<link rel="canonical" href="http://testserver/">' in page


def test_every_page_tells_the_browser_what_it_may_not_use(client: Client) -> None:
    headers = client.get("/").headers
    assert headers["Permissions-Policy"] == PERMISSIONS
    assert "camera=()" in PERMISSIONS
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.urls("tests.portal.test_frame")
@pytest.mark.parametrize("script", ["simplified", "traditional"])
def test_our_own_failure_gets_a_kind_page_that_tells_nothing(script: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["script"] = script
    answer = client.get("/broken")
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.content.decode()
    assert "</html>" in answer.content.decode()


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "example.org"}).status_code == 400


def test_whatever_watches_the_server_gets_a_short_answer(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_style_sheets_stay_small_and_fetch_nothing() -> None:
    sheets = [sheet for sheet in Path(settings.BASE_DIR, "static").rglob("*.css") if "vendor" not in sheet.parts]
    assert sheets
    for sheet in sheets:
        assert sheet.stat().st_size < LARGEST_STYLE_SHEET, sheet.name
        assert "url(" not in sheet.read_text(encoding="utf-8"), sheet.name


def test_six_outcomes_have_six_colours_by_day_and_by_night() -> None:
    sheet = Path(settings.BASE_DIR, "static", "house.css").read_text(encoding="utf-8")
    colours = re.findall(r"--outcome-(\d): (#[0-9a-f]{6});", sheet)
    assert [number for number, _ in colours] == [*"123456", *"123456"]
    assert len({colour for _, colour in colours}) == 12


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("night", [False, True])
def test_the_colours_stand_out_from_the_paper(night: bool) -> None:
    sheet = Path(settings.BASE_DIR, "static", "house.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#[0-9a-f]{6});", sheet)
    colours = re.findall(r"--outcome-\d: (#[0-9a-f]{6});", sheet)[6 * night : 6 * night + 6]
    assert min(contrast(colour, papers[night]) for colour in colours) > 3


@pytest.mark.parametrize("night", [False, True])
def test_large_type_has_strong_contrast(night: bool) -> None:
    sheet = Path(settings.BASE_DIR, "static", "frame.css").read_text(encoding="utf-8")
    large = [dict(re.findall(r"--(\w+): (#[0-9a-f]+);", rule)) for rule in re.findall(r"\.large \{([^}]*)\}", sheet)]
    colours = {name: colour if len(colour) == 7 else "#" + colour[1:] * 2 for name, colour in large[night].items()}
    for name in ("ink", "quiet", "link", "red"):
        assert contrast(colours[name], colours["paper"]) >= 7, name
