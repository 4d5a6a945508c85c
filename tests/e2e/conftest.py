"""A house of its own, started as ``make run`` starts it, and a browser to walk through it."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from portal.samples import sample_files
from tests.needs import require, where
from tests.running import Running, wait_for

PASSWORD = "quiet reading room 7"
START_SECONDS = 90
SAMPLES_SECONDS = 180
SAMPLES = len(sample_files())
WIDTHS = (360, 1280)


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Broker, worker and web server; the samples have been taken in."""
    require("chromium")
    folder = tmp_path_factory.mktemp("e2e")
    settings = {"DESK_PASSWORD": PASSWORD, "NIANBAO_WORKERS": "2", "TMPDIR": str(folder / "temporary")}
    house = House(Running(folder, settings), _free_port())
    house.temporary.mkdir()
    house.running.start("house", [sys.executable, "manage.py", "serve", "--port", str(house.port)])
    try:
        wait_for("the house answers", lambda: _answers(house.address), START_SECONDS)
        wait_for("all samples are there", lambda: house.running.count("archive_upload") == SAMPLES, START_SECONDS)
        house.running.wait_until_finished(SAMPLES_SECONDS)
        yield house
    finally:
        house.running.stop("house", signal.SIGTERM, 30)


@pytest.fixture(scope="module")
def browser(house: House) -> Iterator[Browser]:
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
    """Opens a page of its own; a browser that complained (of our CSP, of our scripts) fails the test."""
    visits: list[Visit] = []

    def opened(*, width: int = 1280, script: bool = True, dark: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
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
