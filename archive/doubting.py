"""How likely it is that something is wrong with a report: the order in which the desk looks at them.

Each doubt counts by its weight, and only so often: many small doubts do not push away an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.cell_codec import Json, cells_from_json, finding_key, status_of
from archive.cells import Status
from archive.checking import layout_of
from archive.divisions import Certainty
from archive.findings import Severity
from archive.models import Report, Revision
from archive.neighbours import reports_after, year_findings


@dataclass(frozen=True, slots=True)
class Weight:
    each: int
    most: int


# A sum that fails is an error of the office or of the parser; a cell that was not read is surely open.
WEIGHTS: Mapping[str, Weight] = {
    "errors": Weight(100, 1000),
    "uncertain": Weight(20, 600),
    "absent": Weight(5, 400),
    "no_table": Weight(300, 300),
    "division_open": Weight(250, 250),
    "division_inferred": Weight(40, 40),
    "notices": Weight(15, 150),
    "warnings": Weight(10, 60),
    "private": Weight(60, 60),
    "replaces": Weight(30, 30),
    "blanks": Weight(1, 40),
}


def doubt_of(counts: Mapping[str, int]) -> int:
    return sum(min(WEIGHTS[name].each * count, WEIGHTS[name].most) for name, count in counts.items())


def doubts(report: Report, revision: Revision) -> dict[str, int]:
    """How many of each there are that no person has decided on."""
    open_findings = revision.findings.exclude(key__in=report.decisions.values("key"))
    severities = list(open_findings.values_list("severity", flat=True))
    return {
        "errors": severities.count(Severity.ERROR.value),
        "notices": severities.count(Severity.NOTICE.value) + len(open_year_findings(report)),
        **_about_cells(revision.form, revision.cells),
        **_about_division(report),
        "warnings": len(revision.warnings),
        "private": int(revision.source.withheld and not revision.source.withheld_decided),
        "replaces": int(report.published_id not in {None, revision.pk}),
    }


def open_year_findings(report: Report) -> list[str]:
    """Keys of what this year and last year disagree on, and nobody has decided."""
    findings = year_findings(report)
    if report.latest is None or not findings:
        return []
    cells = cells_from_json(report.latest.cells)
    keys = {finding_key(finding, cells) for finding in findings}
    return sorted(keys - set(report.decisions.values_list("key", flat=True)))


def _about_cells(form: str, cells: Mapping[str, Json]) -> dict[str, int]:
    layout = layout_of(form, cells)
    statuses = list(map(status_of, cells.values()))
    return {
        "uncertain": statuses.count(Status.UNCERTAIN),
        "blanks": statuses.count(Status.BLANK),
        "absent": len(layout.cells.keys() - cells.keys()) if layout else 0,
        "no_table": int(layout is None),
    }


def _about_division(report: Report) -> dict[str, int]:
    status = report.agency.division_status
    settled = report.agency.division_decided
    return {
        "division_open": int(not settled and status in {Certainty.AMBIGUOUS, Certainty.UNKNOWN}),
        "division_inferred": int(not settled and status == Certainty.INFERRED),
    }


def refresh_doubt(report: Report) -> None:
    if report.latest is not None:
        report.doubt = doubt_of(doubts(report, report.latest))
        Report.objects.filter(pk=report.pk).update(doubt=report.doubt)


def refresh_doubt_around(report: Report) -> None:
    """The report, and those that look back on it."""
    for one in (report, *reports_after(report)):
        refresh_doubt(one)
