"""Pages that say no: in Chinese, with what to do next, and standing on nothing that could be broken itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.views import defaults
from lxml import html

from portal.pages.refusals import too_many
from tests.portal.desk.pages import text_of


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing/here/", "/reports/4711/", "/help/nothing/", "/sitemaps/secrets-1.xml"])
def test_what_is_not_there_offers_a_search(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "没有这一页" in text_of(answer)
    (box,) = html.fromstring(answer.content).xpath("//main//form[@role='search' and @action='/search/']//input")
    assert box.get("name") == "q"


@pytest.mark.django_db
def test_what_somebody_typed_into_the_address_is_not_repeated(client: Client) -> None:
    assert "alert(1)" not in client.get("/<script>alert(1)</script>/").content.decode().partition("<main")[2]


def broken(request: HttpRequest) -> HttpResponse:
    return defaults.server_error(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    return defaults.bad_request(request, SuspiciousOperation())


@pytest.mark.parametrize(
    ("page", "status", "words"), [(broken, 500, "这里出了错"), (unreadable, 400, "没有看懂这个请求")]
)
def test_when_nothing_works_the_page_still_does(
    page: Callable[[HttpRequest], HttpResponse], status: int, words: str
) -> None:
    """No database mark, no session, no user: whatever the page asked for would fail here."""
    answer = page(HttpRequest())
    assert answer.status_code == status
    assert words in text_of(answer)
    assert html.fromstring(answer.content).xpath("//a/@href") == ["/"]


def test_what_is_forbidden_says_so_in_chinese() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answer = defaults.permission_denied(request, PermissionDenied())
    assert answer.status_code == 403
    assert "没有收下 这里不能这样进来。" in text_of(answer)


@pytest.mark.parametrize(
    ("wait", "seconds", "minutes"),
    [(timedelta(milliseconds=1), "1", 1), (timedelta(seconds=60), "60", 1), (timedelta(seconds=61), "61", 2)],
)
def test_too_many_says_when_to_come_back(wait: timedelta, seconds: str, minutes: int) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answer = too_many(request, wait)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, seconds)
    assert f"请等 {minutes} 分钟再试。" in text_of(answer)


@pytest.mark.django_db
def test_an_unknown_host_is_answered_without_the_house(client: Client, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["example.org"]
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
