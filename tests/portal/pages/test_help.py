"""The help: every page stands, says what the forms and the measurements say, and nothing that they do not."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.http import QueryDict
from django.test import Client
from lxml import html
from pytest_django.fixtures import DjangoAssertNumQueries

from archive.forms import NEWEST
from portal.pages.help import LEAVES
from portal.pages.help_accuracy import GROUPS, Group, Layout, groups_of, measured
from portal.pages.help_outcomes import outcomes
from portal.pages.help_searching import lessons
from search import building
from search.asking import ask_of
from search.searching import find
from tests.house import ROOT
from tests.layouts.accuracy import TARGET
from tests.portal.desk.pages import text_of
from tests.search.archived import public
from tests.search.real_reports import publish_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folders(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response)


# -- the pages --


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.name)
def test_the_index_leads_to_every_page_and_each_says_what_it_is(client: Client, leaf: object) -> None:
    index = client.get("/help/").content.decode()
    assert f'href="{leaf.address}"' in index  # type: ignore[attr-defined]
    assert f"{leaf.title} {leaf.says}" in page(client, leaf.address)  # type: ignore[attr-defined]


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.name)
def test_a_page_takes_few_queries(
    client: Client, leaf: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        client.get(leaf.address)  # type: ignore[attr-defined]


def test_pages_are_only_for_reading(client: Client) -> None:
    assert {client.post(leaf.address).status_code for leaf in LEAVES} == {405}


def test_who_runs_the_archive_is_told_as_set(client: Client, settings: LazySettings) -> None:
    assert "运行这一处的人还没有留下名称" in page(client, "/help/about/")
    settings.OPERATOR = "某大学 <b>公开</b>研究室"
    assert "某大学 <b>公开</b>研究室" in page(client, "/help/about/")


def test_the_notice_is_shown_as_it_is(client: Client) -> None:
    shown = html.fromstring(client.get("/help/rights/").content).findtext(".//pre")
    assert shown == (ROOT / "NOTICE.md").read_text(encoding="utf-8")


# -- how to search --


@pytest.mark.django_db(transaction=True)
def test_every_example_finds_something_in_the_samples_and_is_understood() -> None:
    publish_all()
    building.build()
    for example in (example for lesson in lessons() for example in lesson.examples):
        ask, told = ask_of(QueryDict(urlsplit(example.address).query))
        results = find(ask)
        assert (told, results.notices) == ((), ()), example.query
        assert results.total > 0, example.query


def test_the_examples_are_links(client: Client) -> None:
    links = html.fromstring(client.get("/help/search/").content).xpath("//ul[@class='examples']//a")
    assert [link.text for link in links] == [example.query for lesson in lessons() for example in lesson.examples]
    assert all(link.get("href").startswith("/search/?q=") for link in links)


# -- what outcomes mean --


def test_the_outcomes_stand_in_the_order_of_the_form_with_all_their_rows() -> None:
    printed = [row for row in NEWEST.rows.values() if row.outcome]
    assert [outcome.code for outcome in outcomes()] == list(dict.fromkeys(row.outcome for row in printed))
    named = [row.name for outcome in outcomes() for row in outcome.rows or (outcome.whole,)]
    assert named[2:] == [row.label for row in printed[2:]]


def test_a_row_says_its_article_and_how_many_requests_there_are(client: Client) -> None:
    public(numbers={"requests.withheld.state_secret.total": 7, "requests.closed.total": 7})
    public(year=2023, numbers={"requests.withheld.state_secret.total": 5, "requests.closed.total": 5})
    text = page(client, "/help/outcomes/")
    assert "属于国家秘密 第十四条 12 件 依法确定为国家秘密的，不公开。" in text
    link = '<a class="requests" href="/search/?outcome=withheld.state_secret"'
    assert link in client.get("/help/outcomes/").content.decode()


def test_an_outcome_that_nobody_had_has_no_link(client: Client) -> None:
    public()
    assert 'class="requests"' not in client.get("/help/outcomes/").content.decode()


# -- the measured accuracy --


def test_the_page_shows_the_sums_of_the_document(client: Client) -> None:
    text = page(client, "/help/accuracy/")
    for group in measured():
        assert f"{group.title} {len(group.layouts)} 种排版 {group.certain:,} {group.percent} {group.silent}" in text


def test_the_document_is_read_whole() -> None:
    layouts = re.findall(r"^\| [a-z]", TARGET.read_text(encoding="utf-8"), re.M)
    assert sum(len(group.layouts) for group in measured()) == len(layouts) - 1
    assert {group.title for group in measured()} == set(GROUPS.values())


def test_a_group_is_summed_and_its_share_rounded_down() -> None:
    (group,) = groups_of(
        [
            "| layout | certain cells | read right | % | silent |",
            "| --- | ---: | ---: | ---: | ---: |",
            "| **Scans** | | | | |",
            "| one | 20000 | 19999 | 99.99 | 1 |",
            "| two | 10000 | 10000 | 100.00 | 0 |",
        ]
    )
    assert group == Group("Scans", (Layout(20000, 19999, 1), Layout(10000, 10000, 0)))
    assert (group.certain, group.right, group.percent, group.silent) == (30000, 29999, "99.99%", 1)


def test_the_kinds_of_findings_lead_to_the_reports_that_have_them(client: Client) -> None:
    links = html.fromstring(client.get("/help/accuracy/").content).xpath("//main//a/@href")
    assert {"/search/?finding=sum", "/search/?finding=prose", "/search/?finding=years"} <= set(links)
