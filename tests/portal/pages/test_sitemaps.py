"""What search engines are told: everything that is published, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.test import Client
from lxml import etree
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.models import Report
from archive.publishing import withdraw
from portal.models import Release
from portal.pages import robots, sitemaps
from search import building
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


def listed(client: Client, address: str, what: str = "s:url") -> list[str]:
    """Paths, in their order."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    found = etree.fromstring(answer.content).xpath(f"{what}/s:loc/text()", namespaces=NAMES)
    return [urlsplit(str(place)).path for place in found]


def lists(client: Client) -> list[str]:
    return listed(client, "/sitemap.xml", "s:sitemap")


def everything(client: Client) -> set[str]:
    return {place for address in lists(client) for place in listed(client, address)}


def test_the_index_names_every_list(client: Client) -> None:
    public()
    kinds = ("pages", "reports", "agencies", "divisions")
    assert lists(client) == [f"/sitemaps/{kind}-1.xml" for kind in kinds]


def test_an_empty_archive_has_only_its_standing_pages(client: Client) -> None:
    assert lists(client) == ["/sitemaps/pages-1.xml"]
    assert client.get("/sitemaps/reports-1.xml").status_code == 404


def test_reports_agencies_and_divisions_are_there_with_their_days(client: Client) -> None:
    report = public()
    day = report.published_at
    assert day is not None
    assert listed(client, "/sitemaps/reports-1.xml") == [f"/reports/{report.pk}/"]
    assert listed(client, "/sitemaps/agencies-1.xml") == [f"/agencies/{report.agency_id}/"]
    assert listed(client, "/sitemaps/divisions-1.xml") == ["/divisions/32/", "/divisions/3208/", "/divisions/320813/"]
    for kind in ("reports", "agencies", "divisions"):
        days = re.findall(r"<lastmod>(.{10})", client.get(f"/sitemaps/{kind}-1.xml").content.decode())
        assert set(days) == {f"{day.astimezone():%Y-%m-%d}"}


def test_what_is_withdrawn_or_was_never_published_is_nowhere(client: Client) -> None:
    report = public()
    stored(reading(year=2020), of=source("没有发布"))
    before = everything(client)
    withdraw(report, actor=None, reason="有误")
    gone = before - everything(client)
    assert gone == {f"/reports/{report.pk}/", f"/agencies/{report.agency_id}/"} | {
        f"/divisions/{code}/" for code in ("32", "3208", "320813")
    }


@pytest.mark.django_db(transaction=True)
def test_every_listed_page_is_there_and_open_to_robots(client: Client) -> None:
    public()
    building.build()
    for place in everything(client):
        assert client.get(place).status_code == 200, place
        assert may_read(client, place), place


def test_long_lists_come_in_several(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PAGES_A_LIST", 2)
    reports = [public(year=year).pk for year in (2021, 2022, 2023)]
    parts = [address for address in lists(client) if "reports" in address]
    assert parts == ["/sitemaps/reports-1.xml", "/sitemaps/reports-2.xml"]
    assert [listed(client, part) for part in parts] == [
        [f"/reports/{reports[0]}/", f"/reports/{reports[1]}/"],
        [f"/reports/{reports[2]}/"],
    ]
    assert client.get("/sitemaps/reports-3.xml").status_code == 404
    assert client.get("/sitemaps/reports-0.xml").status_code == 404


def test_lists_take_few_queries(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for year in (2021, 2022, 2023):
        public(year=year)
    with django_assert_max_num_queries(7):
        client.get("/sitemap.xml")
    for kind in ("reports", "agencies", "divisions"):
        with django_assert_max_num_queries(4):
            client.get(f"/sitemaps/{kind}-1.xml")
    assert Report.objects.count() == 3


def test_a_release_is_listed_for_ever(client: Client) -> None:
    Release.objects.create(number=3, made_on=date(2026, 11, 20), reports=1, cells=200)
    assert listed(client, "/sitemaps/releases-1.xml") == ["/datasets/releases/3/"]
    assert "<lastmod>2026-11-20</lastmod>" in client.get("/sitemaps/releases-1.xml").content.decode()


# -- robots.txt --


def may_read(client: Client, address: str) -> bool:
    """As RFC 9309 has it: a star is anything, a path follows the longest rule that it begins like."""
    rules = re.findall(r"^(Allow|Disallow): (.+)$", client.get("/robots.txt").content.decode(), re.M)
    met = [
        (len(rule), verdict) for verdict, rule in rules if re.match(".*".join(map(re.escape, rule.split("*"))), address)
    ]
    return max(met, default=(0, "Allow"))[1] == "Allow"


@pytest.mark.parametrize(
    ("address", "open_to_robots"),
    [
        ("/", True),
        ("/search/", True),
        ("/reports/12/", True),
        ("/reports/12/some-office-2023/", True),
        ("/agencies/3/", True),
        ("/divisions/32/", True),
        ("/help/search/", True),
        ("/datasets/", True),
        ("/datasets/releases/1/", True),
        ("/static/house.css?v=0123456789ab", True),
        ("/search/?q=a", False),
        ("/search/atom/?q=a", False),
        ("/trends/?year=2023", False),
        ("/reports/12/?q=a", False),
        ("/reports/12/wrong/", False),
        ("/datasets/download.csv", False),
        ("/datasets/cite/number/1/1/a/", False),
        ("/api/", True),
        ("/api/v1/search/", False),
        ("/desk/queue/", False),
        ("/admin/", False),
    ],
)
def test_robots_read_what_is_public_and_has_an_end(client: Client, address: str, open_to_robots: bool) -> None:
    assert may_read(client, address) is open_to_robots


def test_robots_are_told_where_the_list_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert "/desk/" in robots.CLOSED


@pytest.mark.parametrize("kind", [*sitemaps.KINDS])
@pytest.mark.parametrize("number", ["0", "2", "9223372036854775807", "99999999999999999999"])
def test_a_list_that_there_is_not_is_not_found(client: Client, kind: str, number: str) -> None:
    assert client.get(f"/sitemaps/{kind}-{number}.xml").status_code == 404
