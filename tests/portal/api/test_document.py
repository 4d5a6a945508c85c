"""The document, and the page that is made of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import get_resolver

from archive.models import Report
from archive.publishing import withdraw
from portal.api.document import document

NOT_TOLD = {"openapi.json", "openapi.yaml"}


def test_it_is_openapi_3_1_as_json_and_as_yaml() -> None:
    told = Client().get("/api/v1/openapi.json")
    assert told.json()["openapi"] == "3.1.0"
    assert yaml.safe_load(Client().get("/api/v1/openapi.yaml").content) == told.json() == document()


def test_every_address_is_in_it() -> None:
    routes = [str(entry.pattern) for entry in _below("api/v1/")]
    expected = {re.sub(r"<\w+:(\w+)>", r"{\1}", route) for route in routes if "anything" not in route} - NOT_TOLD
    assert {path.removeprefix("/api/v1/") for path in document()["paths"]} == expected


def _below(prefix: str) -> list[Any]:
    entries: list[Any] = get_resolver().url_patterns
    (home,) = [entry for entry in entries if str(entry.pattern) == prefix]
    return [entry for group in home.url_patterns for entry in group.url_patterns]


def test_every_operation_is_told_in_both_languages() -> None:
    for methods in document()["paths"].values():
        for told in methods.values():
            chinese, _, english = told["summary"].partition(" ")
            assert re.search(r"[\u4e00-\u9fff]", chinese)
            assert english.isascii()


def test_the_page_shows_every_operation_and_needs_no_script(db: None) -> None:
    page = Client().get("/api/").content.decode()
    operations = [told["operationId"] for methods in document()["paths"].values() for told in methods.values()]
    assert all(f'id="{operation}"' in page for operation in operations)
    assert page.count("<script") == 1  # the suggestions of the frame


def test_the_page_links_to_requests_that_work(released: None) -> None:
    first = Report.objects.order_by("pk")[0]
    withdraw(first, actor=None, reason="不是这一份。")
    page = Client().get("/api/").content.decode()
    assert f"/api/v1/reports/{first.pk}/" not in page
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/api/v1/[^"]+)" rel="nofollow"', page)]
    assert len(links) > 10
    assert {Client().get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("address", ["/api/", "/api/token/"])
def test_the_pages_are_for_everybody(db: None, address: str) -> None:
    assert Client().get(address).status_code == 200
