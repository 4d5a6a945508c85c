"""What nobody has published changes nothing that the public can ask for: no page, no feed, no file, no mark.

Every public address is asked before and after reports come in, wait, are corrected and are withdrawn again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.models import Report
from archive.publishing import publish, withdraw
from archive.reading import SectionReading
from portal.datasets.releases.making import build, make_release
from search import building
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db

CELL = "requests.received.natural"
SECRET_NUMBER = 471_147
SECRET_WORD = "榕树下"
SECRET_AGENCY = "淮安市洪泽区民政局"
# What is said of this very moment, or for one visitor only.
PASSING = (
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'"milliseconds": ?[\d.]+',
    r"\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|\+08:00)",
    r"数据版本 ?\d+",
    r'"(?:data_version|version)": ?\d+',
    r'"dc:hasVersion": ?"\d+"',
)
# Not for the public, or not by a plain question.
NOT_ASKED = re.compile(r"^(?:desk|admin|display|api/token|api/v1/uploads|healthz|datasets/prepared)")
QUERIES = ("", "?q=条例", f"?q={SECRET_WORD}", "?q=民政", "?year=2024", "?district=32", "?outcome=withheld")
ASKED = {
    "search/": QUERIES,
    "search/atom/": QUERIES,
    "trends/": QUERIES,
    "datasets/": QUERIES,
    "datasets/cite/": QUERIES,
    "api/v1/search/": QUERIES,
    "api/v1/search/suggestions/": ("?q=民政", "?q=mzj", f"?q={SECRET_WORD}"),
    "api/v1/reports/": QUERIES,
    "api/v1/cells/": ("", "?limit=2000"),
    "divisions/": ("", "?q=洪泽"),
    "compare/": ("", "?a=agency:1&b=division:32"),
}


@pytest.fixture(autouse=True)
def folders(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.SEARCH_DIR = tmp_path / "search"
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


@pytest.fixture
def shown(db: None) -> Report:
    public(year=2023)
    report = public(year=2024)
    building.build()
    make_release(date(2026, 1, 31))
    return report


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for one in (resolver or get_resolver()).url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        else:
            yield from patterns(one, route)


def addresses(report: Report) -> list[str]:
    """One for each pattern of the public addresses, with the questions that it may be asked."""
    assert report.published is not None
    values = {
        "report_id": report.pk,
        "agency_id": report.agency_id,
        "code": "32",
        "number": 1,
        "tail": "x",
        "kind": "reports",
        "name": "cells.csv.gz",
        "extension": "csv",
        "revision": report.published.number,
        "cell": CELL,
    }
    found = []
    for route in patterns():
        if NOT_ASKED.match(route) or "rest" in route or "<slug:key>" in route:
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(values[name[1]]), route)
        path = path.replace("forms/32", "forms/2021")
        found += [f"/{path}{query}" for query in ASKED.get(path, ("",))]
    return found


def answers(report: Report) -> dict[str, tuple[int, str, str]]:
    """Status, mark and content of each; content without what passes."""
    told = {}
    for address in addresses(report):
        answer: Any = Client().get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        steady = re.sub("|".join(PASSING), "", text)
        mark = "" if steady != text else answer.headers.get("ETag", "")
        told[address] = (answer.status_code, mark, steady)
    return told


def hide(report: Report, reviewer: User) -> list[Report]:
    """Another agency's report and another year's wait; a correction of a public one waits; one was withdrawn."""
    sections = (SectionReading(1, "总体情况", f"{SECRET_WORD}的事。"),)
    numbers = {CELL: SECRET_NUMBER}
    other, _, _ = stored(reading(numbers, agency=SECRET_AGENCY, text=SECRET_WORD), of=source("一"))
    year, _, _ = stored(reading(numbers, year=2022, text=SECRET_WORD), of=source("二"))
    gone, revision, _ = stored(reading(numbers, year=2021, text=sections[0].text), of=source("三"))
    publish(gone, revision, actor=reviewer, reason="试")
    withdraw(gone, actor=reviewer, reason="重复")
    correct_cells(report, {CELL: Correction(SECRET_NUMBER)}, actor=reviewer, reason=SECRET_WORD, base=report.published)
    return [other, year, gone]


def test_what_is_not_public_changes_nothing_that_can_be_asked(shown: Report) -> None:
    before = answers(shown)
    assert len(before) > 60
    assert {status for status, _, _ in before.values()} <= {200, 302, 404}
    hide(shown, User.objects.create_user("馆员"))
    building.build()
    after = answers(shown)
    changed = [address for address in before if before[address] != after[address]]
    assert changed == []
    assert not [address for address, (_, _, text) in after.items() if str(SECRET_NUMBER) in text]


def test_its_own_addresses_are_not_there(shown: Report) -> None:
    for report in hide(shown, User.objects.create_user("馆员")):
        report.refresh_from_db()
        gone = report.withdrawn_at is not None
        for tail in ("", "source/", "source/file/", "versions/", "cite/", "wrong/"):
            answer = Client().get(f"/reports/{report.pk}/{tail}")
            assert answer.status_code in ({404, 410} if gone else {404}), tail
            assert SECRET_WORD not in answer.content.decode()
        assert Client().get(f"/datasets/cite/number/{report.pk}/1/{CELL}/").status_code in {404, 410}
        assert Client().get(f"/api/v1/reports/{report.pk}/").status_code == 404


def test_a_release_is_the_same_with_it_and_without(shown: Report, tmp_path: Path) -> None:
    one = build(tmp_path / "one", 2, date(2026, 2, 28), None)
    hide(shown, User.objects.create_user("馆员"))
    other = build(tmp_path / "other", 2, date(2026, 2, 28), None)
    assert one.sha256 == other.sha256
