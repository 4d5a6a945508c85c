"""A search as an Atom feed: valid after RFC 4287, the newest first, nothing that is not public."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from archive.models import Report
from archive.publishing import withdraw
from portal.pages import search_feed
from search import building
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed_of(client: Client, **parameters: str) -> Any:
    answer = client.get("/search/atom/", parameters)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def texts(feed: Any, path: str) -> list[str]:
    return [str(found) for found in feed.xpath(path, namespaces=ATOM)]


def published_at(report: Report, day: int) -> None:
    Report.objects.filter(pk=report.pk).update(published_at=timezone.now() - timedelta(days=day))


def test_it_has_what_the_standard_asks_of_a_feed_and_its_entries(client: Client) -> None:
    report = public("培训")
    building.build()
    feed = feed_of(client, q="培训")
    (address,) = texts(feed, "a:link[@rel='self']/@href")
    assert address.startswith("http://testserver/search/atom/?q=")
    assert texts(feed, "a:title/text()") == ["公开年报：培训"]
    for path in ("a:id/text()", "a:link[@rel='alternate']/@href"):
        assert texts(feed, path)[0].startswith("http://testserver/search/?q=")
    entry = feed.find("a:entry", ATOM)
    assert texts(entry, "a:id/text()") == [f"http://testserver/reports/{report.pk}/"]
    assert texts(entry, "a:author/a:name/text()") == ["淮安市洪泽区财政局"]
    assert texts(entry, "a:title/text()") == ["淮安市洪泽区财政局2024年政府信息公开工作年度报告"]
    assert texts(entry, "a:link[@rel='alternate']/@href")[0].startswith(f"http://testserver/reports/{report.pk}/")
    (updated,) = texts(entry, "a:updated/text()")
    assert datetime.fromisoformat(updated).tzinfo
    assert texts(feed, "a:updated/text()") == [updated]


def test_what_was_published_last_comes_first_and_old_entries_are_left_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_feed, "MOST", 2)
    for day, year in enumerate((2020, 2023, 2021), 1):
        published_at(public("培训", year=year), day)
    public("别的", year=2022)
    building.build()
    assert [title[9:13] for title in texts(feed_of(client, q="培训"), "a:entry/a:title/text()")] == ["2020", "2023"]


def test_choices_narrow_it(client: Client) -> None:
    for year in (2021, 2022, 2023):
        public(year=year)
    building.build()
    feed = feed_of(client, year="2021,2022")
    assert len(feed.findall("a:entry", ATOM)) == 2
    assert texts(feed, "a:link[@rel='self']/@href") == ["http://testserver/search/atom/?year=2021,2022"]


def test_a_withdrawn_report_is_gone_at_once(client: Client) -> None:
    report = public("培训")
    building.build()
    withdraw(report, actor=None, reason="试")
    assert feed_of(client).findall("a:entry", ATOM) == []


def test_nothing_found_is_a_feed_that_does_not_change(client: Client) -> None:
    building.build()
    assert client.get("/search/atom/").content == client.get("/search/atom/").content
    assert texts(feed_of(client), "a:updated/text()") == ["2008-05-01T00:00:00+00:00"]


def test_nothing_from_a_report_or_a_reader_becomes_markup_or_breaks_the_feed(client: Client) -> None:
    hostile = "<script>alert(1)</script>]]>&\x0b\ufffe"
    public("培训", agency=f"淮安市{hostile}财政局")
    building.build()
    feed = feed_of(client, q=f"培训 OR {hostile}")
    assert len(feed.findall("a:entry", ATOM)) == 1
    assert feed.xpath("//*[local-name()='script']") == []
    assert "<script>alert(1)</script>" in texts(feed, "a:entry/a:title/text()")[0]


def test_it_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    for year in range(2010, 2016):
        public("培训", year=year)
    building.build()
    with django_assert_max_num_queries(4):
        feed_of(client, q="培训")


def test_before_the_first_build_it_asks_to_come_back(client: Client) -> None:
    answer = client.get("/search/atom/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
