"""Numbers that prose mentions, with their units, and the clauses that they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from archive.cells import Number
from archive.checks.claims import Bound
from ingest.parse.numerals import AFTER, BEFORE, CHINESE_NUMERAL, ROUND, SCALE, bound, read_numeral

_ITEM = (
    "件(?!次|套)|宗|份(?!额)|起(?!至|到|草|诉|止)|条(?!例)|例(?!外|如)|项(?!目)|封|"
    "个(?!月|工作|部门|方面)|篇|部(?!门)|则|批"
)
_SPELLED_ITEM = "件(?!次|套)|宗|起(?!至|草|诉)|项|条(?!例)"
_MONEY = {"元": -4, "万元": 0, "亿元": 4}
_CLAUSE_ENDS = ",;:()\n"
_CLAUSE_END, _ITEM_END = re.compile(r"[,;:()\n]"), re.compile(r"[,;:()\n、]|[中和及与](?=[0-9])")

# Each begins with a set of characters, which is what makes searching for it fast; what cannot be is seen early.
_NUMBER = re.compile(
    r"(?P<digits>[0-9](?<![0-9.][0-9])[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?)"
    r"(?=[百千万亿余多来件宗份起条例项封个篇部则批元%])"
    rf"(?:(?P<scale>{SCALE}*)(?P<round>{ROUND}?)(?P<more>[万亿]?)"
    rf"(?:(?P<money>{'|'.join(sorted(_MONEY, reverse=True))})|(?:{_ITEM}))(?P<after>(?:{AFTER})?)|(?P<percent>%))"
)
_SPELLED = re.compile(rf"(?P<spelled>{CHINESE_NUMERAL}{CHINESE_NUMERAL}*)(?P<round>{ROUND}?)(?:{_SPELLED_ITEM})")
_NOUGHT = re.compile(r"(?<=为)(?P<nought>[0零])(?=[,;)。\n]|\Z)")
# No words that belong to a number stand further behind it.
_FAR = 60
# What a number is part of a name, a date or a longer number behind.
_NAME_BEFORE = frozenset("第自从月〔[-—/")
_HEDGE = re.compile(f"{BEFORE}\\Z")
_JOINING = ("、", "和", "及", "与")
_ORDINAL = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.][、.]?")


class Mention(NamedTuple):
    """A number; ``before`` and ``after`` are the words of its clause on either side."""

    bound: Bound
    # "item", "money" or "percent".
    kind: str
    start: int
    end: int
    before: str
    after: str
    # Where the clause begins.
    clause: int
    # A small number in words may be an idiom ("一件事"): it counts, but never changes the subject.
    spelled: bool = False


def clause_start(text: str, low: int, position: int) -> int:
    for mark in _CLAUSE_ENDS:
        # What is found moves the lower bound up: each search is of less.
        low = max(low, text.rfind(mark, low, position) + 1)
    return low


def clause_end(text: str, position: int, high: int, *, enumerated: bool = False) -> int:
    """Where the clause ends; an enumeration ends it too if ``enumerated``."""
    found = (_ITEM_END if enumerated else _CLAUSE_END).search(text, position, high)
    return found.start() if found else high


def find_mentions(text: str, breaks: Sequence[int]) -> Iterator[Mention]:
    """Every number of a text in order, each with what its clause says up to it; ``breaks`` end sentences."""
    found = sorted((*_arabic(text), *_spelled(text), *_NOUGHT.finditer(text)), key=_start)
    low = 0
    for number in found:
        start, end = sentence_at(breaks, number.start(), len(text))
        if mention := _mention(number, max(low, start), end):
            yield mention
            low = number.end()


def sentence_at(breaks: Sequence[int], position: int, length: int) -> tuple[int, int]:
    """Where the sentence begins and ends that a position is in."""
    place = bisect_right(breaks, position)
    return breaks[place - 1] + 1 if place else 0, breaks[place] if place < len(breaks) else length


def _start(number: re.Match[str]) -> int:
    return number.start()


def _arabic(text: str) -> Iterator[re.Match[str]]:
    for number in _NUMBER.finditer(text):
        before = text[number.start() - 1 : number.start()]
        inside = before == "," and text[number.start() - 2 : number.start() - 1].isdigit()
        if before not in _NAME_BEFORE and not inside and not (before.isascii() and before.isalpha()):
            yield number


def _spelled(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _SPELLED.finditer(text) if text[found.start() - 1 : found.start()] != "第")


def _mention(number: re.Match[str], low: int, high: int) -> Mention | None:
    """``low`` is where the number before it in the sentence ends, ``high`` where the sentence does."""
    found = number.groupdict()
    value = read_numeral(found.get("digits") or found.get("spelled") or found.get("nought") or "")
    if value is None:
        return None
    text = number.string
    start, end = number.span()
    hedge = _HEDGE.search(text, max(low, start - 3), start)
    first = hedge.start() if hedge else start
    words = tuple(filter(None, (hedge and hedge.group(), found.get("round"), found.get("after"))))
    limits = _limits(found, value, text[first:end], words)
    clause = clause_start(text, low, first)
    if clause == low and text.endswith(_JOINING, clause, first):
        # "6件为自然人、2件为企业": these words are the number's before.
        clause = first
    if ordinal := _ORDINAL.match(text, clause, first):
        clause = ordinal.end()
    after = text[end : clause_end(text, end, min(high, end + _FAR), enumerated=True)]
    if not after and clause == first > low and text[first - 1] == ":":
        # "行政复议：0件"
        clause = clause_start(text, low, first - 1)
    kind = "money" if found.get("money") else "percent" if found.get("percent") else "item"
    return Mention(limits, kind, first, end, text[clause:first].strip("、:"), after, clause, "spelled" in found)


def _limits(found: dict[str, str | None], value: Number, printed: str, words: tuple[str, ...]) -> Bound:
    """Amounts of money are told in 万元, as the forms have them, and rounded."""
    scales = (found.get("scale") or "") + (found.get("more") or "")
    if money := found.get("money"):
        return bound(Decimal(value).scaleb(_MONEY[money]), printed, words, scales)
    return bound(value, printed, words, scales)
