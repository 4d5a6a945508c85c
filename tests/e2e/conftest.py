"""A house of its own, started as ``make run`` starts it, and a browser to walk through it."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from portal.samples import sample_files
from tests.needs import require, where
from tests.running import Running, answers, free_port, wait_for

PASSWORD = "quiet reading room 7"
START_SECONDS = 90
SAMPLES_SECONDS = 180
SAMPLES = len(sample_files())
WIDTHS = (360, 1280)
PUBLISH_ALL = """
from django.contrib.auth.models import User
from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.models import Report
from archive.publishing import publish

corrected = Report.objects.get(latest__source__name__startswith="hongze")
changes = {"review.upheld": Correction(1, "原件第 3 页")}
correct_cells(corrected, changes, actor=User.objects.get(username="admin"), reason="原件印着 1")
for report in Report.objects.filter(published=None):
    publish(report, report.latest, actor=None, reason="上架")
"""


@dataclass(frozen=True)
class House:
    running: Running
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def temporary(self) -> Path:
        """Where the web server puts what it is still receiving."""
        return self.running.data / "temporary"

    def report_with(self, name: str) -> int:
        """The report of the sample whose file is called so."""
        question = (
            "SELECT r.report_id FROM archive_revision r JOIN archive_source s ON s.sha256 = r.source_id "
            f"WHERE s.name LIKE '{name}%' ORDER BY r.id"
        )
        return int(self.running.rows(question)[0][0])


def _found(address: str) -> int:
    """How many reports an empty question finds."""
    try:
        with urlopen(f"{address}/api/v1/search/", timeout=5) as answer:
            return int(json.load(answer)["total"])
    except (URLError, OSError):
        return 0


@contextmanager
def _open_house(folder: Path) -> Iterator[House]:
    """Broker, worker and web server; the samples have been taken in."""
    require("chromium")
    settings = {"DESK_PASSWORD": PASSWORD, "NIANBAO_WORKERS": "2", "TMPDIR": str(folder / "temporary")}
    house = House(Running(folder, settings), free_port())
    house.temporary.mkdir()
    house.running.start("house", [sys.executable, "manage.py", "serve", "--port", str(house.port)])
    try:
        wait_for("the house answers", lambda: answers(house.address), START_SECONDS)
        wait_for("all samples are there", lambda: house.running.count("archive_upload") == SAMPLES, START_SECONDS)
        house.running.wait_until_finished(SAMPLES_SECONDS)
        yield house
    finally:
        house.running.stop("house", signal.SIGTERM, 30)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Where staff work: every sample waits for a person."""
    with _open_house(tmp_path_factory.mktemp("e2e")) as house:
        yield house


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Where readers come: every sample is public, one of them corrected, and all can be found."""
    with _open_house(tmp_path_factory.mktemp("library")) as house:
        house.running.manage("shell", "-v", "0", "-c", PUBLISH_ALL)
        wait_for("all samples can be found", lambda: _found(house.address) == SAMPLES, START_SECONDS)
        house.running.manage("release")
        yield house


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: as long as it is open, Django takes the thread for an asynchronous one."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page, and everything that the browser complained of on the way."""

    page: Page
    house: House
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        self.page.goto(self.house.address + address)
        return self.page

    def log_in(self, name: str = "admin", password: str = PASSWORD) -> None:
        self.go("/desk/login/")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url("**/desk/queue/")

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "favicon" not in message.text:
            self.complaints.append(message.text)


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Open]:
    """Opens a page of the house where staff work."""
    with _visits(browser, house) as opened:
        yield opened


@pytest.fixture
def read(browser: Browser, library: House) -> Iterator[Open]:
    """Opens a page of the house where readers come."""
    with _visits(browser, library) as opened:
        yield opened


@contextmanager
def _visits(browser: Browser, house: House) -> Iterator[Open]:
    """Each with a page of its own; a browser that complained (of our CSP, of our scripts) fails the test."""
    visits: list[Visit] = []

    def opened(
        *, width: int = 1280, script: bool = True, dark: bool = False, cookies: Mapping[str, str] | None = None
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": house.address}])
        one = Visit(context.new_page(), house)
        one.page.on("console", one.hear)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        visits.append(one)
        return one

    yield opened
    complaints = [complaint for one in visits for complaint in one.complaints]
    for one in visits:
        one.page.context.close()
    assert complaints == []
