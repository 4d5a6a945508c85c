"""The desk with JavaScript switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open, Visit
from tests.e2e.files import report, upload

pytestmark = pytest.mark.needs("chromium")
SECONDS = 60_000
TOTAL = "requests.received.total"


def log_in(one: Visit) -> Page:
    one.log_in()
    return one.page


def test_from_a_file_to_a_public_page_without_script(visit: Open) -> None:
    one = visit(script=False)
    log_in(one)
    page = one.go("/desk/upload/")
    page.get_by_label("选择文件").set_input_files(upload("政务 2019.txt", report(2022, wrong=True)))  # type: ignore[arg-type]
    page.get_by_role("button", name="上传", exact=True).click()
    page.wait_for_url("**/desk/batches/*/")
    # Nobody presses anything: the page looks again by itself.
    page.get_by_role("link", name="北京市通州区政务服务局 2022").click(timeout=SECONDS)

    expect(page.locator("#problems")).to_contain_text("与总计7不符")
    page.locator(f'td a[data-cell="{TOTAL}"]').click()
    assert page.url.endswith(f"?cell={TOTAL}#source")
    expect(page.locator("#source mark")).to_have_text("7")

    page.get_by_role("link", name="更正数据项").click()
    page.locator(f'[name="cell:{TOTAL}"]').fill("1")
    page.get_by_role("button", name="重新核对").click()
    expect(page.locator("#problem-count")).to_have_text("要看的地方 0")
    expect(page.locator(f'[name="cell:{TOTAL}"]')).to_have_value("1")
    page.get_by_label("更正的理由").fill("抄错一个数")
    page.get_by_label("依据原件的哪一处").fill("表格第一行")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存为第 2 版")

    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已发布")
    page.get_by_role("link", name="公众看到的").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2022年")


def test_a_division_is_written_and_chosen_without_script(visit: Open) -> None:
    one = visit(script=False)
    log_in(one)
    page = one.go("/desk/queue/?division_words=淮安市")
    page.get_by_role("link", name="江苏省淮安市洪泽区", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_finding_is_decided_and_the_decision_undone_without_script(visit: Open) -> None:
    one = visit(script=False)
    log_in(one)
    page = one.go(f"/desk/reports/{one.house.report_with('xiaohongmen')}/")
    before = int(page.locator("#problem-count").inner_text().split()[-1])
    page.locator("summary", has_text="决定").first.click()
    page.get_by_label("不成立").first.check()
    page.get_by_role("button", name="记下").first.click()
    expect(page.locator("#problem-count")).to_have_text(f"要看的地方 {before - 1}")
    page.get_by_role("button", name="撤销：", exact=False).first.click()
    expect(page.locator("#problem-count")).to_have_text(f"要看的地方 {before}")
