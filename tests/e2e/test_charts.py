"""Charts in a browser: drawn without a word against our policy, kept as files, and tables for those without scripts."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import RULES, STRONG, scrolls_sideways, violations
from tests.e2e.conftest import Open

pytestmark = pytest.mark.needs("chromium")

FIRST = "#chart-outcomes"


def drawn(page: Page) -> int:
    """Pictures that have something in them."""
    return page.locator("[data-drawn] svg path").count() and page.locator("[data-drawn]").count()


def test_every_chart_is_drawn(read: Open) -> None:
    page = read().go("/trends/")
    assert drawn(page) == page.locator("[data-chart]").count() > 5


def test_nothing_moves_while_they_are_drawn(read: Open) -> None:
    page = read(width=360).go("/trends/")
    shifts = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
                .observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => setTimeout(() => done(sum), 0));
        })"""
    )
    assert shifts < 0.01


def test_a_chart_is_kept_as_a_picture(read: Open, tmp_path: Path) -> None:
    page = read().go("/trends/")
    for kind in ("png", "svg"):
        with page.expect_download() as waiting:
            page.locator(f"{FIRST} button[data-save={kind}]").click()
        assert waiting.value.suggested_filename == f"outcomes.{kind}"
        waiting.value.save_as(tmp_path / f"outcomes.{kind}")
    # The first eight bytes of a PNG; then its width, twice as wide as it is shown.
    assert (tmp_path / "outcomes.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes((tmp_path / "outcomes.png").read_bytes()[16:20], "big") == 1920
    words = "".join(ET.parse(tmp_path / "outcomes.svg").getroot().itertext())
    assert "各年度的办理结果（件）" in words
    assert "来源：公开年报" in words


def test_its_data_is_a_link(read: Open) -> None:
    page = read().go("/trends/")
    with page.expect_download() as waiting:
        page.locator(f"{FIRST} a[download]").click()
    assert waiting.value.suggested_filename == "outcomes.csv"


def test_without_scripts_the_numbers_stand_open(read: Open) -> None:
    page = read(script=False).go("/trends/")
    assert page.locator(f"{FIRST} tbody tr").first.is_visible()
    assert not page.locator(f"{FIRST} .chart-picture").is_visible()
    assert not page.locator(f"{FIRST} button").first.is_visible()


def test_the_table_opens_by_keyboard(read: Open) -> None:
    page = read().go("/trends/")
    assert not page.locator(f"{FIRST} table").is_visible()
    page.locator(f"{FIRST} summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(f"{FIRST} table").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_another_question_is_asked_with_the_form(read: Open, script: bool) -> None:
    page = read(script=script).go("/trends/")
    page.get_by_label("机关类型").select_option("department")
    page.get_by_role("button", name="画图").click()
    page.wait_for_url("**/trends/?*kind=department*")
    assert page.get_by_label("去掉“机关类型：政府部门”").is_visible()


WAYS: dict[str, tuple[int, bool, dict[str, str]]] = {
    "phone": (360, False, {}),
    "night": (1280, True, {}),
    "large": (768, False, {"size": "large"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_trends_and_comparing_are_for_everybody(read: Open, way: str) -> None:
    width, dark, cookies = WAYS[way]
    one = read(width=width, dark=dark, cookies=cookies)
    reports = [one.house.report_with(name) for name in ("hongze", "pingtan-2019")]
    both = f"a=report:{reports[0]}&b=report:{reports[1]}"
    for address in (
        "/trends/",
        "/trends/?q=zzzz",
        "/compare/",
        f"/compare/?{both}",
        f"/compare/?{both}&c=x&find=pingtan",
    ):
        page = one.go(address)
        for summary in page.locator("summary").all():
            summary.click()
        assert (address, violations(page, STRONG if cookies else RULES)) == (address, [])
        assert (address, scrolls_sideways(page)) == (address, False)


def test_comparing_without_scripts(read: Open) -> None:
    one = read(script=False)
    page = one.go("/compare/")
    page.get_by_label("先找一个机关或地区").fill("洪泽")
    page.get_by_role("button", name="找").click()
    page.locator(".compare-offers a").first.click()
    page.get_by_label("再找一个").fill("pingtan")
    page.get_by_role("button", name="找").click()
    page.locator(".compare-offers a").first.click()
    assert page.locator(".compare-chosen li").count() == 2
    assert page.locator(".compare-table").count() >= 3
