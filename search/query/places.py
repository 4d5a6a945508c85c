"""Divisions and sections by the names readers give them."""

from __future__ import annotations

import re
from functools import cache

from archive import words
from archive.divisions import table
from archive.forms import NEWEST
from search.engines.base import DISTRICT_DIGITS

_NUMERALS = "一二三四五六七八九十"
_SECTION_NUMBER = re.compile(rf"第?(?P<digits>\d{{1,2}}|[{_NUMERALS}])(?:章|部分|节)?")


def divisions_named(name: str) -> tuple[str, ...]:
    """Codes of every division that bears the name, the highest first; a code names its division."""
    plain = words.normalise(name).text
    divisions = table()
    if plain.isascii() and plain.isdigit():
        return (plain,) if len(plain) in DISTRICT_DIGITS and plain in divisions.names else ()
    return divisions.official.get(plain) or divisions.short.get(plain) or divisions.stems.get(plain) or _by_path(plain)


@cache
def _full_names() -> dict[str, str]:
    divisions = table()
    return {divisions.full_name(code): code for code in sorted(divisions.names, reverse=True)}


def _by_path(name: str) -> tuple[str, ...]:
    code = _full_names().get(name)
    return (code,) if code else ()


def division_label(code: str) -> str:
    return table().full_name(code) if code in table().names else code


def section_number(name: str) -> int | None:
    """Of a section of the newest form, by number or by words of its heading."""
    plain = words.normalise(name).text
    numbered = _SECTION_NUMBER.fullmatch(plain)
    if numbered:
        digits = numbered["digits"]
        return int(digits) if digits.isdigit() else _NUMERALS.index(digits) + 1
    return next(
        (section.number for section in NEWEST.sections if _is_called(plain, section.heading, *section.variants)), None
    )


def _is_called(name: str, *headings: str) -> bool:
    return len(name) > 1 and any(name in words.normalise(heading).text for heading in headings)
