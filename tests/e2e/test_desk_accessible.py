"""axe-core finds nothing on any page of the desk, narrow or wide, by day or by night; nothing scrolls sideways."""

from __future__ import annotations

import pytest

from tests.e2e.axe import scrolls_sideways, violations
from tests.e2e.conftest import WIDTHS, Open, Visit

pytestmark = pytest.mark.needs("chromium")


def addresses(one: Visit) -> list[str]:
    """One of every kind of page, with as much on it as there is."""
    agency = one.house.running.rows("SELECT id FROM archive_agency WHERE division_status = 'ambiguous'")[0][0]
    samples = ("hongze", "xiaohongmen", "pingtan-2019", "pingtan-2018", "pingtan-finance-2009")
    pdf, *others = (f"/desk/reports/{one.house.report_with(name)}/" for name in samples)
    return [
        *("/desk/upload/", "/desk/batches/", "/desk/batches/1/", "/desk/queue/", "/desk/queue/?why=private"),
        pdf,
        *others,
        *(f"{pdf}?edit=1", f"{pdf}?cell=review.upheld", f"{pdf}?page=3", f"{pdf}history/"),
        *("/desk/agencies/", f"/desk/agencies/{agency}/", "/desk/audit/", "/desk/rule/", "/desk/wrong-numbers/"),
        *("/desk/users/", "/desk/users/1/", "/desk/password/", "/desk/sources/none/original/"),
    ]


@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, False), (1280, True)], ids=["phone", "desk", "night"])
def test_every_page(visit: Open, width: int, dark: bool) -> None:
    one = visit(width=width, dark=dark)
    one.go("/desk/login/")
    assert violations(one.page) == []
    one.log_in()
    for address in addresses(one):
        page = one.go(address)
        assert (address, violations(page)) == (address, [])
        assert (address, scrolls_sideways(page)) == (address, False)
    one.complaints = [said for said in one.complaints if "404" not in said]


@pytest.mark.parametrize("width", WIDTHS)
def test_in_the_middle_of_work(visit: Open, width: int) -> None:
    one = visit(width=width)
    one.log_in()
    page = one.go(f"/desk/reports/{one.house.report_with('hongze')}/")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("x")
    page.wait_for_selector("[aria-invalid]")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
