"""How the API speaks: what it refuses and in which words, which methods, who may read from where."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from archive.models import Report
from portal.api.problems import KINDS
from tests.portal.api.conftest import get

pytestmark = pytest.mark.django_db


def test_an_unknown_parameter_is_named(db: None) -> None:
    told = get("reports/?colour=red&year=2024", status=400)
    assert told["parameters"] == ["colour"]
    assert told["detail"].startswith("不认识：colour。可用的参数：q、district、")
    assert told["detail_en"].startswith("Unknown: colour. Known: q, district, ")
    assert told["type"] == "http://testserver/api/#unknown-parameter"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("reports/?year=last", "year"),
        ("reports/?year=2024,20245", "year"),
        ("reports/?kind=ministry", "kind"),
        ("reports/?limit=0", "limit"),
        ("reports/?limit=", "limit"),
        ("reports/?limit=1&limit=2", "limit"),
        ("reports/?district=3", "district"),
        ("reports/?q=%00", "q"),
        ("reports.csv?order=colour", "order"),
        ("cells/?cell=received", "cell"),
        ("aggregates/?by=colour", "by"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(address: str, name: str) -> None:
    told = get(address, status=400)
    assert (told["title"], told["title_en"], told["parameters"]) == ("参数的值不对", "Invalid parameter", [name])


def test_the_search_takes_any_value_but_no_unknown_name(archive: list[Report]) -> None:
    told = get("search/?page=none&kind=ministry")
    assert told["query"]["notices"] == ["“none”不在 1 到 500 之间，没有采用。"]
    assert get("search/?colour=red", status=400)["parameters"] == ["colour"]


def test_a_problem_is_told_as_one() -> None:
    answer = Client().get("/api/v1/reports/4711/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content) == {
        "type": "http://testserver/api/#not-found",
        "title": "没有找到",
        "title_en": "Not found",
        "status": 404,
        "detail": "这个地址没有内容：编号不存在，或者没有发布。",
        "detail_en": "There is nothing at this address, or nothing published.",
        "instance": "/api/v1/reports/4711/",
    }


@pytest.mark.parametrize("cursor", ["abc", "cD1hYmM=", "cD0xJm89MQ==", "cD0x"])
def test_a_cursor_that_was_made_up_leads_nowhere(archive: list[Report], cursor: str) -> None:
    assert "cursor" in get(f"cells/?cursor={cursor}", status=404)["detail"]


@pytest.mark.parametrize("address", ["nothing/", "reports/one/", "", "uploads/%0A/"])
def test_an_address_that_is_not_there_is_told_as_a_problem(address: str) -> None:
    assert get(address, status=404)["title_en"] == "Not found"


@pytest.mark.parametrize("wish", ["text/csv", "text/html", "image/png"])
def test_an_address_has_one_format_whatever_is_wished(archive: list[Report], wish: str) -> None:
    for address in ("reports/", "reports.csv"):
        assert Client().get(f"/api/v1/{address}", headers={"accept": wish}).status_code == 200


def test_a_forgotten_slash_is_no_mistake() -> None:
    answer = Client().get("/api/v1/reports?year=2024")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/api/v1/reports/?year=2024")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_reading_is_all_that_there_is(method: str) -> None:
    answer = Client().generic(method, "/api/v1/reports/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["title_en"] == "Method not allowed"


def test_a_head_is_an_answer_without_its_body(archive: list[Report]) -> None:
    head, answer = Client().head("/api/v1/reports/"), Client().get("/api/v1/reports/")
    assert (head.status_code, head.content) == (200, b"")
    assert (head.headers["ETag"], head.headers["Content-Length"]) == (
        answer.headers["ETag"],
        answer.headers["Content-Length"],
    )


def test_a_head_of_a_file_makes_no_file(archive: list[Report]) -> None:
    answer = Client().head("/api/v1/reports.csv")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")


def test_options_tell_the_methods() -> None:
    answer = Client().options("/api/v1/uploads/")
    assert (answer.status_code, answer.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_pages_elsewhere_may_read(archive: list[Report]) -> None:
    answer = Client().get("/api/v1/reports/", headers={"origin": "https://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_pages_elsewhere_may_not_hand_in() -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "POST"}
    answer = Client().options("/api/v1/uploads/", headers=asked)
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_nothing_but_the_api_is_open_to_pages_elsewhere(archive: list[Report]) -> None:
    answer = Client().get("/desk/login/", headers={"origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_failure_is_told_and_recorded(
    archive: list[Report], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_asked: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("portal.api.aggregates.sums", fail)
    assert get("aggregates/", status=500)["detail"] == "错误已经记下。请稍后再试。"
    assert "ZeroDivisionError" in caplog.text


def test_every_kind_of_problem_has_its_place_on_the_page(db: None) -> None:
    page = Client().get("/api/").content.decode()
    assert all(f'id="{code}"' in page for code in KINDS)
