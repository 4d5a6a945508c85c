"""A section's prose as one text without white space, every character of which leads back to its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from archive.findings import Quote
from ingest.document import Paragraph
from ingest.parse.normalise import fold_in_place


class Prose(Protocol):
    """What is needed of a section."""

    @property
    def number(self) -> int: ...

    @property
    def heading(self) -> str: ...

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]: ...


# A line that goes on in the next one: long, and not at the end of a sentence.
_WRAPPED = 15
_ENDS = tuple("。;:!?；：！？")
_SPACE = re.compile(r"\s")
_GAP = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
_SENTENCE_END = re.compile(r"[。!?\n]")
_PAGE_NUMBER = re.compile(r"[-—–\s\d]*\Z")
_ORDINAL = re.compile(r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]+[章节、])")


@dataclass(frozen=True)
class Passage:
    """``text`` is folded and squeezed; "\\n" stands where one paragraph ends and another begins."""

    number: int
    heading: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    # Where each paragraph begins in the text.
    starts: tuple[int, ...]
    _places: dict[int, Sequence[int]] = field(default_factory=dict)

    @cached_property
    def breaks(self) -> list[int]:
        """Where sentences end."""
        return [found.start() for found in _SENTENCE_END.finditer(self.text)]

    def quote(self, start: int, end: int) -> Quote:
        """The words from ``start`` to ``end`` as printed, and where they stand."""
        first, last, begin, stop = self._span(start, end)
        head, tail = self.paragraphs[first].locator, self.paragraphs[last].locator
        behind = (tail.start or 0) + stop if first == last or tail.start is not None else None
        place = head.at((head.start or 0) + begin, behind)
        return Quote(self._printed(first, last, begin, stop), self.heading, place)

    def printed(self, start: int, end: int) -> str:
        return self._printed(*self._span(start, end))

    def _printed(self, first: int, last: int, begin: int, stop: int) -> str:
        if first == last:
            return _plain(self.paragraphs[first].text[begin:stop])
        pieces = [self.paragraphs[index].text for index in range(first, last + 1)]
        pieces[-1] = pieces[-1][:stop]
        pieces[0] = pieces[0][begin:]
        return _plain("".join(pieces))

    def _span(self, start: int, end: int) -> tuple[int, int, int, int]:
        """First and last paragraph, and where in them the words begin and end."""
        final = max(start, end - 1)
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, final) - 1
        begin = self._place(first, start - self.starts[first])
        return first, last, begin, self._place(last, final - self.starts[last]) + 1

    def _place(self, index: int, offset: int) -> int:
        """Where the n-th character that is no white space stands in the n-th paragraph as printed."""
        if index not in self._places:
            folded = fold_in_place(self.paragraphs[index].text)
            squeezed = len("".join(folded.split()))
            self._places[index] = (
                range(squeezed)
                if squeezed == len(folded)
                else [at for at, character in enumerate(folded) if not character.isspace()]
            )
        places = self._places[index]
        return places[min(max(offset, 0), len(places) - 1)]


def _plain(text: str) -> str:
    """Without white space but between words and numbers of the Latin script."""
    return _GAP.sub("", text).strip() if _SPACE.search(text) else text


def passage(section: Prose) -> Passage:
    paragraphs = tuple(paragraph for paragraph in section.paragraphs if not _PAGE_NUMBER.match(paragraph.text))
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for index, paragraph in enumerate(paragraphs):
        piece = "".join(fold_in_place(paragraph.text).split())
        if index and not _goes_on(paragraphs[index - 1], paragraph):
            pieces.append("\n")
            length += 1
        starts.append(length)
        pieces.append(piece)
        length += len(piece)
    return Passage(section.number, section.heading, "".join(pieces), paragraphs, tuple(starts))


def passages(sections: Sequence[Prose]) -> list[Passage]:
    return [passage(section) for section in sections if section.paragraphs]


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a line is continued by the next: only formats made of lines break sentences."""
    if before.locator.block is not None or before.level is not None or after.level is not None:
        return False
    text = before.text.rstrip()
    return len(text) >= _WRAPPED and not text.endswith(_ENDS) and not _ORDINAL.match(after.text)
