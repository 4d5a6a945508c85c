"""A reader looks for something: on a phone without script, by keyboard, back and forward."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import RULES, STRONG, scrolls_sideways, violations
from tests.e2e.conftest import Open

pytestmark = pytest.mark.needs("chromium")

PHONE = 360
THUMB = 44
# One of every state: hits, a drawer, choices and a division that is open, notices, nothing found, the reason of a hit.
STATES = (
    "/search/",
    "/search/?q=政府信息公开",
    "/search/?q=不予公开&district=32&year=2023,2024&outcome=withheld#filters",
    "/search/?q=培训 没有这个率>5&page=7",
    "/search/?q=没有这样的词&year=2023&kind=zone",
    "/search/why/{report}/?q=公开",
)


def number_found(page: Page) -> int:
    told = re.search(r"(\d+) 份年报", page.get_by_role("heading", level=1).inner_text())
    return int(told[1]) if told else -1


@pytest.mark.parametrize(
    ("width", "dark", "size"),
    [(PHONE, False, "usual"), (768, False, "large"), (1280, False, "usual"), (1280, True, "usual")],
    ids=["phone", "large-type", "desk", "night"],
)
def test_everybody_can_search(read: Open, width: int, dark: bool, size: str) -> None:
    one = read(width=width, dark=dark, cookies={"size": size})
    for state in STATES:
        address = state.format(report=one.house.report_with("xiaohongmen"))
        page = one.go(address)
        assert (address, violations(page, STRONG if size == "large" else RULES)) == (address, [])
        assert (address, scrolls_sideways(page)) == (address, False)


def test_on_a_phone_without_script_filters_are_a_drawer_that_stays_until_results_are_wanted(read: Open) -> None:
    page = read(width=PHONE, script=False).go("/search/?q=公开")
    everything = number_found(page)
    filters, results = page.locator("#filters"), page.locator("#results")
    expect(filters).to_be_hidden()
    page.get_by_role("link", name="筛选").click()
    expect(filters).to_be_visible()
    expect(results).to_be_hidden()
    filters.get_by_role("link", name="2024").click()
    expect(filters).to_be_visible()
    filters.get_by_role("link", name=re.compile("^2023")).click()
    shown = page.get_by_role("link", name=re.compile("^看 "))
    expect(shown).to_be_in_viewport()
    shown.click()
    expect(results).to_be_visible()
    assert 0 < number_found(page) < everything
    assert "year=2023,2024" in page.url
    page.locator(".hits .place").first.click()
    paragraph = page.url.partition("#")[2]
    expect(page.locator(f"[id='{paragraph}']")).to_be_in_viewport()


def test_what_is_tapped_is_large_enough_for_a_thumb(read: Open) -> None:
    page = read(width=PHONE).go("/search/?q=公开#filters")
    boxes = [link.bounding_box() for link in page.locator("#filters li > a:visible").all()]
    assert boxes
    assert all(box is not None and box["height"] >= THUMB for box in boxes)


def test_the_address_is_the_state_so_that_back_and_forward_work(read: Open) -> None:
    page = read().go("/search/?q=公开")
    everything = number_found(page)
    page.locator("#filters").get_by_role("link", name="2023").click()
    page.wait_for_url("**/search/?q=*year=2023*")
    chosen = number_found(page)
    page.get_by_role("link", name="去掉 年份：2023").click()
    expect(page.locator(".chips")).to_have_count(0)
    assert number_found(page) == everything
    page.go_back()
    expect(page.locator(".chips")).to_have_count(1)
    assert number_found(page) == chosen < everything
    page.go_forward()
    expect(page.locator(".chips")).to_have_count(0)


def test_a_new_question_keeps_what_was_chosen(read: Open) -> None:
    page = read().go("/search/?q=公开&year=2023")
    box = page.get_by_role("combobox")
    box.fill("培训")
    box.press("Enter")
    page.wait_for_url(re.compile("/search/\\?q=%E5%9F%B9.*year=2023"))
    expect(page.get_by_role("link", name="去掉 年份：2023")).to_be_visible()


def test_choosing_does_not_push_the_page_about(read: Open) -> None:
    page = read().go("/search/?q=公开")
    page.locator("#filters").get_by_role("link", name="2023").click()
    page.wait_for_url("**#filters")
    assert page.evaluate("scrollY") == 0


def test_the_reason_of_a_hit_is_shown_where_it_is_asked_for(read: Open) -> None:
    page = read().go("/search/?q=公开")
    why = page.locator(".why a").first
    why.focus()
    page.keyboard.press("Enter")
    reasons = page.locator(".hits .reasons").first
    expect(reasons).to_contain_text("公开")
    expect(why).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(reasons).to_be_hidden()
    assert "/search/?q=" in page.url


def test_a_value_is_found_in_a_long_list_by_typing(read: Open) -> None:
    def as_if_long(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace('class="panel" open', 'class="panel" open data-find="找"')
        )

    one = read()
    one.page.route(re.compile("/search/$"), as_if_long)
    page = one.go("/search/")
    years = page.locator(".panel", has=page.get_by_role("heading", name="年份"))
    years.get_by_role("searchbox").fill("2024")
    expect(years.locator(".choice:visible")).to_have_count(1)
    years.get_by_role("searchbox").fill("")
    expect(years.get_by_role("link", name="2023")).to_be_visible()
