"""A reader opens a report: from a number to its source, from hit to hit, on a phone, by keyboard, on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open, Visit

pytestmark = pytest.mark.needs("chromium")
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SAMPLE, EARLIER, HELD_BACK = "xiaohongmen", "pingtan-finance-2009", "huaian-2024"
PHONE = 360


def home(one: Visit, name: str = SAMPLE) -> str:
    return f"/reports/{one.house.report_with(name)}/"


def addresses(one: Visit) -> list[str]:
    """One of every kind of page, with as much on it as there is."""
    report = home(one)
    pages = ("", "?q=申请", "?q=没有这样的词", "source/", "source/?cell=review.pending", "versions/", "cite/")
    return [
        *(report + page for page in pages),
        home(one, EARLIER),
        *(home(one, HELD_BACK) + page for page in ("", "source/")),
    ]


def violations(page: Page) -> list[tuple[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("width", "dark", "large"),
    [(PHONE, False, False), (768, False, True), (1280, False, False), (1280, True, False)],
    ids=["phone", "large-type", "desk", "night"],
)
def test_everybody_can_read_it(visit: Open, width: int, dark: bool, large: bool) -> None:
    one = visit(width=width, dark=dark)
    if large:
        one.go(home(one))
        one.page.get_by_role("button", name="大字").click()
    for address in addresses(one):
        page = one.go(address)
        assert (address, violations(page)) == (address, [])
        assert (address, scrolls_sideways(page)) == (address, False)


def test_a_number_leads_to_its_place_in_the_source_and_back(visit: Open) -> None:
    one = visit(width=PHONE)
    page = one.go(home(one))
    page.locator("[id='cell-review.pending'] a:not(.sign)").click()
    expect(page.locator("#here mark")).to_have_text("8")
    expect(page.locator("#here")).to_be_in_viewport()
    page.get_by_role("link", name="回到表格").click()
    expect(page.locator("[id='cell-review.pending']")).to_be_in_viewport()


def test_a_finding_leads_from_the_number_to_its_words_and_to_the_prose(visit: Open) -> None:
    one = visit()
    page = one.go(home(one))
    page.locator("[id='cell-review.pending'] a.sign").click()
    note = page.locator(".notes li:target")
    expect(note).to_contain_text("均已结案")
    note.get_by_role("link", name=re.compile("均已结案")).click()
    expect(page.locator(".prose p:target")).to_contain_text("行政复议案件总计16件")


def test_keys_step_from_hit_to_hit_and_can_be_switched_off(visit: Open) -> None:
    one = visit()
    page = one.go(home(one) + "?q=行政复议")
    count = int(page.locator("#hits").get_attribute("data-count") or 0)
    assert count > 1
    page.keyboard.press("n")
    expect(page.locator(".hit:target")).to_have_id("hit-1")
    expect(page.locator("#hits [role=status]")).to_have_text(f"第 1 处，共 {count} 处")
    page.keyboard.press("p")
    expect(page.locator(".hit:target")).to_have_id(f"hit-{count}")
    page.get_by_label("用 n、p 两个键跳转").uncheck()
    page.keyboard.press("n")
    expect(page.locator(".hit:target")).to_have_id(f"hit-{count}")


def test_without_script_links_step_from_hit_to_hit(visit: Open) -> None:
    one = visit(script=False)
    page = one.go(home(one) + "?q=行政复议")
    page.get_by_role("link", name="下一处").click()
    expect(page.locator(".hit:target")).to_have_id("hit-1")
    page.locator(".hit:target").get_by_role("link", name="下一处").click()
    expect(page.locator(".hit:target")).to_have_id("hit-2")
    expect(page.locator(".hit:target")).to_be_in_viewport()


def test_on_a_phone_the_names_stay_while_the_numbers_pass(visit: Open) -> None:
    one = visit(width=PHONE)
    page = one.go(home(one))
    table = page.locator(".form-scroll", has=page.locator(".form-requests"))
    total = page.locator("[id='cell-requests.received.total']")
    total.scroll_into_view_if_needed()
    table.evaluate("element => element.scrollLeft = element.scrollWidth")
    expect(total).to_be_in_viewport()
    expect(page.locator("#row-requests-received")).to_be_in_viewport()


def test_the_keyboard_passes_a_table_in_one_step(visit: Open) -> None:
    one = visit()
    page = one.go(home(one))
    skip = page.locator(".past a").nth(1)
    skip.focus()
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('table')?.className ?? ''")
    assert "form-requests" not in focused


def test_on_paper_there_is_the_report_its_address_and_the_day_and_no_furniture(visit: Open) -> None:
    one = visit()
    page = one.go(home(one) + "?q=行政复议")
    page.emulate_media(media="print")
    for furniture in (".finder", ".contents", ".hits", ".house-name", ".public > footer", ".around"):
        for piece in page.locator(furniture).all():
            expect(piece).to_be_hidden()
    expect(page.locator(".printed-only")).to_contain_text(f"{one.house.address}{home(one)}")
    expect(page.locator(".form-requests")).to_be_visible()
