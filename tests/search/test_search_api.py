"""The search as programs ask it: `GET /api/v1/search/` and its suggestions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from search import building
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.listening.hand_over", lambda task: None)


def get(client: Client, **parameters: Any) -> dict[str, Any]:
    response = client.get("/api/v1/search/", parameters)
    assert response.status_code == 200
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def test_the_api_answers_everything_a_page_needs(client: Client) -> None:
    report = public("开展培训", numbers={"requests.withheld.law_forbids.total": 3})
    building.build()
    answer = get(client, q="培训 不予公开>2", year="2024")
    assert (answer["total"], answer["hits"][0]["report"]) == (1, report.pk)
    assert answer["query"]["understood"] == "培训 不予公开>2"
    assert {"text": "培训", "marked": True} in answer["hits"][0]["snippet"]["pieces"]
    outcome = {value["value"]: value for value in answer["facets"]["outcome"]["values"]}
    assert (outcome["withheld"]["reports"], outcome["withheld"]["requests"], outcome["withheld"]["label"]) == (
        1,
        3,
        "不予公开",
    )
    assert answer["facets"]["year"]["values"] == [
        {"value": "2024", "label": "2024", "reports": 1, "requests": 0, "chosen": True}
    ]


def test_the_api_takes_several_values_of_a_facet_in_either_way(client: Client) -> None:
    for year in (2021, 2022, 2023):
        public(year=year)
    building.build()
    assert get(client, year="2021,2022")["total"] == get(client, year=["2021", "2022"])["total"] == 2
    assert get(client, district="32")["total"] == 3
    assert {value["value"] for value in get(client, district="3208")["facets"]["district"]["values"]} == {
        "32",
        "3208",
        "320813",
    }


def test_the_api_pages_and_orders(client: Client) -> None:
    reports = [public(year=year).pk for year in (2021, 2022, 2023)]
    building.build()
    assert [hit["report"] for hit in get(client, order="newest", size=2)["hits"]] == reports[:0:-1]
    assert [hit["report"] for hit in get(client, order="newest", size=2, page=2)["hits"]] == reports[:1]
    assert get(client, order="sideways", page="-1")["query"]["notices"] == [
        "“-1”不在 1 到 500 之间，没有采用。",
        "没有“sideways”这种排序，已按相关程度排列。",
    ]


def test_the_api_offers_help_when_nothing_is_found(client: Client) -> None:
    public("培训", year=2021)
    building.build()
    answer = get(client, q="培训 年份:1999")
    assert [each["query"] for each in answer["suggestions"]] == ["培训"]


def test_before_the_first_build_the_api_says_so(client: Client) -> None:
    response = client.get("/api/v1/search/", {"q": "培训"})
    assert response.status_code == 503
    assert json.loads(response.content)["detail"] == "检索索引正在建立，请稍后再试。"


def test_suggestions_come_from_the_api(client: Client) -> None:
    public()
    building.build()
    answer = json.loads(client.get("/api/v1/search/suggestions/", {"q": "洪泽"}).content)
    assert {"kind": "agency", "label": "机关", "text": "淮安市洪泽区财政局"} in answer["suggestions"]


@pytest.mark.parametrize(
    "hostile",
    [
        "\x00",
        "a" * 10_000,
        " OR ".join("甲乙" * 250),
        "(" * 300,
        '"',
        "年份:9999999999..",
        "公开率>" + "9" * 90,
        "章节:99",
    ],
)
def test_the_api_answers_whatever_is_typed(client: Client, hostile: str) -> None:
    public()
    building.build()
    for parameter in ("q", "year", "kind", "district", "outcome", "finding", "within", "page", "size", "order"):
        get(client, **{parameter: hostile})
