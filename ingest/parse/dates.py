"""Dates, years and periods as Chinese reports print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ingest.parse.normalise import fold, squeeze

# Every make of circle stands for 〇 in dates.
_ZERO = "〇零○◯ОOoΟο0"
_NUMERALS = "一二三四五六七八九"
_NUMERAL = f"[{_ZERO}{_NUMERALS}]"
_ARABIC_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
YEAR = f"(?:{_ARABIC_YEAR}|(?:一九|二[{_ZERO}]){_NUMERAL}{{2}}(?!{_NUMERAL}))"
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"

_CHINESE = re.compile(f"(?P<year>{YEAR})年(?P<month>{_COUNT}|元)月(?P<day>{_COUNT})[日号]")
_WESTERN = re.compile(
    r"(?<![\d.])(?P<year>(?:19|20)\d\d)([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2}?)(?=\d?\d:|\D|$)(?!\.\d)"
)
# What may stand around a date that has a line to itself.
_CLOCK = re.compile(r"[T\s]*\d{1,2}:\d{2}(?::\d{2})?")
_AROUND = "()[]【】〔〕<>《》:,.。;、-—–_| \t\r\n"

_TO = r"(?:起|开始)?(?:[-—–―~～至到止]|截至|截止)+"
_PERIOD = re.compile(f"(?P<year>{YEAR})年(?:0?1|元)月(?:0?1日)?{_TO}(?:(?P<end>{YEAR}|本|当|同)年)?12月(?:31日|底|末)?")
_PERIOD_ENDS = re.compile(r"[1１]\s?[2２]\s*月")
_MOST_PERIODS = 200
_PERIOD_BEFORE = 70
_PERIOD_AFTER = 10
# Words that tell the period of the figures from other periods that a report mentions.
_STATED = re.compile("统计|数据|期限|时限")
_STATED_BEFORE = 20


@dataclass(frozen=True, slots=True)
class PrintedDate:
    value: date
    # Folded, without white space.
    printed: str


@dataclass(frozen=True, slots=True)
class Periods:
    """Years of the whole-year periods in a text: those its figures are said to cover, and the others."""

    stated: frozenset[int]
    mentioned: frozenset[int]


def read_year(printed: str) -> int:
    """The year that a match of ``YEAR`` stands for."""
    return int("".join(map(_digit, printed)))


def _digit(character: str) -> str:
    if character in _ZERO:
        return "0"
    return str(_NUMERALS.index(character) + 1) if character in _NUMERALS else character


def _count(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    if printed == "元":
        return 1
    tens, ten, ones = printed.partition("十")
    if not ten:
        return int(_digit(printed)) if len(printed) == 1 else 0
    return int("".join(map(_digit, tens or "一"))) * 10 + int("".join(map(_digit, ones or "0")))


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Every complete date that exists in the calendar: Chinese ones first, then 2019-01-10 and its like."""
    folded = fold(text)
    for match in (*_CHINESE.finditer(squeeze(folded)), *_WESTERN.finditer(folded)):
        value = _as_date(match)
        if value is not None:
            yield PrintedDate(value, match[0])


def _as_date(match: re.Match[str]) -> date | None:
    try:
        return date(read_year(match["year"]), _count(match["month"]), _count(match["day"]))
    except ValueError:
        return None


def first_date(text: str) -> date | None:
    found = next(find_dates(text), None)
    return found.value if found else None


def words_beside_date(text: str) -> tuple[PrintedDate, str] | None:
    """The only date of a short text, and the words printed beside it ("" where it stands alone)."""
    found = tuple(find_dates(text))
    if len(found) != 1:
        return None
    words = squeeze(_CLOCK.sub("", fold(text))).replace(found[0].printed, "", 1)
    return found[0], words.strip(_AROUND)


def find_periods(text: str) -> Periods:
    """Periods from 1 January to 31 December, also where lines break inside them."""
    stated: set[int] = set()
    mentioned: set[int] = set()
    for anchor in islice(_PERIOD_ENDS.finditer(text), _MOST_PERIODS):
        window = squeeze(text[max(0, anchor.start() - _PERIOD_BEFORE) : anchor.end() + _PERIOD_AFTER])
        for match in _PERIOD.finditer(window):
            before = window[max(0, match.start() - _STATED_BEFORE) : match.start()]
            (stated if _STATED.search(before) else mentioned).update(_years(match))
    return Periods(frozenset(stated), frozenset(mentioned))


def _years(match: re.Match[str]) -> Iterator[int]:
    yield read_year(match["year"])
    if match["end"] and len(match["end"]) == 4:
        yield read_year(match["end"])
