"""Parameters of an address to a question and back."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from search.asking import ask_of, parameters_of
from search.engines.base import Facet
from search.searching import ORDERS


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=培训",
        "q=培训&order=requests&page=3",
        "q=培训&exact=1&size=50",
        "district=32",
        "district=3201,3205&within=32",
        "district=3201&within=top",
        "kind=township,zone&year=2021,2022&outcome=withheld&finding=sum",
        "order=relevance",
    ],
)
def test_a_question_leads_back_to_its_address(address: str) -> None:
    ask, notices = ask_of(QueryDict(address))
    assert notices == ()
    assert parameters_of(ask) == QueryDict(address).dict()


@pytest.mark.parametrize(
    ("address", "shorter"),
    [
        ("q=&district=&order=newest", {}),
        ("year=2022&year=2021", {"year": "2021,2022"}),
        ("q=培训&order=relevance&page=1", {"q": "培训"}),
        ("district=32&within=32", {"district": "32"}),
        ("district=x&within=y", {"district": "x"}),
    ],
)
def test_the_address_of_a_question_is_the_shortest(address: str, shorter: dict[str, str]) -> None:
    assert parameters_of(ask_of(QueryDict(address))[0]) == shorter


def test_who_asks_for_nothing_sees_what_is_new() -> None:
    assert ask_of(QueryDict())[0].order == ORDERS["newest"]
    assert ask_of(QueryDict("q=培训"))[0].order == ORDERS["relevance"]


def test_a_division_chosen_alone_is_open() -> None:
    assert ask_of(QueryDict("district=32"))[0].within == "32"
    assert ask_of(QueryDict("district=32,33"))[0].within == ""
    assert ask_of(QueryDict("district=32,33"))[0].chosen == {Facet.DISTRICT: frozenset({"32", "33"})}


@pytest.mark.parametrize("page", ["0000000019", "000000001" + "9" * 5000, "9" * 5000, "①", "٣", "-1"])
def test_a_page_that_there_is_not_is_not_turned_to(page: str) -> None:
    ask, notices = ask_of(QueryDict(f"page={page}"))
    assert ask.start == 0
    assert len(notices) == 1
