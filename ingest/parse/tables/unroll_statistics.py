"""Statistics tables in which names, units and numbers stand without anything between."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.forms.earlier import NAME_HEADS, UNIT_HEADS, UNITS, VALUE_HEADS

Span = tuple[int, int]


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_HEAD = re.compile(rf"({_either(NAME_HEADS)})\s*({_either(UNIT_HEADS)})")
_VALUE_HEAD = re.compile(rf"\s*(\d{{4}}\s*年(?:度|末|底)?|{_either(VALUE_HEADS)})")
_NUMBER = r"\d+(?:\.\d+)?"
_ENTRY = re.compile(
    rf"\s*(?P<name>\S.{{0,60}}?)\s*(?P<unit>{_either(UNITS)})\s*(?P<numbers>{_NUMBER}(?:\s+{_NUMBER})*)"
)
_ORDINAL = re.compile(r"(\d{1,2})\s*[、.,]")
_ORDINAL_FOLLOWS = re.compile(r"\s*[、.,](?!\d)")


def find_statistics(text: str, start: int, end: int) -> int | None:
    """Where the head of a run-on statistics table begins."""
    head = _HEAD.search(text, start, end)
    return head.start() if head is not None and _ENTRY.match(text, _heads_end(text, head.end())) else None


def _heads_end(text: str, position: int) -> int:
    while head := _VALUE_HEAD.match(text, position):
        position = head.end()
    return position


def statistics_pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The spans of heads, names, units and numbers; what cannot be parted stays together."""
    position = start
    if head := _HEAD.match(text, start):
        yield from (head.span(1), head.span(2))
        position = head.end()
    while value_head := _VALUE_HEAD.match(text, position):
        yield value_head.span(1)
        position = value_head.end()
    ordinal = 0
    while entry := _ENTRY.match(text, position, end):
        ordinal = _ordinal(entry["name"])
        numbers_end = _before_ordinal(text, entry, ordinal + 1)
        yield from (entry.span("name"), entry.span("unit"), (entry.start("numbers"), numbers_end))
        position = numbers_end
    yield position, end


def _ordinal(name: str) -> int:
    """The number of an item in its list; a name without one begins a new list."""
    found = _ORDINAL.findall(name)
    return int(found[-1]) if found else 0


def _before_ordinal(text: str, entry: re.Match[str], due: int) -> int:
    """The end of the numbers, less the ordinal of the next name where it is glued to them."""
    end = entry.end("numbers")
    if _ORDINAL_FOLLOWS.match(text, end) and entry["numbers"].endswith(str(due)):
        return end - len(str(due))
    return end
