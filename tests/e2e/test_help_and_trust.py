"""A reader who doubts a number: reads the help, reports the number, and the desk answers."""

from __future__ import annotations

import pytest

from portal.pages.help import LEAVES
from tests.e2e.axe import scrolls_sideways, violations
from tests.e2e.conftest import WIDTHS, Open

pytestmark = pytest.mark.needs("chromium")


def test_a_wrong_number_goes_from_a_reader_to_the_desk_and_is_answered(visit: Open) -> None:
    """The reader has a phone and no script."""
    reader = visit(width=360, script=False)
    report = reader.house.report_with("huaian-2024")
    page = reader.go(f"/reports/{report}/wrong/?cell=requests.received.natural")
    page.get_by_label("原件上写的是").fill("九千")
    page.get_by_label("联系方式").fill("reader@example.org")
    page.get_by_role("button", name="交给档案馆员").click()
    assert page.get_by_role("heading", name="收到了，谢谢您").is_visible()

    staff = visit()
    staff.log_in()
    staff.page.get_by_role("link", name="指正 1").click()
    assert staff.page.get_by_text("九千").is_visible()
    assert violations(staff.page) == []
    staff.page.get_by_label("怎么处理的").fill("原件不是九千")
    staff.page.get_by_role("button", name="记下答复").click()
    assert staff.page.get_by_text("没有等着答复的。").is_visible()
    staff.page.get_by_role("link", name="已答复").click()
    staff.page.get_by_role("link", name="自然人").click()
    assert f"/desk/reports/{report}/?cell=requests.received.natural" in staff.page.url


@pytest.mark.parametrize("width", WIDTHS)
def test_help_and_forms_are_for_everybody(visit: Open, width: int) -> None:
    one = visit(width=width)
    report = one.house.report_with("huaian-2024")
    for address in ("/help/", *(leaf.address for leaf in LEAVES), f"/reports/{report}/wrong/", "/nothing/"):
        page = one.go(address)
        assert (address, violations(page)) == (address, [])
        assert (address, scrolls_sideways(page)) == (address, False)
    one.go(f"/reports/{report}/wrong/").get_by_role("button", name="交给档案馆员").click()
    assert one.page.get_by_role("alert").is_visible()
    assert violations(one.page) == []
    one.complaints = [said for said in one.complaints if "404" not in said and "400" not in said]
