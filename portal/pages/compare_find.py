"""Finding what else to compare with: agencies and divisions that have published reports, by what a reader types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.divisions import table
from archive.models import Counts, Report
from archive.places import CITY, COUNTY, PROVINCE
from archive.selectors import agencies_like, divisions_like

LONGEST = 40
_COLUMNS = {PROVINCE: "province", CITY: "city", COUNTY: "county"}


@dataclass(frozen=True, slots=True)
class Match:
    """``key`` without a year; ``years`` are those with reports, the newest first."""

    key: str
    name: str
    years: tuple[int, ...]


def matches(typed: str) -> list[Match]:
    words = typed.strip()[:LONGEST]
    return [*_divisions(words), *_agencies(words)] if words else []


def _agencies(words: str) -> list[Match]:
    found = list(agencies_like(words))
    years: dict[int, list[int]] = {}
    rows = Report.objects.filter(agency__in=found, published__isnull=False).order_by("-year")
    for agency, year in rows.values_list("agency_id", "year"):
        years.setdefault(agency, []).append(year)
    return [Match(f"agency:{one.pk}", one.name, tuple(years[one.pk])) for one in found if one.pk in years]


def _divisions(words: str) -> list[Match]:
    codes = [division.code for division in divisions_like(words) if division.code in table().names]
    found = []
    for digits, column in _COLUMNS.items():
        found.extend(_of_level(column, [code for code in codes if len(code) == digits]))
    return sorted(found, key=lambda match: codes.index(match.key.partition(":")[2]))


def _of_level(column: str, codes: Iterable[str]) -> list[Match]:
    wanted = list(codes)
    if not wanted:
        return []
    years: dict[str, list[int]] = {}
    rows = Counts.objects.filter(**{f"{column}__in": wanted}).order_by("-year").values_list(column, "year").distinct()
    for code, year in rows:
        years.setdefault(code, []).append(year)
    return [Match(f"division:{code}", table().full_name(code), tuple(years[code])) for code in wanted if code in years]
