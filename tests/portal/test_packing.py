"""Text goes over the line packed."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import Client, RequestFactory

from portal.packing import accepted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wishes", "packed"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0", ""),
        ("identity", ""),
        ("", ""),
        ("bread, gzipped", ""),
    ],
)
def test_the_best_way_that_the_browser_understands(rf: RequestFactory, wishes: str, packed: str) -> None:
    assert accepted(rf.get("/", headers={"accept-encoding": wishes})) == packed


def test_a_page_packed_is_the_same_page(client: Client) -> None:
    plain = client.get("/").content
    packed = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.content) == plain
    assert gzip.decompress(client.get("/", headers={"accept-encoding": "gzip"}).content) == plain


def test_its_length_is_what_is_sent(client: Client) -> None:
    packed = client.get("/", headers={"accept-encoding": "br"})
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert len(packed.content) * 2 < len(client.get("/").content)


def test_whoever_keeps_pages_is_told_that_they_may_be_packed(client: Client) -> None:
    assert "Accept-Encoding" in client.get("/").headers["Vary"]


def test_what_is_short_is_sent_as_it_is(client: Client) -> None:
    assert client.get("/healthz", headers={"accept-encoding": "br"}).content == b"ok\n"


def test_answers_for_programs_are_packed_too(client: Client) -> None:
    answer = client.get("/api/v1/search/suggestions/?q=a", headers={"accept-encoding": "br"})
    assert "Accept-Encoding" in answer.headers["Vary"]
