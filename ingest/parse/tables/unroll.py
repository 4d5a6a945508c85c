"""Text pages that lost every break: a report in one line is laid out one piece a line again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from archive.forms import FORMS
from archive.forms.schema import Form
from ingest.document import Block, Document, Paragraph
from ingest.parse.normalise import fold_in_place
from ingest.parse.tables.unroll_statistics import Span, find_statistics, statistics_pieces

# A paragraph with as many of the form's words as this is a table that lost its breaks.
_ENOUGH = 5
_SHORTEST = 40
_NUMERALS = "一二三四五六七八九"


def unroll(document: Document) -> Document:
    """The same document with run-on tables parted at the form's own words; other blocks untouched."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and is_run_on(block.text):
            blocks.extend(_parted(block))
        else:
            blocks.append(block)
    return document if len(blocks) == len(document.blocks) else replace(document, blocks=tuple(blocks))


def is_run_on(text: str) -> bool:
    """Whether one paragraph holds a table with nothing between its pieces."""
    if len(text) < _SHORTEST or "\t" in text:
        return False
    folded = fold_in_place(text)
    if find_statistics(folded, 0, len(folded)) is not None:
        return True
    return _starts().search(folded) is not None and len(set(_pieces().findall(folded))) >= _ENOUGH


def _parted(block: Paragraph) -> Iterator[Paragraph]:
    """Chapters first; within a chapter everything from the first word of its table on, piece by piece."""
    text = fold_in_place(block.text)
    for start, end in _between(_headings(), text, 0, len(text)):
        for piece in _chapter(text, start, end):
            yield from _paragraph(block, *piece)


def _chapter(text: str, start: int, end: int) -> Iterator[Span]:
    statistics = find_statistics(text, start, end)
    if statistics is not None:
        yield start, statistics
        yield from statistics_pieces(text, statistics, end)
        return
    table = _starts().search(text, start, end)
    yield start, (table.start() if table else end)
    yield from _between(_pieces(), text, table.start() if table else end, end)


def _between(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """The matches of a pattern, and what stands between them."""
    position = start
    for match in pattern.finditer(text, start, end):
        yield position, match.start()
        yield match.span()
        position = match.end()
    yield position, end


def _paragraph(block: Paragraph, start: int, end: int) -> Iterator[Paragraph]:
    text = block.text[start:end]
    if text.strip():
        begin = (block.locator.start or 0) + start
        yield Paragraph(text.strip(), block.locator.at(begin, begin + len(text)))


@cache
def _headings() -> re.Pattern[str]:
    """The numbered headings of the chapters."""
    sections = {section for form in FORMS.values() for section in form.sections}
    return _any_of(
        f"{_NUMERALS[section.number - 1]}、{heading}"
        for section in sections
        for heading in (section.heading, *section.variants)
    )


@cache
def _starts() -> re.Pattern[str]:
    """Words that no prose has: where a table begins."""
    return _any_of(word for form in FORMS.values() for word in _openers(form))


def _openers(form: Form) -> Iterator[str]:
    for table in form.tables:
        first = table.blocks[0]
        if table.across:
            yield f"{first.rows[0].label}{table.spanning[0]}{first.columns[0].label}"
        if table.spanning and not table.across:
            yield from (f"{table.spanning[0]}{column.label}" for column in (first.columns[0], first.columns[-1]))
        yield from (block.heading for block in table.blocks if block.heading)
        yield from (word for word in (table.corner,) if len(word) > len(first.heading))


@cache
def _pieces() -> re.Pattern[str]:
    return _any_of(word for form in FORMS.values() for word in _printed_words(form))


def _printed_words(form: Form) -> Iterator[str]:
    for spec in form.specs():
        names = (spec.row.label, *spec.row.variants)
        yield from (f"{ordinal}{name}" for name in names for ordinal in _ordinals(spec.row.ordinal))
        yield from (*spec.row.groups, spec.column.label, *spec.column.variants)
        yield from (spec.block.heading, spec.table.corner, *spec.table.spanning)


def _ordinals(printed: str) -> tuple[str, ...]:
    """Offices number rows in several ways, or not at all."""
    number = printed.rstrip(".")
    return (printed, f"{number}、", f"（{number}）", "") if number.isdigit() else (printed,)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first, white space anywhere between their characters."""
    distinct = sorted({fold_in_place(word) for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile("|".join(r"\s*".join(map(re.escape, word)) for word in distinct))
