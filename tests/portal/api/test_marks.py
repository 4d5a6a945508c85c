"""Marks of versions: the same as long as the answer is, and nothing of what is not public."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.agencies_work import rename
from archive.models import FindingDecision, Report
from archive.publishing import withdraw
from archive.withholding import withhold
from search import building
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

ADDRESSES = (
    "reports/",
    "reports/?q=条例",
    "reports.csv",
    "cells/",
    "findings/",
    "aggregates/",
    "agencies/",
    "divisions/",
    "search/",
)


def marks() -> dict[str, str]:
    client = Client()
    return {address: client.get(f"/api/v1/{address}").headers["ETag"] for address in ADDRESSES}


@pytest.mark.parametrize("address", [*ADDRESSES, "forms/", "search/suggestions/?q=洪泽"])
def test_who_has_the_answer_is_not_sent_it_again(archive: list[Report], address: str) -> None:
    client = Client()
    mark = client.get(f"/api/v1/{address}").headers["ETag"]
    again = client.get(f"/api/v1/{address}", headers={"if-none-match": f'"other", {mark}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", mark)
    assert again.headers["Cache-Control"] == "public, no-cache"
    assert client.get(f"/api/v1/{address}", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_mark_stays_as_long_as_nothing_changes(archive: list[Report]) -> None:
    assert marks() == marks()


def _publish(_archive: list[Report], _by: User) -> None:
    public("又一份。", agency="淮安市洪泽区教育局")


def _withdraw(archive: list[Report], _by: User) -> None:
    withdraw(archive[0], actor=None, reason="试")


def _rename(archive: list[Report], by: User) -> None:
    rename(archive[0].agency, "淮安市洪泽区财政和国资局", actor=by, reason="试")


def _decide(archive: list[Report], by: User) -> None:
    key = archive[0].published.findings.values_list("key", flat=True)[0]  # type: ignore[union-attr]
    FindingDecision.objects.create(report=archive[0], key=key, verdict="dismissed", by=by)


def _hold_back(archive: list[Report], by: User) -> None:
    withhold(archive[0].published.source, actor=by, reason="试")  # type: ignore[union-attr]


@pytest.mark.parametrize("change", [_publish, _withdraw, _rename, _decide, _hold_back])
def test_a_mark_changes_with_what_the_public_sees(
    archive: list[Report], change: Callable[[list[Report], User], None]
) -> None:
    before = marks()
    change(archive, User.objects.create_user("somebody"))
    building.build()
    after = marks()
    assert [address for address in ADDRESSES if before[address] == after[address] and address != "search/"] == []


def test_a_mark_of_the_search_changes_when_the_index_does(archive: list[Report]) -> None:
    before = marks()["search/"]
    _publish(archive, User())
    building.build()
    assert marks()["search/"] != before


def test_nobody_learns_from_a_mark_that_something_was_handed_in(archive: list[Report]) -> None:
    before = marks()
    stored(reading(agency="淮安市洪泽区卫生局"), of=source("未发布"))
    building.build()
    assert marks() == before
