"""Totals that prose breaks down into parts, and shares that it works out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from archive.cells import Number
from archive.checks.claims import PartsClaim, ShareClaim, add
from ingest.parse.mentions import Mention
from ingest.parse.passages import Passage

_LIST = re.compile(r"[,。;:]?[(]?其中[,:]?|[(]|[,:]?(?:包括|分别是|具体为)[,:]?")
_NESTED = re.compile(r"其中|包括|包含|含|分别")
# The part that takes in whatever is left makes a list complete; "其他处理" and "其他结果" are rows of their own.
_REST = re.compile(r"其[他它余](?=类|各类|政府|政务|信息|应|文件|方面|内容|主动|需|公开|方式|渠道|途径|形式|\Z)")
_SHARE = re.compile(r"[,、(]?(?:约)?占(?:比|[^,。;()\d]{0,14}的)?(?:为|达)?(?:约)?\Z")
# A list that misses its total by more is of some parts only.
_NEAR = Decimal("0.15")
_FEWEST = 3
# More numbers than any paragraph of a report has.
_MOST = 300


def find_sums(passage: Passage, mentions: Sequence[Mention]) -> Iterator[PartsClaim | ShareClaim]:
    numbers = [number for number in mentions if number.kind != "money" and not number.spelled]
    starts = [number.start for number in numbers]
    start = 0
    for paragraph in passage.text.split("\n"):
        end = start + len(paragraph)
        inside = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
        if 1 < len(inside) <= _MOST and ("其中" in paragraph or _REST.search(paragraph)):
            yield from _parts(passage, inside, end)
            yield from _shares(passage, inside)
        start = end + 1


def _parts(passage: Passage, numbers: Sequence[Mention], end: int) -> Iterator[PartsClaim]:
    text = passage.text
    for index, total in enumerate(numbers):
        opening = _LIST.match(text, total.end)
        if not opening or total.kind != "item" or total.bound.exact is None:
            continue
        stop = _list_end(text, opening, end)
        listed = [
            number
            for number in numbers[index + 1 :]
            if number.start < stop and number.kind == "item" and _depth(text, opening.end(), number.start) == 0
        ]
        parts = _complete(text, opening.end(), listed, total)
        if parts:
            quote = passage.quote(_sentence_start(text, total.start), total.end)
            yield PartsClaim(total.bound.exact, parts, quote, passage.quote(opening.end(), stop))


def _sentence_start(text: str, position: int) -> int:
    return max(text.rfind(mark, 0, position) for mark in "。;\n") + 1


def _list_end(text: str, opening: re.Match[str], end: int) -> int:
    """A list in brackets ends with them, another with its sentence."""
    position = opening.end()
    if "(" in opening.group():
        depth = 1
        while position < end and depth:
            depth += (text[position] == "(") - (text[position] == ")")
            position += 1
        return position
    stop = text.find("。", position, end)
    return stop if stop >= 0 else end


def _depth(text: str, start: int, position: int) -> int:
    return text.count("(", start, position) - text.count(")", start, position)


def _complete(text: str, start: int, listed: Sequence[Mention], total: Mention) -> tuple[Number, ...]:
    """The parts of a list that says it is complete, if they nearly add up to the total."""
    values = [number.bound.exact for number in listed]
    rest = [index for index, number in enumerate(listed) if _REST.search(number.before)]
    if not rest or len(listed) < _FEWEST or None in values or not all(number.before for number in listed):
        return ()
    if _NESTED.search(_outside(text[start : listed[-1].start])):
        return ()
    parts = [value for value in values if value is not None]
    whole = total.bound.exact or 0
    sums = [add(parts[: count + 1]) for count in range(rest[0], len(parts))]
    if whole in sums:
        return tuple(parts[: rest[0] + sums.index(whole) + 1])
    near = whole and whole * (1 - _NEAR) <= sums[-1] <= whole * (1 + _NEAR)
    return tuple(parts) if near and rest[-1] == len(parts) - 1 else ()


def _outside(text: str) -> str:
    """A text without what stands in brackets inside it."""
    return re.sub(r"\([^()]*\)", "", text)


def _shares(passage: Passage, numbers: Sequence[Mention]) -> Iterator[ShareClaim]:
    text = passage.text
    for part, percent in pairwise(numbers):
        printed = percent.bound.printed.rstrip("%")
        if percent.kind != "percent" or part.kind != "item" or not printed[0].isdigit():
            continue
        earlier = [number for number in numbers if number.end <= part.start and number.kind == "item"]
        whole = _whole(text, earlier, part)
        value = part.bound.exact
        if value is None or whole is None or not _SHARE.match(text[part.end : percent.start]):
            continue
        quote = passage.quote(_sentence_start(text, part.start), percent.end)
        whole_quote = passage.quote(_sentence_start(text, whole.start), whole.end)
        wholes = tuple(exact for number in earlier if (exact := number.bound.exact) is not None)
        yield ShareClaim(value, Decimal(printed), whole.bound.exact or 0, wholes, quote, whole_quote)


def _whole(text: str, earlier: Sequence[Mention], part: Mention) -> Mention | None:
    """The total before the last "其中": of what stands in brackets nothing is a share."""
    where = text.rfind("其中", 0, part.start)
    paragraph = text.rfind("\n", 0, part.start) + 1
    before = [number for number in earlier if number.end <= where and _depth(text, paragraph, number.start) == 0]
    return before[-1] if before and before[-1].bound.exact else None
