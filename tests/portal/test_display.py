"""How a reader wants pages, and that the house remembers it."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def test_pages_are_of_usual_size_and_in_simplified_characters_at_first(client: Client) -> None:
    assert '<html lang="zh-Hans">' in page(client)


def test_large_type_is_chosen_once_for_all_pages(client: Client) -> None:
    answer = client.post("/display/", {"size": "large", "next": "/help/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert '<html lang="zh-Hans" class="large">' in page(client)
    assert '<html lang="zh-Hans" class="large">' in page(client, "/nowhere")


def test_the_choice_is_kept_for_a_year(client: Client) -> None:
    cookie = client.post("/display/", {"size": "large"}).cookies["size"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["httponly"]) == (
        "large",
        31_536_000,
        "Lax",
        True,
    )


def test_usual_type_comes_back(client: Client) -> None:
    client.post("/display/", {"size": "large"})
    client.post("/display/", {"size": "usual"})
    assert '<html lang="zh-Hans">' in page(client)


def test_size_and_script_are_chosen_apart(client: Client) -> None:
    client.post("/display/", {"size": "large"})
    client.post("/display/", {"script": "traditional"})
    assert '<html lang="zh-Hant" class="large">' in page(client)


def test_every_page_offers_what_is_not_chosen(client: Client) -> None:
    assert 'name="size" value="large"' in page(client)
    client.post("/display/", {"size": "large", "script": "traditional"})
    assert 'name="size" value="usual"' in page(client)
    assert 'name="script" value="simplified"' in page(client)


def test_the_way_back_is_to_the_page_with_its_question(client: Client) -> None:
    assert 'name="next" value="/?a=1&amp;b=%22%3E"' in page(client, '/?a=1&b=">')


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "\thttps://example.org", ""],
)
def test_the_way_back_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.post("/display/", {"size": "large", "next": elsewhere}).headers["Location"] == "/"


def test_what_nobody_offered_is_not_kept(client: Client) -> None:
    assert not client.post("/display/", {"size": "<huge>", "colour": "red"}).cookies
    client.cookies["size"] = "<huge>"
    assert '<html lang="zh-Hans">' in page(client)


def test_it_works_without_a_token_because_nothing_is_at_stake() -> None:
    assert Client(enforce_csrf_checks=True).post("/display/", {"size": "large"}).status_code == 302


def test_following_a_link_chooses_nothing(client: Client) -> None:
    assert client.get("/display/?size=large").status_code == 405


def test_whoever_keeps_pages_is_told_that_readers_differ(client: Client) -> None:
    assert "Cookie" in client.get("/").headers["Vary"]


def test_the_same_page_in_another_way_has_another_tag(client: Client) -> None:
    usual = client.get("/").headers["ETag"]
    client.post("/display/", {"script": "traditional"})
    assert client.get("/").headers["ETag"] != usual


def test_the_desk_stays_as_it_is(client: Client) -> None:
    client.post("/display/", {"script": "traditional", "size": "large"})
    assert '<html lang="zh-Hans">' in page(client, "/desk/login/")
