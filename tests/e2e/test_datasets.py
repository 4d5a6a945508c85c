"""Building a dataset in a browser without scripts, and a file that a real worker makes."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet
import pytest
from playwright.sync_api import Download, expect

from tests.e2e.conftest import SAMPLES, House, Open
from tests.running import wait_for

pytestmark = pytest.mark.needs("chromium")
SECONDS = 30
ASK_THE_WORKER = """
from portal.datasets.asking import dataset_from
from portal.datasets.formats import FORMATS
from portal.datasets.prepared import order
from portal.datasets.queueing import ask_for

prepared = order(dataset_from("table=long"), FORMATS["parquet"])
assert ask_for(prepared.key)
print(prepared.key)
"""


def read_back(download: Download, folder: Path) -> list[dict[str, str]]:
    path = folder / download.suggested_filename
    download.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_choose_look_and_download_without_script(read: Open, tmp_path: Path) -> None:
    page = read(width=360, script=False).go("/datasets/")
    page.locator("summary", has_text="年份").click()
    page.get_by_role("checkbox", name="2023").check()
    page.locator("summary", has_text="表中的列").click()
    page.get_by_role("checkbox", name="总计").check()
    page.get_by_role("button", name="看结果").click()
    expect(page.locator("#result .lead")).to_contain_text("份年报")
    told = int(page.locator("#result .lead").inner_text().split()[0])
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 CSV").click()
    rows = read_back(waiting.value, tmp_path)
    assert 0 < len(rows) == told < SAMPLES
    assert {row["year"] for row in rows} == {"2023"}


def test_a_worker_makes_what_takes_long(read: Open, library: House) -> None:
    key = library.running.manage("shell", "-v", "0", "-c", ASK_THE_WORKER).split()[-1]
    file = library.running.data / "exports" / key / "table"
    wait_for("the worker has made the file", file.exists, SECONDS)
    page = read().go(f"/datasets/prepared/{key}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("文件准备好了")
    table = pyarrow.parquet.read_table(file)
    assert len(set(table.column("report").to_pylist())) == SAMPLES
