"""Which divisions stand above and below another, as people count them: without the list's placeholders."""

from __future__ import annotations

from functools import cache

from archive.divisions.names import PLACEHOLDERS
from archive.divisions.table import CITY_DIGITS, COUNTY_DIGITS, table

PROVINCE_DIGITS = 2
_DIGITS = (PROVINCE_DIGITS, CITY_DIGITS, COUNTY_DIGITS)


def is_division(code: str) -> bool:
    """Whether the list has it, down to the county, and not only to hold the places of others."""
    names = table().names
    return code in names and names[code] not in PLACEHOLDERS and table().seat(code) == code


def provinces() -> tuple[str, ...]:
    return tuple(code for code in table().names if len(code) == PROVINCE_DIGITS)


def above(code: str) -> tuple[str, ...]:
    """From the province down, without the division itself."""
    higher = (code[:digits] for digits in _DIGITS if digits < len(code))
    return tuple(one for one in higher if is_division(one))


@cache
def below(code: str) -> tuple[str, ...]:
    """The next divisions down; below a province without a city in between its counties."""
    following = next((digits for digits in _DIGITS if digits > len(code)), None)
    if following is None:
        return ()
    parts = [one for one in table().names if len(one) == following and one.startswith(code)]
    return tuple(found for part in parts for found in _as_counted(part))


def _as_counted(code: str) -> tuple[str, ...]:
    if is_division(code):
        return (code,)
    return below(code) if table().names[code] in PLACEHOLDERS else ()
