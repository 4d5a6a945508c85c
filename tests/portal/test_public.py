"""Which answers are for everybody."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django.views.defaults import page_not_found

from portal.public import has_secret, is_page, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("/", True),
        ("/help/", True),
        ("/api/v1/search/", True),
        ("/desk/login/", False),
        ("/desk/queue/", False),
        ("/admin/", False),
    ],
)
def test_whoever_works_here_is_not_everybody(rf: RequestFactory, address: str, public: bool) -> None:
    request = rf.get(address)
    request.resolver_match = resolve(address)
    assert is_public(request) is public


def test_an_address_that_is_none_is_for_everybody(rf: RequestFactory) -> None:
    assert is_public(rf.get("/nowhere"))


def test_a_form_that_only_one_browser_may_send_is_a_secret() -> None:
    assert has_secret(HttpResponse('<input name="csrfmiddlewaretoken">'))
    assert not has_secret(HttpResponse("<input>"))


def test_a_cookie_is_a_secret() -> None:
    answer = HttpResponse()
    answer.set_cookie("who", "you")
    assert has_secret(answer)


def test_pages_are_told_from_data() -> None:
    assert is_page(HttpResponse())
    assert not is_page(HttpResponse(content_type="application/json"))


def test_the_page_for_what_is_missing_needs_no_database(rf: RequestFactory) -> None:
    """Nothing marks this test as one that may use it."""
    answer = page_not_found(rf.get("/nowhere"), Http404())
    assert answer.status_code == 404
    assert "不是政府网站" in answer.content.decode()
