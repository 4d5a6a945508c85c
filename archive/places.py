"""Rows of divisions: from the vendored list, as they are needed or all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.divisions import Certainty, DivisionMatch, Township, table, townships_under
from archive.models import Division
from archive.pinyin import typed

ROWS_AT_ONCE = 2000
# So many lines the list has.
LISTED = 41_993
PROVINCE, CITY, COUNTY, TOWNSHIP = 2, 4, 6, 9


def division_of(code: str) -> Division:
    """The row of a code, with the rows above it.  A code that the list lacks is the caller's mistake."""
    found = Division.objects.filter(code=code).first()
    if found:
        return found
    rows = [row for above in _path(code) if (row := _row(above))]
    Division.objects.bulk_create(rows, ignore_conflicts=True)
    return Division.objects.get(code=code)


def _path(code: str) -> list[str]:
    return [code[:digits] for digits in (PROVINCE, CITY, COUNTY, TOWNSHIP) if len(code) >= digits]


def _row(code: str) -> Division | None:
    names = table().names
    if code in names:
        return division_row(code, names[code])
    township = township_of(code)
    return division_row(code, township.name) if township else None


def township_of(code: str) -> Township | None:
    if len(code) != TOWNSHIP or code[:COUNTY] not in table().names:
        return None
    return next((township for township in townships_under(code[:COUNTY]) if township.code == code), None)


def division_row(code: str, name: str) -> Division:
    pinyin, initials = typed(name)
    own = name if len(code) == TOWNSHIP else ""
    return Division(
        code=code,
        name=name,
        full_name=table().full_name(code[:COUNTY]) + own or name,
        parent_id=_above(code),
        pinyin=pinyin,
        initials=initials,
    )


def _above(code: str) -> str | None:
    return next((code[:digits] for digits in (COUNTY, CITY, PROVINCE) if len(code) > digits), None)


def listed() -> Iterator[Division]:
    """Every division of the list, the higher before the lower."""
    names = table().names
    for code in sorted(names, key=len):
        yield division_row(code, names[code])
    for code in names:
        if len(code) == COUNTY:
            yield from (division_row(township.code, township.name) for township in townships_under(code))


def load(divisions: Iterable[Division]) -> None:
    """Safe to run again: rows that are there get the list's names."""
    Division.objects.bulk_create(
        divisions,
        batch_size=ROWS_AT_ONCE,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "full_name", "parent", "pinyin", "initials"],
    )


def match_of(division: Division | None) -> DivisionMatch:
    """The match of a division that a person chose; None is the whole country."""
    if division is None:
        return DivisionMatch(Certainty.CERTAIN, "")
    county = division.code[:COUNTY]
    return DivisionMatch(Certainty.CERTAIN, county, table().names_of(county), township_of(division.code))
