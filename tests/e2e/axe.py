"""What is wrong with a page for those who cannot see it, or not well; and whether it must be pushed sideways."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Large type promises more: seven to one.
STRONG = [*RULES, "wcag2aaa"]


def violations(page: Page, rules: list[str] | None = None) -> list[tuple[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules or RULES)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]]


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
