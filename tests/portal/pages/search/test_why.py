"""Why a report stands where it does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from archive.publishing import withdraw
from search import building
from tests.portal.desk.pages import text_of
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


def rows(page: Any) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in page.cssselect("tbody tr")]


def test_each_hit_leads_to_its_words_and_what_they_weigh(client: Client) -> None:
    public("培训很多，培训很好。")
    public("别的", year=2023)
    building.build()
    results = html.fromstring(client.get("/search/", {"q": "培训", "year": "2024"}).content.decode())
    address = results.cssselect(".why a")[0].get("href") or ""
    why = html.fromstring(client.get(address).content.decode())
    assert rows(why) == [["培训", "正文", "2", "100%"]]
    assert why.cssselect("meta[name=robots]")[0].get("content") == "noindex"


def test_without_words_there_is_no_reason_to_tell(client: Client) -> None:
    report = public()
    building.build()
    results = html.fromstring(client.get("/search/").content.decode())
    assert results.cssselect(".why") == []
    assert "没有按词语排序" in text_of(client.get(f"/search/why/{report.pk}/"))


def test_only_of_what_is_public(client: Client) -> None:
    report = public("培训")
    building.build()
    withdraw(report, actor=None, reason="试")
    assert client.get(f"/search/why/{report.pk}/", {"q": "培训"}).status_code == 404


def test_nothing_becomes_markup(client: Client) -> None:
    hostile = "<script>alert(1)</script>"
    report = public(hostile, agency=f"淮安市{hostile}财政局")
    building.build()
    assert hostile not in client.get(f"/search/why/{report.pk}/", {"q": hostile}).content.decode()
