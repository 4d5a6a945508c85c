"""Style sheets and scripts: sent once, packed, and kept until their content changes."""

from __future__ import annotations

import os
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from portal.static_files import KEEP_FOR_EVER, fingerprint

# The end of an answer touches the database.
pytestmark = pytest.mark.django_db
SHEET = Path(settings.BASE_DIR, "static", "house.css")


def test_an_address_carries_what_the_content_is() -> None:
    assert static("house.css") == f"/static/house.css?v={fingerprint(SHEET)}"


def test_a_file_that_is_not_there_has_a_plain_address() -> None:
    assert static("nothing.css") == "/static/nothing.css"


def test_another_content_is_another_address(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("a { }")
    before = fingerprint(file)
    file.write_text("b { }")
    os.utime(file, ns=(1, 1))
    assert fingerprint(file) != before


def test_it_is_kept_for_ever_under_that_address(client: Client) -> None:
    assert client.head(static("house.css")).headers["Cache-Control"] == KEEP_FOR_EVER


@pytest.mark.parametrize("address", ["/static/house.css", "/static/house.css?v=0123456789ab"])
def test_under_another_it_is_asked_for_again(client: Client, address: str) -> None:
    assert client.head(address).headers["Cache-Control"] == "max-age=60, public"


@pytest.mark.parametrize(("wishes", "packed"), [("br, gzip", "br"), ("gzip", "gzip")])
def test_text_is_packed(client: Client, wishes: str, packed: str) -> None:
    answer = client.get(static("house.css"), headers={"accept-encoding": wishes})
    assert answer.headers["Content-Encoding"] == packed
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert answer.headers["Cache-Control"] == KEEP_FOR_EVER
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_packed_it_is_the_same_file(client: Client) -> None:
    answer = client.get(static("house.css"), headers={"accept-encoding": "br"})
    assert brotli.decompress(answer.content) == SHEET.read_bytes()


def test_what_the_browser_has_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/house.css", headers={"accept-encoding": "br"})
    again = client.get("/static/house.css", headers={"if-modified-since": first.headers["Last-Modified"]})
    assert (again.status_code, again.headers["Cache-Control"]) == (304, "max-age=60, public")


def test_a_part_of_a_file_is_sent_as_it_is(client: Client) -> None:
    answer = client.get("/static/house.css", headers={"range": "bytes=0-4", "accept-encoding": "br"})
    assert (answer.status_code, b"".join(answer)) == (206, b":root")
    answer.close()


@pytest.mark.parametrize("name", ["../manage.py", "..%2fmanage.py", "%2e%2e/manage.py"])
def test_no_other_file_is_served(client: Client, name: str) -> None:
    assert Client(raise_request_exception=False).get(f"/static/{name}").status_code == 404
