"""The list of places, and finding one by name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from archive.divisions import Certainty, DivisionMatch
from tests.search.archived import public
from tests.town.archived import fill

pytestmark = pytest.mark.django_db


def test_places_with_reports_come_first_with_their_counts(client: Client) -> None:
    fill("水利部", "碧湖镇", "遂昌县财政局")
    found = client.get("/divisions/").context
    assert [(line.name, line.reports, line.first, line.last, line.newest) for line in found["with_reports"]] == [
        ("国务院部门", 6, 2019, 2024, 1),
        ("浙江省", 12, 2019, 2024, 2),
    ]
    assert len(found["without"]) == 30


@pytest.mark.parametrize("typed", ["遂昌", "suichang", "sc", " 遂昌县 "])
def test_a_place_is_found_by_name_or_pinyin(client: Client, typed: str) -> None:
    fill("遂昌县财政局")
    assert (
        'href="/divisions/331123/">浙江省丽水市遂昌县</a>' in client.get("/divisions/", {"q": typed}).content.decode()
    )


def test_a_township_is_found_on_its_countys_page(client: Client) -> None:
    fill("碧湖镇")
    found = client.get("/divisions/", {"q": "碧湖"}).context["found"]
    assert [(division.name, address) for division, address in found] == [("碧湖镇", "/divisions/331102/")]


def test_what_is_not_found_gets_an_answer(client: Client) -> None:
    assert "没有找到" in client.get("/divisions/", {"q": "<b>无此地</b>"}).content.decode()


def test_reports_of_unknown_place_are_told(client: Client) -> None:
    public(agency="某局", division=DivisionMatch(Certainty.UNKNOWN))
    assert client.get("/divisions/").context["unplaced"] == 1


def test_an_empty_archive_says_so(client: Client) -> None:
    assert "本库还没有年报" in client.get("/divisions/").content.decode()


def test_its_queries_are_bounded(client: Client, django_assert_max_num_queries: Any) -> None:
    fill("水利部", "碧湖镇")
    with django_assert_max_num_queries(3):
        client.get("/divisions/", {"q": "碧湖"})
