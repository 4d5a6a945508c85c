"""Pictures of every type of page, as a visitor sees it on a phone and on a desk.

The house is a whole one: the samples, and a made-up town whose reports go back several years.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.needs import where
from tests.running import Running, answers, free_port, wait_for
from tests.town.reports import reports

SECONDS = 300
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
QUALITY = 80
# What waits for a person is published as one would.
PUBLISH = """
from archive.models import Report
from archive.publishing import publish
for report in Report.objects.filter(published=None, latest__isnull=False, folded_into=None).order_by("pk"):
    publish(report, report.latest, actor=None, reason="配图")
"""
AGENCY = "SELECT id FROM archive_agency WHERE name LIKE '%莲都区财政局' LIMIT 1"
TWO_YEARS = (
    "SELECT r.id FROM archive_report r JOIN archive_agency a ON a.id = r.agency_id "
    "WHERE a.name LIKE '%莲都区财政局' AND r.published_id IS NOT NULL ORDER BY a.id, r.year DESC LIMIT 2"
)


@contextmanager
def house() -> Iterator[tuple[Running, str]]:
    with tempfile.TemporaryDirectory() as folder:
        running = Running(Path(folder) / "data", {"NIANBAO_WORKERS": "2", "DESK_PASSWORD": "quiet reading room 7"})
        running.data.mkdir()
        files = Path(folder) / "town"
        files.mkdir()
        for report in reports():
            (files / report.file_name).write_bytes(report.data())
        port = free_port()
        running.start("house", [sys.executable, "manage.py", "serve", "--port", str(port)])
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for("the house answers", lambda: answers(address), SECONDS)
            running.manage("ingest", str(files))
            running.wait_until_finished(SECONDS)
            running.manage("shell", "-v0", "-c", PUBLISH)
            running.manage("release", "--date", "2026-01-31")
            yield running, address
        finally:
            running.stop("house", signal.SIGTERM, 30)


def addresses(running: Running) -> dict[str, str]:
    """One page of each type."""
    agency = running.rows(AGENCY)[0][0]
    newer, older = (row[0] for row in running.rows(TWO_YEARS))
    return {
        "home": "/",
        "search": "/search/?q=不予公开",
        "report": f"/reports/{newer}/",
        "agency": f"/agencies/{agency}/",
        "divisions": "/divisions/",
        "division": "/divisions/3311/",
        "compare": f"/compare/?a=report:{newer}&b=report:{older}",
        "trends": "/trends/",
        "datasets": "/datasets/",
        "release": "/datasets/releases/1/",
        "api": "/api/",
        "help": "/help/",
    }


def shoot(browser: Browser, address: str, size: tuple[int, int], target: Path) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=target, type="jpeg", quality=QUALITY)
    context.close()


def take(folder: Path) -> None:
    with house() as (running, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=where("chromium"), args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        for name, path in addresses(running).items():
            for screen, size in WIDTHS.items():
                shoot(browser, address + path, size, folder / f"{name}-{screen}.jpg")
        browser.close()
