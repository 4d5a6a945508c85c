"""Lines, and places in run-on text, that may be the heading of a section."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice

from archive.forms import FORMS
from archive.traditional import SIMPLIFIED, TRADITIONAL
from ingest.document import Block, Paragraph
from ingest.parse.normalise import tidy
from ingest.parse.tables.labels import key

# ⼀⼆⼋⼗ are the radicals that PDF fonts print for 一二八十.
_CHINESE = "一二三四五六七八九十⼀⼆⼋⼗"
_NUMERALS = {"⼀": "一", "⼆": "二", "⼋": "八", "⼗": "十"}
_DIGITS = "〇一二三四五六七八九"
# Each repetition takes one character or one marker: nothing to backtrack into on a long run of marks.
_MARKS = r"(?:\[bookmark:[^\]\n]{0,80}\]|[\s\ufeff\u200b#*>|])*"
_BETWEEN = r"\s*[、.．,，:：]"
_ORDINAL = re.compile(
    rf"{_MARKS}(?P<printed>"
    rf"第\s*(?P<part>[{_CHINESE}]{{1,3}}|\d)\s*(?:部分|章|篇)[\s、:：.．]*"
    rf"|(?P<chinese>[{_CHINESE}]{{1,3}})(?:{_BETWEEN}|\s+)(?:\s*[{_CHINESE}]{{1,3}}{_BETWEEN})*"
    rf"|[（(]\s*(?P<bracket>[{_CHINESE}]{{1,3}}|\d{{1,2}})\s*[)）][、.．]?"
    rf"|(?P<arabic>\d{{1,2}})\s*[、.．,，](?!\d)"
    r")\s*"
)
_INLINE = re.compile(rf"(?P<printed>(?P<chinese>[{_CHINESE}]{{1,2}})\s*、\s*)")
BOOKMARK = re.compile(r"\[bookmark:[^\]\n]{0,80}\]")
_LEADERS = re.compile(r"[.…·．\s]{2,}\d*$|\s+\d{1,3}$")
_ROW = re.compile(r"[\t|]\s*[-—/\d]")
# What ends a heading that its sentence follows on the same line.
_STOP = re.compile(r"[。：:；;]|(?<![、，,])\s(?=\S{8})|[（(](?=[一二三四五六七八九十\d]{1,2}[)）])")
_CHAPTER_STOP = re.compile(r"\s|[。：:（(]|(?:19|20)\d\d年|[一二三四五六七八九十]、")
# What stands between a heading and its sentence.
_PAST = re.compile(r"[。：:；;\s]*")
_POINTS = frozenset("、.．,，:：)）")
_NO_START = frozenset(f"{_CHINESE}第（(")
# A heading named in a sentence goes on with one of these.
_LISTED = frozenset("、，,；;和及与以等”》")

# No heading is longer; no paragraph shorter than the second hides one inside.
_LONGEST = 48
_RUN_ON = 60
# More than any report has: what a hostile file has beyond them is text.
_MOST_HEADINGS = 400
_MOST_TRIES = 2000
# A fuzzy heading must share so much with the statutory one; less, where its number is right.
_LIKE = 0.5
_LIKE_IN_PLACE = 0.45
_CERTAINLY_LIKE = 0.75


class Style(IntEnum):
    """How a heading is numbered; the value tells how far its style alone makes it a heading."""

    BRACKET = 2
    BARE = 7
    ARABIC = 8
    CHINESE = 9
    PART = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """``section`` is the statutory number, 0 if none.

    It begins at offset ``start`` of ``block`` and ends at offset ``end`` of ``block + more``.
    """

    block: int
    start: int
    end: int
    printed: str
    style: Style
    ordinal: int
    section: int = 0
    likeness: float = 0.0
    inline: bool = False
    # Something is printed between this heading and the next.
    filled: bool = True
    # Blocks that it goes on over, where a line was broken inside it.
    more: int = 0

    @property
    def weight(self) -> float:
        words = 6 * self.likeness + 3 * (self.likeness == 1.0)
        return self.style + words + 2 * (self.ordinal == self.section) + self.filled - 3 * self.inline


def _statutory() -> dict[str, int]:
    sections = (section for form in FORMS.values() for section in form.sections)
    return {key(words): section.number for section in sections for words in (section.heading, *section.variants)}


def _row_stems() -> tuple[str, ...]:
    """Beginnings of the forms' rows and groups that are numbered as sections are."""
    stems: set[str] = set()
    for form in FORMS.values():
        for row in (spec.row for spec in form.specs()):
            numbered = [group for group in row.groups if _ORDINAL.match(group)]
            stems.update(key(group[_ordinal_end(group) :]) for group in numbered)
            if row.ordinal and not row.groups:
                stems.add(key(row.core or row.label))
    return tuple(stems)


def _ordinal_end(text: str) -> int:
    match = _ORDINAL.match(text)
    return match.end() if match else 0


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))


