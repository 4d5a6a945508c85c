"""What a hit is shown with: the place in the original text where the query's words stand, and how it reads there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive import words
from archive.models import Section

LENGTH = 120
_BEFORE = 24
_BLANK = re.compile(r"\s+")

# Start, end, and the text that stands there.
Spans = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where in the section's text it begins, where the line does in which its first hit stands; ``more`` follows."""

    section: int
    heading: str
    start: int
    line: int
    pieces: tuple[Piece, ...]
    more: bool = False


def snippet(
    sections: Sequence[Section], texts: Sequence[str], within: int | None = None, synonyms: Collection[str] = ()
) -> Snippet | None:
    """Of the section that has most of the texts; the beginning of the report where none has any.

    ``synonyms`` are those of the texts that the reader did not type: shown where nothing better stands.
    """
    chosen = [section for section in sections if within is None or section.number == within] or list(sections)
    if not chosen:
        return None
    found = _all_places([section.text for section in chosen], texts, synonyms)
    spans, section = max(
        zip(found, chosen, strict=True), key=lambda pair: _worth({text for _, _, text in pair[0]}, synonyms)
    )
    text = section.text
    # Near the end of a text more stands before the hit than after it.
    start = max(0, min(_densest(spans, synonyms) - _BEFORE, len(text) - LENGTH)) if spans else 0
    pieces = tuple(_pieces(text, spans, start))
    more = start + LENGTH < len(text)
    return Snippet(section.number, section.heading, start, _line(text, spans, start), pieces, more)


def _worth(texts: set[str], synonyms: Collection[str]) -> float:
    """Any word of the reader's own is worth more than all that mean the same."""
    others = sum(text in synonyms for text in texts)
    return len(texts) - others + others / (len(texts) + 1)


def _all_places(sections: Sequence[str], texts: Iterable[str], synonyms: Collection[str]) -> list[Spans]:
    """Of each section.  Normalising is slow: only where what is looked for is nowhere printed as it was typed."""
    wanted = _longest_first(texts)
    found = [_as_printed(text, wanted) for text in sections]
    there = {text for spans in found for _, _, text in spans}
    if there.issuperset(each for each in wanted if each not in synonyms) or there.intersection(synonyms):
        return found
    return [_in_normalised(text, wanted) for text in sections]


def places(text: str, texts: Iterable[str]) -> Spans:
    """Where the normalised texts stand in an original, in order, none overlapping."""
    wanted = _longest_first(texts)
    found = _as_printed(text, wanted)
    there = {each for _, _, each in found}
    return found if there.issuperset(wanted) else _in_normalised(text, wanted)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(set(texts), key=len, reverse=True)


def _as_printed(text: str, wanted: Sequence[str]) -> Spans:
    return [(match.start(), match.end(), match[0]) for match in _either(wanted).finditer(text)] if wanted else []


def _in_normalised(text: str, wanted: Sequence[str]) -> Spans:
    normalised = words.normalise(text)
    matches = _either(wanted).finditer(normalised.text)
    return [(*normalised.span(match.start(), match.end()), match[0]) for match in matches]


def _either(texts: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _densest(spans: Sequence[tuple[int, int, str]], synonyms: Collection[str]) -> int:
    """Where a snippet's length of text is worth most."""

    def worth(start: int) -> float:
        return _worth(
            {text for begin, end, text in spans if start <= begin and end <= start + LENGTH - _BEFORE}, synonyms
        )

    return max((begin for begin, _, _ in spans[:200]), key=worth)


def _line(text: str, spans: Iterable[tuple[int, int, str]], start: int) -> int:
    """That of the first hit from ``start`` on; the first that is not blank where there is none."""
    blank = len(text) - len(text.lstrip())
    place = next((begin for begin, _, _ in spans if begin >= start), blank)
    return text.rfind("\n", 0, place) + 1


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
