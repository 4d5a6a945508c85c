"""A client that is gone halfway through its upload leaves nothing: no row, no file, nothing half-written."""

from __future__ import annotations

import re
import socket
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from time import sleep
from urllib.parse import urlencode

import pytest

from tests.e2e.conftest import PASSWORD, House
from tests.e2e.files import report

BOUNDARY = "a-line-between"
MEGABYTES = 6


def cookies_of(answer: HTTPResponse) -> dict[str, str]:
    return dict(re.findall(r"(csrftoken|sessionid)=(\w+)", " ".join(answer.headers.get_all("Set-Cookie") or ())))


def log_in(house: House) -> dict[str, str]:
    with closing(HTTPConnection("127.0.0.1", house.port, timeout=20)) as connection:
        connection.request("GET", "/desk/login/")
        first = connection.getresponse()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', first.read().decode())
        assert token
        form = urlencode({"username": "admin", "password": PASSWORD, "csrfmiddlewaretoken": token[1]})
        headers = {"Cookie": told(cookies_of(first)), "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/desk/login/", form, headers)
        answer = connection.getresponse()
        answer.read()
    assert answer.status == 302
    return cookies_of(answer)


def told(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def body(token: str, content: bytes) -> bytes:
    def part(name: str, value: bytes, file: str = "") -> bytes:
        about = f'; filename="{file}"\r\nContent-Type: text/plain' if file else ""
        return (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{about}\r\n\r\n'.encode() + value + b"\r\n"
        )

    parts = [part("csrfmiddlewaretoken", token.encode()), part("files", report(2012), "甲.txt")]
    return b"".join([*parts, part("files", content, "乙.txt"), part("whole", b"1"), f"--{BOUNDARY}--\r\n".encode()])


def send(house: House, cookies: dict[str, str], data: bytes, promised: int) -> bytes:
    """What the server answers, if it still does, when the client says no more after ``data``."""
    head = (
        f"POST /desk/upload/ HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nCookie: {told(cookies)}\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {promised}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", house.port), timeout=20) as connection:
        connection.sendall(head.encode() + data)
        connection.shutdown(socket.SHUT_WR)
        return connection.recv(200)


def traces(house: House) -> tuple[int, int, int, list[str], list[str]]:
    running = house.running
    files = sorted(str(path) for path in (running.data / "sources").rglob("*") if path.is_file())
    half = sorted(path.name for path in house.temporary.rglob("*.upload*"))
    counts = (running.count(table) for table in ("archive_batch", "archive_upload", "archive_source"))
    return (*counts, files, half)  # type: ignore[return-value]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_gone_halfway(house: House, part: float) -> None:
    cookies, before = log_in(house), traces(house)
    whole = body(cookies["csrftoken"], report(2011) + b"\n" * (MEGABYTES * 1024 * 1024))
    send(house, cookies, whole[: int(len(whole) * part)], len(whole))
    sleep(1)
    assert traces(house) == before


def test_the_same_request_in_full_is_taken(house: House) -> None:
    cookies, before = log_in(house), traces(house)
    whole = body(cookies["csrftoken"], report(2010))
    assert send(house, cookies, whole, len(whole)).startswith(b"HTTP/1.1 302")
    batches, uploads, *_rest = traces(house)
    assert (batches, uploads) == (before[0] + 1, before[1] + 2)
    assert traces(house)[4] == []
