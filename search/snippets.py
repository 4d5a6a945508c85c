"""What a hit is shown with: the place in the original text where the query's words stand, and how it reads there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive import words
from archive.models import Section

LENGTH = 120
_BEFORE = 24
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """``start`` is where in the section's text it begins."""

    section: int
    heading: str
    start: int
    pieces: tuple[Piece, ...]


def snippet(sections: Sequence[Section], texts: Sequence[str], within: int | None = None) -> Snippet | None:
    """Of the section that has most of the texts; the beginning of the report where none has any."""
    chosen = [section for section in sections if within is None or section.number == within] or list(sections)
    if not chosen:
        return None
    found = [(section, places(section.text, texts)) for section in chosen]
    section, spans = max(found, key=lambda pair: len({text for _, _, text in pair[1]}))
    start = max(0, _densest(spans) - _BEFORE) if spans else 0
    return Snippet(section.number, section.heading, start, tuple(_pieces(section.text, spans, start)))


def places(text: str, texts: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where the normalised texts stand in an original, in order, none overlapping."""
    wanted = sorted(set(texts), key=len, reverse=True)
    found = [(match.start(), match.end(), match[0]) for match in _either(wanted).finditer(text)] if wanted else []
    missing = [each for each in wanted if all(each != have for _, _, have in found)]
    return _in_normalised(text, wanted) if missing else found


def _in_normalised(text: str, wanted: Sequence[str]) -> list[tuple[int, int, str]]:
    normalised = words.normalise(text)
    matches = _either(wanted).finditer(normalised.text)
    return [(*normalised.span(match.start(), match.end()), match[0]) for match in matches]


def _either(texts: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _densest(spans: Sequence[tuple[int, int, str]]) -> int:
    """Where a snippet's length of text has most different words in it."""

    def different(start: int) -> int:
        return len({text for begin, end, text in spans if start <= begin and end <= start + LENGTH - _BEFORE})

    return max((begin for begin, _, _ in spans[:200]), key=different)


def _pieces(text: str, spans: Iterable[tuple[int, int, str]], start: int) -> Iterator[Piece]:
    stop, at = start + LENGTH, start
    for begin, end, _ in spans:
        if begin < at or end > stop:
            continue
        if begin > at:
            yield Piece(_BLANK.sub(" ", text[at:begin]))
        yield Piece(_BLANK.sub(" ", text[begin:end]), marked=True)
        at = end
    if at < stop and text[at:stop]:
        yield Piece(_BLANK.sub(" ", text[at:stop]))


def marked(text: str, texts: Sequence[str]) -> tuple[Piece, ...]:
    """A whole line with its hits marked: a title, a name."""
    spans = places(text, texts)
    return tuple(_pieces(text[:LENGTH], spans, 0))
