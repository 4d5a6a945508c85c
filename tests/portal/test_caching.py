"""Pages may be kept, but never for longer than they are true."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path

from archive.publishing import withdraw
from portal.urls import urlpatterns as of_the_house
from tests.search.archived import public

pytestmark = pytest.mark.django_db


def with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">' + "a" * 1000)


def with_cookie(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse("a" * 1000)
    answer.set_cookie("who", "you")
    return answer


def kept_for_a_day(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a", headers={"Cache-Control": "max-age=86400", "ETag": '"mine"'})


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(["a"] * 1000)


urlpatterns = [
    *of_the_house,
    path("form", with_form),
    path("cookie", with_cookie),
    path("day", kept_for_a_day),
    path("stream", streamed),
]


def test_a_page_is_asked_for_again_each_time(client: Client) -> None:
    answer = client.get("/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["ETag"].startswith('W/"')


def test_what_is_the_same_is_not_sent_twice(client: Client) -> None:
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (tag, "no-cache")
    assert "Cookie" in again.headers["Vary"]


def test_a_browser_that_packs_holds_the_same_page(client: Client) -> None:
    tag = client.get("/", headers={"accept-encoding": "br"}).headers["ETag"]
    assert client.get("/", headers={"if-none-match": tag, "accept-encoding": "gzip"}).status_code == 304


def test_what_changed_is_sent_anew(client: Client) -> None:
    tag = client.get("/").headers["ETag"]
    public()
    assert client.get("/", headers={"if-none-match": tag}).status_code == 200


def test_what_is_withdrawn_is_gone_at_once(client: Client) -> None:
    report = public()
    page = client.get(f"/reports/{report.pk}/")
    withdraw(report, actor=None, reason="试")
    answer = client.get(f"/reports/{report.pk}/", headers={"if-none-match": page.headers["ETag"]})
    assert answer.status_code in {404, 410}
    assert answer.headers["Cache-Control"] == "no-cache"


def test_that_a_page_is_missing_is_not_kept_either(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "ETag" not in answer.headers


@pytest.mark.urls("tests.portal.test_caching")
@pytest.mark.parametrize("address", ["/form", "/cookie"])
def test_what_is_for_one_reader_is_kept_by_nobody(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-encoding": "br"})
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    # Packed together with what a stranger may choose, its length would tell the secret.
    assert "Content-Encoding" not in answer.headers


@pytest.mark.urls("tests.portal.test_caching")
def test_a_view_that_knows_better_is_left_alone(client: Client) -> None:
    answer = client.get("/day")
    assert (answer.headers["Cache-Control"], answer.headers["ETag"]) == ("max-age=86400", '"mine"')
    assert client.get("/day", headers={"if-none-match": '"mine"'}).status_code == 304


@pytest.mark.urls("tests.portal.test_caching")
def test_what_flows_is_let_through(client: Client) -> None:
    answer = client.get("/stream", headers={"accept-encoding": "br"})
    assert b"".join(answer) == b"a" * 1000
    assert (answer.headers["Cache-Control"], "ETag" in answer.headers) == ("no-cache", False)


@pytest.mark.parametrize("address", ["/desk/login/", "/desk/queue/", "/admin/"])
def test_the_desk_is_kept_by_nobody(client: Client, address: str) -> None:
    client.force_login(User.objects.create_superuser("root"))
    answer = client.get(address, headers={"accept-encoding": "br"})
    assert "ETag" not in answer.headers
    assert "Content-Encoding" not in answer.headers
    assert "private" in answer.headers["Cache-Control"]
