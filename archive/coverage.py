"""Which years an agency's reports are there for, and whether they came out by the date that the law names.

A year that is missing here says only that the archive does not have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, F, Max, OuterRef, QuerySet

from archive.kinds import Kind
from archive.models import Agency, Counts, Report

# Article 49 of the Regulation in force since 15 May 2019; until then everybody had 31 March.
_NEW_LAW = 2019
_BY_JANUARY = frozenset({Kind.CENTRAL, Kind.DEPARTMENT})
_BY_MARCH = frozenset({Kind.GOVERNMENT, Kind.GOV_OFFICE})
# Where State Council departments are found: the whole country has no code on the list.
CENTRAL_CODE = "00"


class Timing(StrEnum):
    """UNBOUND: the law names no date for this kind of agency.  UNDATED: the report does not tell its day."""

    IN_TIME = "in_time"
    LATE = "late"
    UNDATED = "undated"
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True)
class Mark:
    """One report as coverage shows it."""

    report: int
    year: int
    timing: Timing
    # The day on which it was published, or else signed.
    day: date | None
    findings: int


@dataclass(frozen=True, slots=True)
class Covered:
    """An agency with the years that are there."""

    agency: Agency
    marks: Mapping[int, Mark]


def due_date(kind: str, year: int) -> date | None:
    """None where no date binds by law: townships, subdistricts, and whoever is no government and no department."""
    if kind in _BY_MARCH or (kind in _BY_JANUARY and year < _NEW_LAW):
        return date(year + 1, 3, 31)
    return date(year + 1, 1, 31) if kind in _BY_JANUARY else None


def timing(kind: str, year: int, *, published: date | None, signed: date | None) -> Timing:
    """A report that was signed too late cannot have been published in time; one signed in time may have been late."""
    due = due_date(kind, year)
    if due is None:
        return Timing.UNBOUND
    if published is not None:
        return Timing.LATE if published > due else Timing.IN_TIME
    return Timing.LATE if signed is not None and signed > due else Timing.UNDATED


def marks_of(agencies: Iterable[Agency]) -> dict[int, dict[int, Mark]]:
    """Agency → year → its published report."""
    kinds = {agency.pk: agency.kind for agency in agencies}
    rows = Report.objects.filter(agency__in=kinds, published__isnull=False).values(
        "pk",
        "agency_id",
        "year",
        day=F("published__published_on"),
        signed=F("published__signed_on"),
        findings=F("counts__findings"),
    )
    found: dict[int, dict[int, Mark]] = {pk: {} for pk in kinds}
    for row in rows:
        when = timing(kinds[row["agency_id"]], row["year"], published=row["day"], signed=row["signed"])
        mark = Mark(row["pk"], row["year"], when, row["day"] or row["signed"], row["findings"] or 0)
        found[row["agency_id"]][row["year"]] = mark
    return found


def covered(agencies: Sequence[Agency]) -> list[Covered]:
    found = marks_of(agencies)
    return [Covered(agency, found[agency.pk]) for agency in agencies]


def newest_year() -> int | None:
    """The newest year of which the archive has any report."""
    newest: int | None = Counts.objects.aggregate(newest=Max("year"))["newest"]
    return newest


# -- the agencies of a division --


def own_agencies(code: str) -> QuerySet[Agency]:
    """Of this very division, not of those below it; those without any published report left out."""
    where = {"division": None, "kind": Kind.CENTRAL.value} if code == CENTRAL_CODE else {"division": code}
    return _reporting().filter(**where)


def all_agencies(code: str) -> QuerySet[Agency]:
    """Of the division and of all below it."""
    if code == CENTRAL_CODE:
        return own_agencies(code)
    # A code begins with that of the division above it; digits sort alike in every database.
    return _reporting().filter(division__gte=code, division__lt=str(int(code) + 1))


def _reporting() -> QuerySet[Agency]:
    published = Report.objects.filter(agency=OuterRef("pk"), published__isnull=False)
    return Agency.objects.filter(Exists(published), merged_into=None)
