"""Automatic list numbers: Word prints them, the text does not contain them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.readers.word import names as w
from ingest.readers.word.numerals import numeral
from ingest.readers.word.styles import integer, value_of

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# After these a number needs no space to stand apart from its text.
_OPEN_END = re.compile(r"[\w.)]$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    kind: str
    text: str
    suffix: str
    # The level whose advance restarts this one; None for every higher level, 0 for never.
    restart: int | None
    # All numbers in Arabic digits, whatever their own levels say.
    is_legal: bool


@dataclass(frozen=True, slots=True)
class _List:
    abstract: int
    levels: dict[int, Level]
    # Levels that this list starts anew although it shares its counters.
    starts: dict[int, int]


class Numbering:
    """Counts through a document; ask once for every numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[int, _List] = {}
        self._counters: dict[int, dict[int, int]] = {}
        self._started: set[tuple[int, int]] = set()
        if root is not None:
            self._load(root)

    def __bool__(self) -> bool:
        return bool(self._lists)

    def next_number(self, number_id: int, level: int) -> str:
        """The number that Word prints, with its separator; nothing for bullets and unknown lists."""
        found = self._lists.get(number_id)
        if found is None or level not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        self._advance(found, counters, number_id, level)
        return _printed(found.levels, counters, level)

    def _advance(self, found: _List, counters: dict[int, int], number_id: int, level: int) -> None:
        is_first = (number_id, level) not in self._started
        self._started.add((number_id, level))
        if is_first and level in found.starts:
            counters[level] = found.starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else found.levels[level].start
        for deeper in [one for one in counters if one > level]:
            if _restarts(found.levels.get(deeper), level):
                del counters[deeper]

    def _load(self, root: etree._Element) -> None:
        abstracts = {integer(one.get(w.ABSTRACT_NUM_ID, ""), -1): one for one in root.iter(w.ABSTRACT_NUM)}
        styles = {value_of(one.find(w.STYLE_LINK)): key for key, one in abstracts.items()}
        for element in root.iterchildren(w.NUM):
            key = integer(value_of(element.find(w.ABSTRACT_NUM_ID)), -1)
            if key in abstracts:
                link = value_of(abstracts[key].find(w.NUM_STYLE_LINK))
                key = styles.get(link, key) if link else key
                self._lists[integer(element.get(w.NUM_ID, ""), -1)] = _list(key, abstracts[key], element)


def _list(key: int, abstract: etree._Element, element: etree._Element) -> _List:
    levels = _levels(abstract)
    starts = {}
    for override in element.iterchildren(w.LVL_OVERRIDE):
        level = integer(override.get(w.ILVL, ""), 0)
        start = override.find(w.START_OVERRIDE)
        if start is not None:
            starts[level] = integer(value_of(start), 1)
        levels |= _levels(override)
    return _List(key, levels, starts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {integer(one.get(w.ILVL, ""), 0): _level(one) for one in parent.iterchildren(w.LVL)}
    return {level: spec for level, spec in found.items() if 0 <= level < _LEVELS}


def _level(element: etree._Element) -> Level:
    restart, legal = element.find(w.LVL_RESTART), element.find(w.IS_LGL)
    return Level(
        start=integer(value_of(element.find(w.START)), 0),
        kind=value_of(element.find(w.NUM_FMT)) or "decimal",
        text=value_of(element.find(w.LVL_TEXT)),
        suffix=value_of(element.find(w.SUFF)) or "tab",
        restart=integer(value_of(restart), 0) if restart is not None else None,
        is_legal=legal is not None and value_of(legal) not in ("0", "false", "off"),
    )


def _restarts(deeper: Level | None, level: int) -> bool:
    if deeper is None or deeper.restart is None:
        return True
    return deeper.restart > level


def _printed(levels: dict[int, Level], counters: dict[int, int], level: int) -> str:
    """A pattern such as "%1.%2" filled in; levels that have not counted yet stand at their start."""
    own = levels[level]
    if own.kind == "bullet":
        return ""

    def fill(place: re.Match[str]) -> str:
        other = int(place[1]) - 1
        spec = levels.get(other, own)
        kind = "decimal" if own.is_legal else spec.kind
        return numeral(counters.get(other, spec.start), kind)

    text = _PLACE.sub(fill, own.text)
    apart = own.suffix != "nothing" and (own.suffix == "space" or _OPEN_END.search(text) is not None)
    return text + " " if text and apart else text
