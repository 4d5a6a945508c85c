"""The sections of a report: their headings, their prose and the blocks that belong to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Block, Document, Paragraph
from ingest.parse.headings import BOOKMARK, Heading, Style, find_headings

# The section by which the statutory forms differ from the free chapters before them.
_TELLING = 3
_SURE = 0.7
_SURE_SECTIONS = 4
# An annex that numbers its own lines from one is no annex if it has fewer of them.
_ANNEX = 5


@dataclass(frozen=True, slots=True)
class SectionText:
    """``start`` and ``stop`` bound the blocks that belong to the section, that of its heading included.

    ``number`` is the statutory one where the form knows the section, else as printed; 0 is what stands
    before the first heading.  ``text`` and ``paragraphs`` are its prose, without heading and tables.
    """

    number: int
    heading: str
    text: str
    start: int
    stop: int
    paragraphs: tuple[Paragraph, ...]


def split_sections(
    document: Document, table_lines: Collection[int] = frozenset(), body_start: int = 0
) -> tuple[SectionText, ...]:
    """Sections in reading order.

    ``table_lines`` are the paragraphs that are lines of a table; ``body_start`` is the first block after the title.
    """
    headings = choose_headings(find_headings(document.blocks, table_lines))
    opening = Heading(min(body_start, len(document.blocks)), 0, 0, "", Style.BARE, 0)
    after = [*headings, Heading(len(document.blocks), 0, 0, "", Style.BARE, 0)]
    preamble = _section(document.blocks, table_lines, 0, opening, after[0])
    sections = (
        _section(document.blocks, table_lines, number, heading, following)
        for (number, heading), following in zip(_numbers(headings), after[1:], strict=True)
    )
    return (*((preamble,) if preamble.text else ()), *sections)


def choose_headings(found: Sequence[Heading]) -> list[Heading]:
    """Those of the possible headings that are the report's sections."""
    chain = _best_chain(found, lambda heading: heading.section)
    if _is_statutory(chain):
        return _with_extras(chain, found)
    chapters = _chapters([heading for heading in found if not heading.inline]) or _chapters(found)
    return chapters or chain


def _numbers(headings: Sequence[Heading]) -> Iterator[tuple[int, Heading]]:
    statutory = _is_statutory(headings)
    for heading in headings:
        by_form = heading.section and (statutory or not heading.ordinal)
        yield (heading.section if by_form else heading.ordinal), heading


def _is_statutory(headings: Sequence[Heading]) -> bool:
    sure = {heading.section for heading in headings if heading.section and heading.likeness >= _SURE}
    return _TELLING in sure or (1 in sure and len(sure) >= _SURE_SECTIONS)


def _chapters(found: Sequence[Heading]) -> list[Heading]:
    """Free chapters, by their running numbers."""
    numbered = [heading for heading in found if heading.style >= Style.CHINESE]
    chapters = _without_annex(_best_chain(numbered, lambda heading: heading.ordinal), numbered)
    return chapters if len(chapters) > 1 else []


def _without_annex(chapters: list[Heading], numbered: Sequence[Heading]) -> list[Heading]:
    """Chapters up to a list that begins again at one and reaches the next chapter's number by itself."""
    for place in range(1, len(chapters)):
        before, after = chapters[place - 1], chapters[place]
        between = {other.ordinal for other in numbered if _spot(before) < _spot(other) < _spot(after)}
        if after.ordinal > _ANNEX and between.issuperset(range(1, after.ordinal)):
            return chapters[:place]
    return chapters


def _spot(heading: Heading) -> tuple[int, int]:
    return heading.block, heading.start


def _best_chain(found: Sequence[Heading], rank: Callable[[Heading], int]) -> list[Heading]:
    """The weightiest choice of headings whose ranks rise; of equals, the later ones."""
    best: dict[int, tuple[float, list[Heading]]] = {0: (0.0, [])}
    for heading in found:
        number = rank(heading)
        if number < 1:
            continue
        weight, chain = max((best[below] for below in best if below < number), key=lambda choice: choice[0])
        if number not in best or weight + heading.weight >= best[number][0]:
            best[number] = (weight + heading.weight, [*chain, heading])
    return max(best.values(), key=lambda choice: choice[0])[1]


def _with_extras(chain: Sequence[Heading], found: Sequence[Heading]) -> list[Heading]:
    """Sections that an agency added: numbered on between their neighbours."""
    chosen = list(chain)
    for heading in found:
        if heading.style < Style.CHINESE or heading.inline or heading in chain:
            continue
        place = sum(1 for other in chosen if _spot(other) < _spot(heading))
        before = chosen[place - 1].ordinal if place else 0
        after = next((other.ordinal for other in chosen[place:] if other.ordinal), before + 2)
        if place and before and before + 1 == heading.ordinal < after:
            chosen.insert(place, heading)
    return chosen


def _section(
    blocks: Sequence[Block], table_lines: Collection[int], number: int, heading: Heading, following: Heading
) -> SectionText:
    stop = max(following.block + (following.start > 0 and following.inline), heading.block)
    paragraphs = tuple(_prose(blocks, table_lines, heading, following))
    text = "\n".join(paragraph.text.strip() for paragraph in paragraphs)
    if "[bookmark:" in text:
        text = BOOKMARK.sub("", text)
    return SectionText(number, heading.printed, text, heading.block, stop, paragraphs)


def _prose(
    blocks: Sequence[Block], table_lines: Collection[int], heading: Heading, following: Heading
) -> Iterator[Paragraph]:
    first = heading.block + heading.more
    last = following.block + following.inline
    for index in range(first, min(last, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or index in table_lines:
            continue
        start = heading.end if index == first else 0
        stop = following.start if index == following.block else None
        if (start or stop is not None) and block.text[start:stop].strip():
            yield _cut(block, start, stop)
        elif not start and stop is None and block.text.strip():
            yield block


def _cut(paragraph: Paragraph, start: int, stop: int | None) -> Paragraph:
    text = paragraph.text[start:stop]
    base = (paragraph.locator.start or 0) + start
    return Paragraph(text, paragraph.locator.at(base, base + len(text)), paragraph.level)
