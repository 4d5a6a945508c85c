"""The prose of a report, in pieces: what a reader searched for and what does not add up are marked where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portal.form_tables import Grid
from portal.paragraphs import anchor, paragraphs
from search.snippets import places

# More marks than anybody steps through.
MOST_HITS = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """``hit`` is the number of the hit that it is part of; ``ends`` are the findings whose quote ends here."""

    text: str
    hit: int = 0
    is_first: bool = False
    is_quoted: bool = False
    ends: tuple[int, ...] = ()
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A chapter: its heading, the tables that stand in it, its paragraphs."""

    anchor: str
    heading: tuple[Piece, ...]
    name: str
    paragraphs: tuple[ShownParagraph, ...] = ()
    tables: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """``quoted`` says of the words that findings are about at which paragraph they stand."""

    sections: tuple[ShownSection, ...]
    hits: int
    quoted: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as it is shown to the public."""

    number: int
    heading: str
    text: str


@dataclass
class _Marker:
    """Numbers hits in the order of the page."""

    texts: Sequence[str]
    quotes: Mapping[str, tuple[int, ...]]
    hits: int = 0
    found: dict[str, str] = field(default_factory=dict)

    def heading(self, text: str) -> tuple[Piece, ...]:
        return tuple(_pieces(text, self._hits_in(text), ()))

    def paragraph(self, name: str, text: str) -> ShownParagraph:
        quoted = list(self._quotes_in(text))
        for begin, end, _ in quoted:
            self.found.setdefault(text[begin:end], name)
        return ShownParagraph(name, tuple(_pieces(text, self._hits_in(text), quoted)))

    def _hits_in(self, text: str) -> list[tuple[int, int, int]]:
        spans = []
        for begin, end, _ in places(text, self.texts) if self.texts else ():
            if self.hits < MOST_HITS:
                self.hits += 1
                spans.append((begin, end, self.hits))
        return spans

    def _quotes_in(self, text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        for quote, numbers in self.quotes.items():
            begin = text.find(quote)
            if begin >= 0:
                yield begin, begin + len(quote), numbers


def prose_of(
    chapters: Sequence[Chapter], tables: Sequence[Grid], texts: Sequence[str], quotes: Mapping[str, tuple[int, ...]]
) -> Prose:
    """``quotes`` lead from the words of the report to the findings that are about them."""
    marker = _Marker(texts, quotes)
    shown = tuple(_sections(_with_tables(chapters, tables), marker))
    linked = tuple(_linked(section, marker.hits) for section in shown) if marker.hits else shown
    return Prose(linked, marker.hits, marker.found)


def _with_tables(chapters: Sequence[Chapter], tables: Sequence[Grid]) -> Iterator[tuple[Chapter, tuple[Grid, ...]]]:
    """Each table in its chapter; where the report has no such chapter, between those around it."""
    waiting = sorted(tables, key=lambda table: table.section)
    numbered = {chapter.number for chapter in chapters}
    for chapter in chapters:
        while waiting and waiting[0].section < chapter.number and waiting[0].section not in numbered:
            table = waiting.pop(0)
            yield Chapter(table.section, "", ""), (table,)
        own = tuple(table for table in waiting if table.section == chapter.number)
        waiting = [table for table in waiting if table not in own]
        yield chapter, own
    yield from ((Chapter(table.section, "", ""), (table,)) for table in waiting)


def _sections(chapters: Iterable[tuple[Chapter, tuple[Grid, ...]]], marker: _Marker) -> Iterator[ShownSection]:
    seen: Counter[str] = Counter()
    for chapter, tables in chapters:
        name = f"section-{chapter.number}"
        yield ShownSection(
            _once(name, seen),
            marker.heading(chapter.heading),
            chapter.heading or "、".join(table.caption for table in tables),
            tuple(
                marker.paragraph(_once(anchor(chapter.number, start), seen), text)
                for start, text in paragraphs(chapter.text)
            ),
            tables,
        )


def _once(name: str, seen: Counter[str]) -> str:
    """Some reports have two sections of one number: the second does not take the first one's addresses."""
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-again-{seen[name]}"


def _pieces(
    text: str, hits: Sequence[tuple[int, int, int]], quoted: Sequence[tuple[int, int, tuple[int, ...]]]
) -> Iterator[Piece]:
    """Cut wherever a mark begins or ends: marks may overlap."""
    edges = {0, len(text), *(edge for begin, end, _ in (*hits, *quoted) for edge in (begin, end))}
    for begin, end in pairwise(sorted(edges)):
        hit = next(((start, number) for start, stop, number in hits if start <= begin < stop), None)
        yield Piece(
            text[begin:end],
            hit=hit[1] if hit else 0,
            is_first=hit is not None and hit[0] == begin,
            is_quoted=any(start <= begin < stop for start, stop, _ in quoted),
            ends=tuple(number for _, stop, numbers in quoted if stop == end for number in numbers),
        )


def _linked(section: ShownSection, hits: int) -> ShownSection:
    """Every hit knows the one before and the one after; the last leads back to the first."""
    return ShownSection(
        section.anchor,
        tuple(_stepped(piece, hits) for piece in section.heading),
        section.name,
        tuple(
            ShownParagraph(one.anchor, tuple(_stepped(piece, hits) for piece in one.pieces))
            for one in section.paragraphs
        ),
        section.tables,
    )


def _stepped(piece: Piece, hits: int) -> Piece:
    if not piece.hit:
        return piece
    before, after = piece.hit - 1 or hits, piece.hit % hits + 1
    return Piece(piece.text, piece.hit, piece.is_first, piece.is_quoted, piece.ends, before, after)