_STATUTORY = _statutory()
_BY_LENGTH = sorted(_STATUTORY, key=len, reverse=True)
_STATUTORY_PAIRS = [(_pairs(words), number) for words, number in _STATUTORY.items()]
_ROW_STEMS = _row_stems()
_FIRST = {words[0] for words in _STATUTORY}
_FIRST |= {old for old, new in zip(TRADITIONAL, SIMPLIFIED, strict=True) if new in _FIRST}
_OPENING = _FIRST.union(f"{_CHINESE}0123456789０１２３４５６７８９第（([#*>|\ufeff\u200b")


def find_headings(blocks: Sequence[Block], skip: Container[int]) -> list[Heading]:
    """Everything that may be a section's heading, in reading order."""
    found: list[Heading] = []
    tries = _MOST_TRIES
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or index in skip or len(block.text) <= 3:
            continue
        if block.text.lstrip()[:1] in _OPENING:
            found.extend(_at_line_start(index, block.text))
        if len(block.text) > _RUN_ON:
            marks = tuple(islice(_INLINE.finditer(block.text, 1), tries))
            tries -= len(marks)
            found.extend(filter(None, (_inside(index, block.text, mark) for mark in marks)))
        if len(found) > _MOST_HEADINGS:
            break
    whole = [_continued(blocks, heading) for heading in found]
    return [_with_filling(blocks, heading, after) for heading, after in zip(whole, [*whole, None][1:], strict=True)]


def _continued(blocks: Sequence[Block], heading: Heading) -> Heading:
    """A heading broken into two lines is whole again with the line below it."""
    below = blocks[heading.block + 1] if heading.block + 1 < len(blocks) else None
    if heading.likeness == 1.0 or heading.inline or not isinstance(below, Paragraph) or len(below.text) > _LONGEST:
        return heading
    words = below.text.strip()
    section = _STATUTORY.get(key(_ORDINAL.sub("", heading.printed, count=1) + words)) if words else None
    if not section:
        return heading
    printed = _printed(heading.printed + words)
    return replace(heading, end=len(below.text), printed=printed, section=section, likeness=1.0, more=1)


def _at_line_start(index: int, text: str) -> Iterator[Heading]:
    ordinal = _ORDINAL.match(text)
    heading = _numbered(index, text, ordinal) if ordinal else _bare(index, text)
    if heading:
        yield heading


def _with_filling(blocks: Sequence[Block], heading: Heading, after: Heading | None) -> Heading:
    stop = after.block if after else len(blocks)
    if after and stop == heading.block:
        return replace(heading, filled=after.start - heading.end > 2)
    first, *between = blocks[heading.block + heading.more : stop]
    rest = first.text[heading.end :].strip() if isinstance(first, Paragraph) else ""
    filled = bool(rest) or any(not isinstance(block, Paragraph) or block.text.strip() for block in between)
    return heading if filled else replace(heading, filled=False)


def _numbered(index: int, text: str, match: re.Match[str]) -> Heading | None:
    rest = text[match.end() : match.end() + 2 * _LONGEST]
    style, numeral = _style_of(match)
    if not rest or (style < Style.CHINESE and rest[0] not in _FIRST):
        return None
    words = key(rest)
    if not words or _ROW.search(rest) or words.startswith(_ROW_STEMS):
        return None
    ordinal = _number(numeral)
    likeness, section = _recognised(style, ordinal, words, rest)
    if style < Style.CHINESE and not _plainly_statutory(style, likeness, right_number=ordinal == section):
        return None
    length = _heading_length(rest, likeness)
    if not length or (match["printed"][-1:].isspace() and not section):
        return None
    end = match.end() + length
    past = _PAST.match(text, end)
    printed = _with_ordinal(match, text[match.end() : end])
    start = match.start("printed")
    return Heading(index, start, past.end() if past else end, printed, style, ordinal, section, likeness)


def _plainly_statutory(style: Style, likeness: float, *, right_number: bool) -> bool:
    """Numbered as sub-headings are, it must have the very words, and between brackets the number, too."""
    return likeness == 1.0 and (style != Style.BRACKET or right_number)


def _with_ordinal(match: re.Match[str], words: str) -> str:
    ordinal = "".join(tidy(match["printed"]).split())
    apart = " " if ordinal[-1] not in _POINTS and match.string[match.end() - 1].isspace() else ""
    return f"{ordinal}{apart}{_printed(words)}"


def _style_of(match: re.Match[str]) -> tuple[Style, str]:
    if match["chinese"]:
        return Style.CHINESE, match["chinese"]
    if match["part"]:
        return Style.PART, match["part"]
    return (Style.BRACKET, match["bracket"]) if match["bracket"] else (Style.ARABIC, match["arabic"])


def _number(numeral: str) -> int:
    if numeral.isdigit() and numeral not in _NUMERALS:
        return int(numeral)
    plain = "".join(_NUMERALS.get(character, character) for character in numeral)
    tens, ten, ones = plain.partition("十")
    if not ten:
        return _DIGITS.index(plain[0])
    return _DIGITS.index(tens[0] if tens else "一") * 10 + (_DIGITS.index(ones[0]) if ones in _DIGITS and ones else 0)


