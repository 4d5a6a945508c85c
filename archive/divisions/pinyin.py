"""Which division the address of a web page can belong to: pingtan.gov.cn, bjtzh.gov.cn."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

from archive.divisions.names import stem_of
from archive.divisions.table import table

READINGS = Path(__file__).with_name("pinyin.tsv")
# Initials alone (xz, hz) are shared by dozens of divisions.
SHORTEST_INITIALS = 4
TWO_LETTER_INITIALS = ("zh", "ch", "sh")

_LABEL_ENDING = re.compile(r"(?:xian|qu|shi|zf|gov|x|q|s)$")
_NO_PLACE = frozenset({"www", "gov", "cn", "com", "net", "org", "xxgk", "zwgk", "zfxxgk", "http", "https"})


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        reading, _, characters = line.partition("\t")
        for character in characters:
            found[character].append(reading)
    return {character: tuple(readings) for character, readings in found.items()}


def _initials(reading: str) -> tuple[str, ...]:
    return (reading[0], reading[:2]) if reading.startswith(TWO_LETTER_INITIALS) else (reading[0],)


def _joined(parts: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(map("".join, product(*parts)))


@lru_cache(maxsize=512)
def spelled(stem: str) -> frozenset[str]:
    """新郑 → xinzheng; several where a character has several readings."""
    return _joined(_readings().get(character, ("?",)) for character in stem)


@lru_cache(maxsize=512)
def abbreviated(stem: str) -> frozenset[str]:
    """通州 → tz, tzh."""
    readings = (_readings().get(character, ("?",)) for character in stem)
    return _joined([letter for reading in options for letter in _initials(reading)] for options in readings)


def _labels(code: str) -> frozenset[str]:
    """Labels of an address that name this division and hardly any other."""
    stems = [stem_of(name) for name in table().names_of(code)]
    own, above = stems[-1], stems[:-1]
    prefixes = {prefix for stem in above for prefix in spelled(stem) | abbreviated(stem)}
    after_prefix = {prefix + ending for prefix in prefixes for ending in spelled(own) | abbreviated(own)}
    return spelled(own) | {label for label in after_prefix if len(label) >= SHORTEST_INITIALS}


def address_labels(address: str) -> tuple[str, ...]:
    """The words of a host or URL that can name a place: pingtan of www.pingtan.gov.cn."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).partition("/")[0].partition(":")[0]
    return tuple(label for label in host.split(".") if label not in _NO_PLACE)


def label_of(code: str, address: str) -> str | None:
    """The label of the address that spells the name of the division, if one does."""
    names = _labels(code)
    return next((label for label in address_labels(address) if _fits(label, names)), None)


def _fits(label: str, names: frozenset[str]) -> bool:
    return label in names or _LABEL_ENDING.sub("", label) in names
