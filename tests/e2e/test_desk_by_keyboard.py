"""The desk without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, Open
from tests.e2e.files import report, upload

pytestmark = pytest.mark.needs("chromium")
SECONDS = 60_000


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """With the Tab key alone; fails where it never gets there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate("(document.activeElement.innerText || document.activeElement.name || '').trim()")
        if focused == words:
            return
    pytest.fail(f"Tab never reaches {words}")


def log_in(page: Page) -> None:
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("admin")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/queue/")


def hand_in(page: Page, year: int) -> None:
    """The system's own file picker is opened by keyboard; what it answers is put here."""
    tab_to(page, "上传")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/upload/")
    file = upload(f"政务 {year}.txt", report(year, wrong=True))
    page.get_by_label("选择文件").set_input_files(file)  # type: ignore[arg-type]
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        tab_to(page, "上传")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/batches/*/")


def correct(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("#now")).to_contain_text("1 / ")
    expect(page.locator("td[aria-current] a")).to_be_focused()
    while page.evaluate("document.activeElement.dataset.cell") != "requests.received.total":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    page.keyboard.type("1")
    expect(page.locator("#problem-count")).to_have_text("要看的地方 0")
    for key in ("Enter", "抄错一个数", "Tab", "表格第一行", "Tab", "Enter"):
        page.keyboard.press(key) if key.isascii() else page.keyboard.insert_text(key)


def test_from_a_file_to_a_public_page_by_keyboard_alone(visit: Open) -> None:
    page = visit().go("/desk/login/")
    log_in(page)
    hand_in(page, 2020)
    name = "北京市通州区政务服务局 2020"
    expect(page.get_by_role("link", name=name)).to_be_visible(timeout=SECONDS)
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/reports/*/")
    correct(page)
    expect(page.get_by_role("status").first).to_contain_text("已保存为第 2 版")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="发布", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("已发布")


@pytest.fixture
def reviewing(visit: Open) -> Page:
    """The report of a sample whose sums do not hold."""
    one = visit()
    one.log_in()
    return one.go(f"/desk/reports/{one.house.report_with('hongze')}/")


def test_problems_are_stepped_through_and_around(reviewing: Page) -> None:
    told = reviewing.locator("#now")
    for keys, place in (("j", "1 / 2"), ("j", "2 / 2"), ("j", "1 / 2"), ("k", "2 / 2")):
        reviewing.keyboard.press(keys)
        expect(told).to_contain_text(place)
    expect(reviewing.locator("#source rect")).to_be_visible()


def test_escape_gives_up_what_was_written(reviewing: Page) -> None:
    reviewing.keyboard.press("j")
    reviewing.keyboard.press("e")
    reviewing.keyboard.type("99")
    expect(reviewing.locator("#saving")).to_be_visible()
    reviewing.keyboard.press("Escape")
    expect(reviewing.locator("#saving")).to_be_hidden()
    expect(reviewing.locator("td[aria-current] a")).to_be_focused()
    expect(reviewing.locator("#problem-count")).to_have_text("要看的地方 2")


def test_keys_are_told_and_can_be_switched_off(reviewing: Page) -> None:
    reviewing.keyboard.press("?")
    expect(reviewing.get_by_role("dialog", name="键盘")).to_be_visible()
    reviewing.get_by_label("使用单键").uncheck()
    reviewing.keyboard.press("Escape")
    reviewing.keyboard.press("j")
    expect(reviewing.locator("#now")).to_be_empty()


def test_keys_do_nothing_while_somebody_types(reviewing: Page) -> None:
    reviewing.get_by_role("button", name="更正数据项").or_(reviewing.get_by_role("link", name="更正数据项")).click()
    reviewing.get_by_label("更正的理由").fill("")
    reviewing.get_by_label("更正的理由").press_sequentially("jeak?")
    expect(reviewing.get_by_label("更正的理由")).to_have_value("jeak?")
    expect(reviewing.get_by_role("dialog")).to_have_count(0)
