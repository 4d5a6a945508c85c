"""What stands around every public page, as readers use it: by keyboard, by thumb, without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open

pytestmark = pytest.mark.needs("chromium")
THUMB = 44
FOCUSED = "(document.activeElement.innerText || document.activeElement.name || '').trim()"


def stops(page: Page, count: int) -> list[str]:
    """Where the Tab key leads from the top of the page."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
    return found


def test_the_keyboard_leads_through_the_frame_in_its_order(read: Open) -> None:
    page = read().go("/help/")
    rooms = ["首页", "检索", "地区", "趋势", "数据", "帮助"]
    assert stops(page, 12) == ["跳到正文", "公开年报", "q", "检索", *rooms, "大字", "繁體"]


def test_the_frame_can_be_skipped(read: Open) -> None:
    page = read().go("/help/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"


def test_suggestions_are_chosen_by_keyboard(read: Open) -> None:
    page = read().go("/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("hzq")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("洪泽区")
    expect(page.get_by_role("status")).to_contain_text("条建议")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_value("淮安市洪泽区人民政府")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Escape")
    expect(box).to_have_value("hzq")
    expect(page.get_by_role("option")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert "q=%E6%B7%AE%E5%AE%89" in page.url


def test_a_suggestion_is_chosen_by_hand(read: Open) -> None:
    page = read(width=360).go("/")
    page.get_by_role("combobox").press_sequentially("洪泽")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/search/?q=*")


def test_without_script_a_question_is_asked_all_the_same(read: Open) -> None:
    page = read(script=False).go("/")
    page.get_by_label("检索年报").fill("洪泽")
    page.get_by_role("button", name="检索", exact=True).click()
    page.wait_for_url("**/search/?q=*")


def test_without_script_large_type_and_traditional_characters_are_chosen_and_kept(read: Open) -> None:
    page = read(script=False).go("/help/")
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="繁體").click()
    page.wait_for_url("**/help/")
    assert page.locator("html").get_attribute("class") == "large"
    page.get_by_role("navigation", name="全站").get_by_role("link", name="首頁").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公開年報的閱覽室")
    page.get_by_role("button", name="普通字").click()
    page.get_by_role("button", name="简体").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("政府信息公开年报的阅览室")


def test_on_a_phone_the_box_to_ask_stays_in_sight(read: Open) -> None:
    page = read(width=360).go("/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("combobox")).to_be_in_viewport()


@pytest.mark.parametrize("size", ["usual", "large"])
def test_on_a_phone_everything_of_the_frame_is_as_large_as_a_thumb(read: Open, size: str) -> None:
    page = read(width=360, cookies={"size": size}).go("/help/")
    targets = page.locator(".rooms-of-the-house a, .display button, .finder input, .finder button, .house-name a").all()
    assert len(targets) == 11
    assert all((target.bounding_box() or {"height": 0})["height"] >= THUMB for target in targets)


def test_nothing_jumps_while_the_page_loads(read: Open) -> None:
    page = read(width=360).go("/")
    shift = """() => new Promise((done) => {
      let moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }))
        .observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
    })"""
    assert page.evaluate(shift) == 0