def _recognised(style: Style, ordinal: int, words: str, rest: str) -> tuple[float, int]:
    """The statutory section that a heading stands for, if any, after how like it is."""
    exact = next((name for name in _BY_LENGTH if words.startswith(name)), "")
    if exact and (len(exact) == len(words) or len(rest.strip()) > _LONGEST or _STOP.search(rest)):
        return 1.0, _STATUTORY[exact]
    if exact:
        return 0.9, _STATUTORY[exact]
    if style < Style.CHINESE or len(words) > _LONGEST:
        return 0.0, 0
    return _likest(words, ordinal)


def _shared(some: frozenset[str], others: frozenset[str]) -> float:
    return 2 * len(some & others) / (len(some) + len(others) or 1)


def _likest(words: str, ordinal: int) -> tuple[float, int]:
    pairs = _pairs(words)
    best: dict[int, float] = {}
    for other, number in _STATUTORY_PAIRS:
        best[number] = max(best.get(number, 0.0), _shared(pairs, other))
    number = max(best, key=lambda section: best[section])
    if best[number] < _CERTAINLY_LIKE and best.get(ordinal, 0.0) >= _LIKE_IN_PLACE:
        number = ordinal
    enough = _LIKE_IN_PLACE if number == ordinal else _LIKE
    return (best[number], number) if best[number] >= enough else (0.0, 0)


def _heading_length(rest: str, likeness: float) -> int:
    """How much of the text after the ordinal is the heading; 0 where it is a sentence and no heading."""
    line = rest.rstrip()
    stop = _STOP.search(line)
    if likeness == 1.0 and (len(line) > _LONGEST or stop):
        return _consumed(line, next(len(name) for name in _BY_LENGTH if key(line).startswith(name)))
    end = stop.start() if stop else len(line)
    return end if end <= _LONGEST else 0


def _consumed(text: str, letters: int) -> int:
    """Where in a text its first so many letters, as ``key`` counts them, end."""
    for end, character in enumerate(text, 1):
        letters -= len(key(character))
        if letters <= 0:
            return end
    return len(text)


def _bare(index: int, text: str) -> Heading | None:
    """A statutory heading without its number, alone on its line."""
    words = text.strip(" \t\u3000\xa0#*>")
    if words.startswith("[bookmark:"):
        words = BOOKMARK.sub("", words).strip()
    if not words or words[0] not in _FIRST or len(words) > _LONGEST:
        return None
    section = _STATUTORY.get(key(_LEADERS.sub("", words)))
    if not section:
        return None
    return Heading(index, 0, len(text), _printed(words), Style.BARE, 0, section, 1.0)


def _inside(index: int, text: str, match: re.Match[str]) -> Heading | None:
    """A heading inside a paragraph that runs on: the very words of a section, or words set off by a space."""
    if text[match.start() - 1] in _NO_START:
        return None
    rest = text[match.end() : match.end() + 2 * _LONGEST]
    words = key(rest)
    if words.startswith(_ROW_STEMS):
        return None
    ordinal = _number(match["chinese"])
    letters, section = _opening_statutory(words, ordinal)
    length = _consumed(rest, letters) if section else _chapter_length(text, match.start(), rest)
    if not length or rest[length : length + 1] in _LISTED:
        return None
    end = match.end() + length
    printed = _printed(text[match.start() : end])
    likeness = 1.0 if section else 0.0
    return Heading(index, match.start(), end, printed, Style.CHINESE, ordinal, section, likeness, inline=True)


def _opening_statutory(words: str, ordinal: int) -> tuple[int, int]:
    """How many letters of a run-on text are a statutory heading, and which; a misprint needs the right number."""
    for name in _BY_LENGTH:
        if words.startswith(name):
            return len(name), _STATUTORY[name]
    for name, section in _STATUTORY.items():
        letters = _misprinted(words, name) if section == ordinal else 0
        if letters:
            return letters, section
    return 0, 0


def _misprinted(words: str, name: str) -> int:
    """How many of the letters are clearly meant to be this heading."""
    for letters in (len(name), len(name) + 1, len(name) - 1):
        alike = words[letters - 1 : letters] == name[-1]
        if alike and _shared(_pairs(words[:letters]), _pairs(name)) >= _CERTAINLY_LIKE:
            return letters
    return 0


def _chapter_length(text: str, start: int, rest: str) -> int:
    set_off = start == 0 or text[start - 1].isspace() or text[start - 1] in "。；;"
    stop = _CHAPTER_STOP.search(rest)
    return stop.start() if set_off and stop and stop.start() <= _LONGEST // 2 else 0


def _printed(words: str) -> str:
    """The heading as printed, on one line."""
    whole = "".join(tidy(BOOKMARK.sub("", _LEADERS.sub("", words.strip()))).split())
    return whole.rstrip("。：:；;*#") or whole
