"""Other words for the same thing, by which a query is widened; the reader is told, and can have it undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from archive import words

_FILE = Path(__file__).with_name("synonyms.txt")
_ONE_WAY = "=>"


def widen(text: str) -> tuple[str, ...]:
    """What else to look for.  What has the text in it is found anyway; a part of it says too little."""
    return tuple(other for other in _synonyms().get(text, ()) if text not in other and other not in text)


def version() -> str:
    return sha256(_FILE.read_bytes()).hexdigest()[:12]


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for word, other in _pairs(line.split(",")):
                found.setdefault(word, {})[other] = None
    return {word: tuple(others) for word, others in found.items()}


def _pairs(group: list[str]) -> Iterator[tuple[str, str]]:
    equal = [_plain(each) for each in group if _ONE_WAY not in each]
    for word in equal:
        yield from ((word, other) for other in equal if other != word)
    for each in group:
        word, arrow, target = each.partition(_ONE_WAY)
        if arrow:
            yield _plain(word), _plain(target)


def _plain(text: str) -> str:
    return words.normalise(text.strip()).text
