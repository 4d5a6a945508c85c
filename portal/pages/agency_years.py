"""The years of an agency as its page shows them: which are there, what was carried over, what the rates are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from archive.cells import Cell
from archive.coverage import Mark, Timing, due_date
from archive.findings import Finding
from archive.forms import FORMS
from archive.forms.rows import CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, TOTAL
from archive.models import Agency, Revision
from archive.selectors import public_text
from archive.series import Carry, Volume
from portal.addresses import report_address
from portal.form_tables import State, state_of, text_of
from portal.percent import ShownRate, shown_rate

_FLOWS = tuple(f"{row.code}.{TOTAL.code}" for row in (CARRIED_IN, RECEIVED, CLOSED, CARRIED_OUT))


@dataclass(frozen=True, slots=True)
class CoveredYear:
    """``address`` is empty where the archive has no report; ``other`` names the body that reported instead."""

    year: int
    address: str = ""
    form: str = ""
    day: date | None = None
    signed_only: bool = False
    late: bool = False
    undated: bool = False
    due: date | None = None
    findings: int = 0
    other: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one place of the ledger: a number, or the word for why there is none."""

    text: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class LedgerYear:
    """``broken_in``: what came in is not what the year before left; ``broken_out``: nor what came in after this one."""

    year: int
    address: str
    entries: tuple[Entry, ...]
    compared: bool
    findings: tuple[Finding, ...]
    broken_in: bool
    broken_out: bool


@dataclass(frozen=True, slots=True)
class RateYear:
    year: int
    address: str
    rates: tuple[ShownRate, ...]


@dataclass(frozen=True, slots=True)
class NamedYears:
    """A name, and the years in which reports print it."""

    name: str
    first: int
    last: int


def covered_years(
    agency: Agency, volumes: Sequence[Volume], marks: Mapping[int, Mark], until: int
) -> list[CoveredYear]:
    """From the first report to the last year in which there ought to be one."""
    by_year = {volume.year: volume for volume in volumes}
    last = max(until, *by_year)
    return [_covered(agency, year, by_year.get(year), marks) for year in range(min(by_year), last + 1)]


def _covered(agency: Agency, year: int, volume: Volume | None, marks: Mapping[int, Mark]) -> CoveredYear:
    if volume is None:
        return CoveredYear(year)
    mark, body = marks[volume.report.pk], volume.report.agency
    form = FORMS.get(volume.form)
    return CoveredYear(
        year,
        report_address(volume.report),
        form.title if form else _("没有统一表格"),
        mark.day,
        volume.revision.published_on is None,
        mark.timing is Timing.LATE,
        mark.timing is Timing.UNDATED,
        due_date(body.kind, year),
        mark.findings,
        "" if body.pk == agency.pk else body.name,
    )


def ledger(carried: Sequence[Carry]) -> list[LedgerYear]:
    """The newest first."""
    broken = {carry.volume.year for carry in carried if _is_broken(carry)}
    return [_ledger_year(carry, broken) for carry in reversed(carried) if carry.volume.form]


def _is_broken(carry: Carry) -> bool:
    """Whether the totals themselves disagree."""
    return any(f"{CARRIED_IN.code}.{TOTAL.code}" in finding.cells for finding in carry.findings or ())


def _ledger_year(carry: Carry, broken: set[int]) -> LedgerYear:
    volume = carry.volume
    return LedgerYear(
        volume.year,
        report_address(volume.report),
        tuple(_entry(volume.cells.get(code)) for code in _FLOWS),
        carry.findings is not None,
        carry.findings or (),
        volume.year in broken,
        volume.year + 1 in broken,
    )


def ledger_heads() -> tuple[str, ...]:
    return (CARRIED_IN.core, RECEIVED.core, _("办结"), CARRIED_OUT.core)


def _entry(cell: Cell | None) -> Entry:
    return Entry(text_of(cell), state_of(cell) in {State.NUMBER, State.ZERO})


def rate_years(volumes: Iterable[Volume]) -> list[RateYear]:
    """The newest first, without years in which no rate is known."""
    return [
        RateYear(volume.year, report_address(volume.report), tuple(map(shown_rate, volume.rates)))
        for volume in sorted(volumes, key=lambda volume: -volume.year)
        if any(rate.share is not None for rate in volume.rates)
    ]


def names_of(agency: Agency, volumes: Iterable[Volume]) -> list[NamedYears]:
    """As its published reports print them, the newest first."""
    found: list[NamedYears] = []
    for year, name in _printed(agency, volumes):
        if found and found[-1].name == name:
            found[-1] = NamedYears(name, found[-1].first, year)
        else:
            found.append(NamedYears(name, year, year))
    return found[::-1]


def _printed(agency: Agency, volumes: Iterable[Volume]) -> Iterator[tuple[int, str]]:
    own = (volume for volume in volumes if volume.report.agency_id == agency.pk)
    yield from ((volume.year, _name(volume.revision) or agency.name) for volume in own)


def _name(revision: Revision) -> str:
    return public_text(revision, revision.agency_name or revision.printed_agency)
