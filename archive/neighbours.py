"""A report's series: last year's and next year's report of the same body, its predecessors and successors included."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from archive.cell_codec import cells_from_json
from archive.checking import layout_of
from archive.checks.years import check_years
from archive.findings import Finding
from archive.identifying import follow
from archive.models import Agency, Report, Revision, Succession


def report_before(report: Report) -> Report | None:
    """Last year's report; a successor's first year follows its predecessor's last, if there was but one."""
    own = _of([report.agency], report.year - 1)
    return own or _only(_of([agency], report.year - 1) for agency in _predecessors(report.agency))


def reports_after(report: Report) -> list[Report]:
    """The reports for which this one is last year's."""
    agencies = [report.agency, *_successors(report.agency)]
    found = Report.objects.filter(agency__in=agencies, year=report.year + 1).select_related("agency")
    return [after for after in found if report_before(after) == report]


def _of(agencies: Iterable[Agency], year: int) -> Report | None:
    return Report.objects.filter(agency__in=agencies, year=year, folded_into=None).first()


def _only(found: Iterable[Report | None]) -> Report | None:
    """Two that became one have no common last year."""
    reports = list(found)
    return reports[0] if len(reports) == 1 else None


def _predecessors(agency: Agency) -> list[Agency]:
    found = Succession.objects.filter(successor=agency).select_related("predecessor")
    return [follow(succession.predecessor) for succession in found]


def _successors(agency: Agency) -> list[Agency]:
    found = Succession.objects.filter(predecessor=agency).select_related("successor")
    return [follow(succession.successor) for succession in found]


def series(agency: Agency) -> list[Agency]:
    """The body through the years: all that it came from and that came of it."""
    found, waiting = {agency.pk: agency}, [agency]
    while waiting:
        one = waiting.pop()
        for other in (*_predecessors(one), *_successors(one)):
            if other.pk not in found:
                found[other.pk] = other
                waiting.append(other)
    return list(found.values())


def reports_of(agency: Agency) -> list[Report]:
    """Published reports of the series, by year."""
    return list(
        Report.objects.filter(Q(agency__in=series(agency)), published__isnull=False)
        .select_related("agency", "published")
        .order_by("year", "id")
    )


def year_findings(report: Report, *, public: bool = False) -> list[Finding]:
    """This year's cells against last year's.

    For the desk the newest revision against what stands for last year; for the public only what is public.
    Made when read: the year before may change at any time, and revisions never do.
    """
    last = report_before(report)
    mine = report.published if public else report.latest
    other = _standing(last, public=public) if last else None
    return _compared(report.year, mine, other) if mine and other else []


def _standing(report: Report, *, public: bool) -> Revision | None:
    return report.published if public else report.published or report.latest


def _compared(year: int, mine: Revision, last: Revision) -> list[Finding]:
    cells = cells_from_json(mine.cells)
    layout = layout_of(mine.form, cells)
    return check_years(layout, year, cells, cells_from_json(last.cells)) if layout else []
