"""A body's reports through the years, and what each leaves to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from archive.cell_codec import cells_from_json, finding_key
from archive.cells import Cell, Number, Status
from archive.checking import layout_of
from archive.checks.years import check_years
from archive.findings import Finding
from archive.identifying import follow
from archive.models import Agency, FindingDecision, Report, Revision, Succession
from archive.rates import Rate, numbers_of, rates_of


@dataclass(frozen=True)
class Volume:
    """A published report with its numbers, one of a series."""

    report: Report
    revision: Revision

    @property
    def year(self) -> int:
        return self.report.year

    @property
    def form(self) -> str:
        return self.revision.form

    @cached_property
    def cells(self) -> dict[str, Cell]:
        return cells_from_json(self.revision.cells)

    @cached_property
    def rates(self) -> list[Rate]:
        return rates_of(numbers_of(self.form, self.cells))

    def number(self, *codes: str) -> Number | None:
        """The sum of what is printed there.  None where a cell was not read, or where nothing is printed at all.

        What was left blank counts as nothing beside numbers.
        """
        cells = [self.cells[code] for code in codes if code in self.cells]
        values = [cell.value for cell in cells if cell.value is not None]
        if not values or any(cell.status is Status.UNCERTAIN for cell in cells):
            return None
        return sum(values)


@dataclass(frozen=True, slots=True)
class Carry:
    """One year beside the one before; ``findings`` is None where there is nothing to compare it with."""

    volume: Volume
    before: Volume | None
    findings: tuple[Finding, ...] | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From when it took over from another body, and until another took over from it."""

    first: int | None
    last: int | None

    def covers(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


def volumes_of(agency: Agency) -> list[Volume]:
    """Its own reports, and before them those of the bodies it came from, where a year has but one; by year."""
    found: dict[int, Volume] = {}
    bodies, seen = [agency], {agency.pk}
    while bodies:
        for year, volumes in _by_year(bodies).items():
            if len(volumes) == 1:
                found.setdefault(year, volumes[0])
        bodies = [body for body in predecessors(bodies) if body.pk not in seen]
        seen |= {body.pk for body in bodies}
    return [found[year] for year in sorted(found)]


def _by_year(bodies: Iterable[Agency]) -> dict[int, list[Volume]]:
    reports = Report.objects.filter(agency__in=bodies, published__isnull=False)
    reports = reports.select_related("agency", "published", "published__source")
    found: dict[int, list[Volume]] = defaultdict(list)
    for report in reports.defer("published__indicators", "published__claims", "published__corrections"):
        if report.published is not None:
            found[report.year].append(Volume(report, report.published))
    return found


def predecessors(bodies: Iterable[Agency]) -> list[Agency]:
    found = Succession.objects.filter(successor__in=bodies).select_related("predecessor").order_by("year", "pk")
    return [follow(one.predecessor) for one in found]


def lifetimes(agencies: Iterable[Agency]) -> dict[int, Lifetime]:
    """Agency → the years in which it reports and nobody else for it."""
    keys = [agency.pk for agency in agencies]
    rows = Succession.objects.filter(Q(predecessor__in=keys) | Q(successor__in=keys))
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for predecessor, successor, year in rows.values_list("predecessor", "successor", "year"):
        first[successor] = min(year, first.get(successor, year))
        last[predecessor] = min(year - 1, last.get(predecessor, year))
    return {key: Lifetime(first.get(key), last.get(key)) for key in keys}


def carries(volumes: Iterable[Volume]) -> list[Carry]:
    """Each year against the one before, by the rules of the forms; what a person dismissed is not told."""
    by_year = {volume.year: volume for volume in volumes}
    dismissed = _dismissed(by_year.values())
    return [_carry(volume, by_year.get(year - 1), dismissed) for year, volume in by_year.items()]


def _carry(volume: Volume, before: Volume | None, dismissed: Mapping[int, set[str]]) -> Carry:
    layout = layout_of(volume.form, volume.cells)
    if layout is None or before is None or layout_of(before.form, before.cells) is None:
        return Carry(volume, before, None)
    found = check_years(layout, volume.year, volume.cells, before.cells)
    told = (one for one in found if finding_key(one, volume.cells) not in dismissed.get(volume.report.pk, set()))
    return Carry(volume, before, tuple(told))


def _dismissed(volumes: Iterable[Volume]) -> dict[int, set[str]]:
    rows = FindingDecision.objects.filter(
        report__in=[volume.report.pk for volume in volumes], verdict=FindingDecision.Verdict.DISMISSED
    )
    found: dict[int, set[str]] = defaultdict(set)
    for report, key in rows.values_list("report", "key"):
        found[report].add(key)
    return found
