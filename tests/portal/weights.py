"""What a page weighs on the line: itself, its style sheets and its scripts, packed.  Chart libraries do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.test import Client

BUDGET = 100_000
PACKED = {"accept-encoding": "br, gzip"}
# What others made, and what a page loads only for its charts.
VENDORED = "/vendor/"
_FILES = re.compile(r"""<link\s[^>]*rel="stylesheet"[^>]*href="([^"]+)"|<script\s[^>]*src="([^"]+)""")
_IMPORTED = re.compile(r"""^import\s.*?["'](\.[^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class Weight:
    """``files`` are the addresses that were fetched besides the page."""

    total: int
    files: tuple[str, ...]


def weigh(client: Client, address: str) -> Weight:
    sizes = {address: _size(client, address)}
    waiting = [one or other for one, other in _FILES.findall(client.get(address).content.decode())]
    while waiting:
        file = waiting.pop()
        if file not in sizes and VENDORED not in file:
            sizes[file] = _size(client, file)
            waiting += [urljoin(file, name) for name in _imports(client, file)]
    return Weight(sum(sizes.values()), tuple(sorted(sizes.keys() - {address})))


def _imports(client: Client, file: str) -> list[str]:
    return _IMPORTED.findall(_body(client, file).decode()) if ".js" in file else []


def _size(client: Client, address: str) -> int:
    return len(_body(client, address, PACKED))


def _body(client: Client, address: str, headers: dict[str, str] | None = None) -> bytes:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    body = b"".join(answer) if answer.streaming else answer.content
    answer.close()
    return body
