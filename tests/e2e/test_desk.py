"""The desk's main path in a browser, with the real worker: upload, watch, review, correct, publish, visible."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.files import RECEIVED, report, upload

pytestmark = pytest.mark.needs("chromium")
SECONDS = 60_000
TOTAL = "requests.received.total"


def zipped(**contents: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in contents.items():
            package.writestr(f"{name}.txt", content)
    return out.getvalue()


def hand_in(page: Page, *files: dict[str, Any]) -> None:
    page.get_by_label("选择文件").set_input_files(list(files))  # type: ignore[arg-type]
    page.get_by_role("button", name="上传", exact=True).click()
    page.wait_for_url("**/desk/batches/*/")


def test_from_a_file_to_a_public_page(visit: Open) -> None:
    one = visit()
    one.log_in()
    page = one.go("/desk/upload/")
    hand_in(page, upload("政务 2021.txt", report(2021, wrong=True)))
    expect(page.locator(".state-review").first).to_be_visible(timeout=SECONDS)
    page.get_by_role("link", name="北京市通州区政务服务局 2021").click()

    expect(page.locator("#problems")).to_contain_text("与总计7不符")
    page.locator("#problems [data-problem]").first.click()
    expect(page.locator("#source mark")).to_be_visible()
    page.locator(f'[data-cell="{TOTAL}"]').last.click()
    expect(page.locator("#source mark")).to_have_text("7")
    page.keyboard.press("e")
    page.keyboard.type("1")
    expect(page.locator("#problem-count")).to_have_text("要看的地方 0")
    page.get_by_label("更正的理由").fill("抄错一个数")
    page.get_by_label("依据原件的哪一处").fill("第三部分表格第一行")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("status").first).to_have_text("已保存为第 2 版，更正 1 个数据项。")

    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("link", name="公众看到的").click()
    assert re.search(r"/reports/\d+/$", page.url)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021年政府信息公开工作年度报告")
    row = page.get_by_role("row", name=RECEIVED)
    expect(row.get_by_role("cell").last).to_have_text("1")


def test_many_files_and_a_zip_each_with_its_fate(visit: Open) -> None:
    one = visit()
    one.log_in()
    page = one.go("/desk/upload/")
    picture = upload("照片.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64))
    package = upload("两份.zip", zipped(one=report(2014), two=report(2015)))
    hand_in(page, package, picture, upload("再来.txt", report(2014)))
    expect(page.locator("#progress-words")).to_have_text("4 个文件，4 个已有结果", timeout=SECONDS)
    expect(page.locator("tbody tr")).to_have_count(4)
    expect(page.locator("tr", has_text="照片.pdf")).to_contain_text("PNG 图片")
    expect(page.locator("tr", has_text="再来.txt")).to_contain_text("没有重复收录", timeout=SECONDS)


def test_files_are_dropped(visit: Open) -> None:
    one = visit()
    one.log_in()
    page = one.go("/desk/upload/")
    dropped = page.evaluate_handle(
        "text => { const all = new DataTransfer(); all.items.add(new File([text], '拖来.txt')); return all; }",
        report(2013).decode(),
    )
    page.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("#chosen")).to_contain_text("拖来.txt")
    page.get_by_role("button", name="上传", exact=True).click()
    page.wait_for_url("**/desk/batches/*/")
    expect(page.locator("tbody")).to_contain_text("北京市通州区政务服务局 2013", timeout=SECONDS)


def test_an_agency_is_chosen_by_its_pinyin(visit: Open) -> None:
    one = visit()
    one.log_in()
    page = one.go("/desk/agencies/?q=郭店镇")
    page.get_by_role("link", name="郭店镇人民政府").click()
    field = page.get_by_role("combobox", name="写地区的名字")
    field.press_sequentially("xinzheng")
    expect(page.get_by_role("option").first).to_contain_text("河南省郑州市新郑市")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("河南省郑州市新郑市")
    page.get_by_role("button", name="核定", exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("地区已核定。")


def test_what_is_written_and_not_saved_is_asked_about(visit: Open) -> None:
    one = visit()
    one.log_in()
    page = one.go(f"/desk/reports/{one.house.report_with('hongze')}/")
    page.locator("td a[data-cell]").first.dblclick()
    page.keyboard.type("99")
    expect(page.locator("td.changed")).to_have_count(1)
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{one.house.address}/desk/queue/")
    assert asked == ["beforeunload"]
