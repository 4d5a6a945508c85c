"""From a place to an agency to its report: without scripts on a phone, and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open, Visit

pytestmark = pytest.mark.needs("chromium")
PHONE = 360
COUNTY, CODE = "江苏省淮安市洪泽区", "320813"


def agency_of_county(one: Visit) -> str:
    question = f"SELECT name FROM archive_agency WHERE division_id = '{CODE}'"
    return str(one.house.running.rows(question)[0][0])


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_without_scripts_a_place_leads_to_its_agency_and_its_report(read: Open) -> None:
    one = read(width=PHONE, script=False)
    page = one.go("/divisions/")
    page.get_by_label("地区的名称或者拼音").fill("hongze")
    page.get_by_role("button", name="找", exact=True).click()
    page.get_by_role("link", name=COUNTY, exact=True).click()
    heading(page, "洪泽区")
    name = agency_of_county(one)
    page.locator(".matrix").get_by_role("link", name=name, exact=True).click()
    heading(page, name)
    page.locator(".covered").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(rf"/reports/{one.house.report_with('hongze')}/"))


def test_without_scripts_the_numbers_of_a_chart_stand_open(read: Open) -> None:
    page = read(width=PHONE, script=False).go(f"/divisions/{CODE}/")
    expect(page.locator(".chart-data table").first).to_be_visible()


def test_a_keyboard_reaches_the_steps_and_every_table_that_scrolls(read: Open) -> None:
    page = read(width=PHONE).go(f"/divisions/{CODE}/")
    page.get_by_role("link", name="江苏省", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="淮安市", exact=True)).to_be_focused()
    assert page.locator(".scroll:not([tabindex='0'])").count() == 0
