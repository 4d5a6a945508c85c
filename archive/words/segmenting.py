"""Words of a text, for the index and for queries alike: jieba's dictionary and our own terms.

The engine is rjieba, a build of jieba's algorithm and dictionary that is 15 times as fast; a test
holds it to jieba's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from rjieba import Jieba

from archive.words.document_numbers import find_document_numbers, is_document_number, tail_of
from archive.words.normalising import normalise

_TERMS_FILE = Path(__file__).with_name("terms.txt")
# Raised by hand when the code here changes what the words are; the dictionaries count by themselves.
_RULES = 1
# What the dictionary can cut; other ideographs stand alone.
_RUN = re.compile(r"(?P<han>[\u4e00-\u9fd5]+)|[0-9a-z]+(?:[-._@/&+][0-9a-z]+)*|\w")
_PART = re.compile(r"[0-9a-z]+")


class Word(NamedTuple):
    """A word and its place in the normalised text."""

    text: str
    start: int
    end: int


@cache
def terms() -> tuple[tuple[str, int, str], ...]:
    """Our words, their frequencies and parts of speech."""
    lines = _TERMS_FILE.read_text(encoding="utf-8").splitlines()
    fields = (line.split() for line in lines if not line.startswith("#"))
    return tuple((word, int(frequency), part) for word, frequency, part in fields)


@cache
def segmenter_version() -> str:
    """Changes whenever the same text could give other words: at most 20 characters."""
    dictionaries = f"{version('rjieba')} {terms()}"
    return f"{_RULES}-{sha256(dictionaries.encode()).hexdigest()[:12]}"


@cache
def _engine() -> Jieba:
    engine = Jieba()
    for word, frequency, part in terms():
        engine.add_word(word, frequency, part)
    return engine


def prepare() -> None:
    """Loads the dictionary: a process that will segment does it before it is asked."""
    _engine()


def cut(text: str) -> Iterator[Word]:
    """The words of a normalised text in order, none overlapping; punctuation and white space are none."""
    done = 0
    for start, end in find_document_numbers(text):
        yield from _cut_runs(text, done, start)
        yield Word(text[start:end], start, end)
        done = end
    yield from _cut_runs(text, done, len(text))


def _cut_runs(text: str, start: int, end: int) -> Iterator[Word]:
    for run in _RUN.finditer(text, start, end):
        if run.lastgroup == "han":
            yield from _cut_han(run[0], run.start())
        else:
            yield Word(run[0], run.start(), run.end())


def _cut_han(run: str, place: int) -> Iterator[Word]:
    for word in _engine().cut(run):
        yield Word(word, place, place := place + len(word))


def words(text: str) -> list[str]:
    """All words of an original text, each followed by the shorter words inside it.

    Without these 信息公开 would not be found in 政府信息公开条例, which is one of our terms.
    """
    return [each for word in cut(normalise(text).text) for each in (word.text, *parts(word.text))]


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[str, ...]:
    """Words of the dictionary inside a longer one, from the left; of an address or number, its pieces."""
    if word.isascii():
        found = tuple(_PART.findall(word))
        return found if len(found) > 1 else ()
    if is_document_number(word):
        return () if word.startswith("〔") else (tail_of(word),)
    spans = ((start, end) for start in range(len(word)) for end in range(start + 2, len(word) + 1))
    inner = (word[start:end] for start, end in spans if end - start < len(word))
    return tuple(piece for piece in inner if _engine().has_word(piece))
