"""Reads the divisions that stand in front of an agency's name, from the province down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from archive.divisions.names import TOWNSHIP_SUFFIXES
from archive.divisions.table import Codes, Township, table, townships_under

LONGEST_NAME = 16
# "北京市东城区人民政府东华门街道办事处", "阿拉尔市十六团新开岭镇": what stands in between belongs to the path.
_BETWEEN = re.compile(r"^(?:人民政府|第?[一二三四五六七八九十〇0-9]+团)")
# 新华路办事处, 白云街, 砲里街办: subdistricts that drop 街道 or a part of it.
_SHORT_SUBDISTRICT = ("办事处", "街", "街办", "街道办")
# 乡村振兴局 names no 乡, 城乡建设局 no 城乡.
_NO_END_BEFORE = ("村", "镇", "乡", "建设", "规划", "域", "级", "容")
_LIKE_A_TOWNSHIP = re.compile(rf".(?:{'|'.join(TOWNSHIP_SUFFIXES)})(?!{'|'.join(_NO_END_BEFORE)})|办事处$|街办?$")


@dataclass(frozen=True, slots=True)
class PathReading:
    """``codes`` are the divisions, down to the county, that the name up to ``end`` can mean.

    ``townships`` are those named after them; ``same_name`` tells whether the list has the very name.
    """

    codes: Codes = ()
    end: int = 0
    townships: tuple[Township, ...] = ()
    same_name: bool = False


def _names_at(name: str, start: int) -> Iterator[tuple[int, Codes, bool]]:
    """What the characters from ``start`` on can name: where it ends, the divisions, whether with suffix."""
    divisions = table()
    for end in range(min(len(name), start + LONGEST_NAME), start + 1, -1):
        words = name[start:end]
        if codes := divisions.official.get(words) or divisions.short.get(words):
            yield end, codes, True
        if codes := divisions.stems.get(words):
            yield end, codes, False


def _within(codes: Codes, above: Codes) -> Codes:
    if not above:
        return codes
    return tuple(code for code in codes for upper in above if code.startswith(upper) and len(code) > len(upper))


def _paths(name: str, start: int = 0, above: Codes = ()) -> Iterator[PathReading]:
    """All ways to read divisions from ``start`` on; a name may lack its suffix where one below it follows."""
    for end, codes, suffixed in _names_at(name, start):
        if inside := _within(codes, above):
            deeper = list(_paths(name, end, inside))
            yield from deeper
            if suffixed and not deeper:
                yield PathReading(inside, end)


def divisions_in_front(name: str) -> PathReading:
    """Divisions down to the county only: 江苏省淮安市洪泽区财政局, 上海浦东新区, 恩施州."""
    return max(_paths(name), key=lambda path: path.end, default=PathReading())


def _ends_a_name(after: str) -> bool:
    """Whether a township's name can end before these words."""
    return not after.startswith(_NO_END_BEFORE)


def _printed_as(rest: str, township: Township) -> str:
    """How the rest of the name prints this township; empty where it does not."""
    if not rest.startswith(township.stem):
        return ""
    if rest[len(township.stem) :] in _SHORT_SUBDISTRICT:
        return rest
    names = (township.name, *(township.stem + suffix for suffix in TOWNSHIP_SUFFIXES if len(township.stem) > 1))
    return next((own for own in names if rest.startswith(own) and _ends_a_name(rest[len(own) :])), "")


def _townships_next(rest: str, codes: Codes) -> tuple[tuple[Township, ...], str]:
    """The townships of these divisions that the rest of the name begins with, and how they are printed."""
    listed = (township for code in codes for township in townships_under(code))
    printed = [(township, own) for township in listed if (own := _printed_as(rest, township))]
    longest = max((own for _, own in printed), key=len, default="")
    named = tuple(township for township, own in printed if own == longest)
    return tuple(township for township in named if township.name == longest) or named, longest


# A report asks after the name of its agency from many sides.
@lru_cache(maxsize=16)
def read_path(name: str) -> PathReading:
    """Divisions in front of the name and the township after them.

    A short name is never eaten: 新安镇 does not name 新安县, and 古县镇 is no part of 古县.
    """
    path = divisions_in_front(name)
    if not path.codes:
        return path
    whole = name[path.end :]
    for rest in dict.fromkeys((whole, _BETWEEN.sub("", whole))):
        townships, printed = _townships_next(rest, path.codes) if _LIKE_A_TOWNSHIP.search(rest) else ((), "")
        if townships:
            codes = tuple(dict.fromkeys(table().seat(township.code) for township in townships))
            end = len(name) - len(rest) + len(printed)
            return PathReading(codes, end, townships, same_name=townships[0].name == printed)
    return PathReading() if _goes_on_as_township(whole) else path


def _goes_on_as_township(rest: str) -> bool:
    return any(rest.startswith(suffix) and _ends_a_name(rest[len(suffix) :]) for suffix in TOWNSHIP_SUFFIXES)
