"""Paragraph styles: which are headings, and which number their paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.readers.word import names as w

_INTEGER = re.compile(r"-?\d{1,9}$")
_HEADING = re.compile(r"heading (\d)$", re.I)
_CONTENTS = re.compile(r"toc \d$", re.I)
_TITLE = frozenset(("title", "标题"))
# Styles based on styles based on …: Word itself allows eleven.
_MAX_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Style:
    level: int | None = None
    number_id: int | None = None
    number_level: int = 0
    # A line of the table of contents.
    is_contents: bool = False


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        # Character styles whose text stands above the line, such as those of footnote marks.
        self.raising: set[str] = set()
        for element in root.iter(w.STYLE) if root is not None else ():
            if element.get(w.TYPE, "paragraph") == "paragraph":
                self._add(element)
            elif any(value_of(mark) == "superscript" for mark in element.iter(w.RAISED)):
                self.raising.add(str(element.get(w.STYLE_ID, "")))

    def style(self, identity: str) -> Style:
        found = self._known.get(identity)
        if found is None:
            found = self._known[identity] = self._resolve(identity)
        return found

    def _add(self, element: etree._Element) -> None:
        identity = element.get(w.STYLE_ID, "")
        self._elements[identity] = element
        if element.get(w.DEFAULT) in ("1", "true", "on"):
            self.default = identity

    def _resolve(self, identity: str) -> Style:
        """What the style does not say itself comes from the style it is based on."""
        level: int | None = None
        number_id: int | None = None
        number_level: int | None = None
        is_contents = False
        for element in self._chain(identity):
            properties = element.find(w.P_PR)
            name = value_of(element.find(w.NAME)).lower()
            is_contents = is_contents or _CONTENTS.match(name) is not None
            level = _level(name, properties) if level is None else level
            found_id, found_level = numbering_of(properties)
            number_id = found_id if number_id is None else number_id
            number_level = found_level if number_level is None else number_level
        return Style(level, number_id, number_level or 0, is_contents)

    def _chain(self, identity: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while identity in self._elements and len(chain) < _MAX_CHAIN:
            element = self._elements[identity]
            chain.append(element)
            identity = value_of(element.find(w.BASED_ON))
        return chain


def _level(name: str, properties: etree._Element | None) -> int | None:
    if name in _TITLE:
        return 1
    heading = _HEADING.match(name)
    return int(heading[1]) if heading else outline_level(properties)


def outline_level(properties: etree._Element | None) -> int | None:
    """1 to 9; Word counts from 0 and writes 9 for body text."""
    element = properties.find(w.OUTLINE) if properties is not None else None
    level = integer(value_of(element), 9)
    return level + 1 if 0 <= level < 9 else None


def numbering_of(properties: etree._Element | None) -> tuple[int | None, int | None]:
    """The list and the level in it that these properties name."""
    element = properties.find(w.NUM_PR) if properties is not None else None
    if element is None:
        return None, None
    number_id, level = element.find(w.NUM_ID), element.find(w.ILVL)
    return (
        integer(value_of(number_id), 0) if number_id is not None else None,
        integer(value_of(level), 0) if level is not None else None,
    )


def value_of(element: etree._Element | None) -> str:
    return str(element.get(w.VAL, "")) if element is not None else ""


def integer(text: str, default: int) -> int:
    return int(text) if _INTEGER.match(text) else default
