"""axe-core finds nothing on any public page: phone, tablet and desk, by night, in large type; nothing scrolls sideways.

A new page type is one line of ``PAGES``.
"""

from __future__ import annotations

import re

import pytest

from tests.e2e.axe import RULES, STRONG, scrolls_sideways, violations
from tests.e2e.conftest import House, Open

pytestmark = pytest.mark.needs("chromium")

# ``{hongze}`` is the number of the report whose sample is called so.
PAGES = (
    "/",
    "/search/?q=公开&outcome=withheld",
    "/search/?q=找不到的词",
    "/reports/{hongze}/",
    "/reports/{pingtan-2018}/",
    "/reports/{hongze}/source/",
    "/reports/{hongze}/versions/",
    "/reports/{hongze}/cite/",
    "/reports/{hongze}/wrong/",
    "/agencies/1/",
    "/divisions/",
    "/divisions/32/",
    "/compare/",
    "/compare/?a=report:{hongze}&b=report:{huaian-2024}",
    "/trends/",
    "/datasets/",
    "/datasets/?table=long&cells=review&heads=total&about=title&year=2023",
    "/datasets/releases/",
    "/datasets/releases/1/",
    "/datasets/releases/1/changes/",
    "/datasets/recipes/",
    "/datasets/cite/number/{hongze}/1/requests.received.total/",
    "/datasets/cite/",
    "/api/",
    "/api/token/",
    "/help/",
    "/help/search/",
    "/help/outcomes/",
    "/help/accuracy/",
    "/help/rights/",
    "/help/accessibility/",
    "/nowhere",
)
WAYS: dict[str, tuple[int, bool, dict[str, str]]] = {
    "phone": (360, False, {}),
    "tablet": (768, False, {}),
    "desk": (1280, False, {}),
    "night": (1280, True, {}),
    "large phone": (360, False, {"size": "large"}),
    "large tablet": (768, False, {"size": "large"}),
    "large desk": (1280, False, {"size": "large"}),
}


def in_house(address: str, house: House) -> str:
    """With the numbers that reports have in this house."""
    return re.sub(r"\{([^}]+)\}", lambda name: str(house.report_with(name[1])), address)


@pytest.mark.parametrize("way", WAYS)
def test_every_page(read: Open, way: str) -> None:
    width, dark, cookies = WAYS[way]
    one = read(width=width, dark=dark, cookies=cookies)
    rules = STRONG if "size" in cookies else RULES
    problems: list[tuple[str, object]] = []
    for address in PAGES:
        page = one.go(in_house(address, one.house))
        problems += [(address, problem) for problem in violations(page, rules)]
        problems += [(address, "scrolls sideways")] * scrolls_sideways(page)
    assert problems == []
    one.complaints = [said for said in one.complaints if "404" not in said]
