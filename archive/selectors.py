"""What the desk and the pages ask of the archive.  Nothing here changes anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from archive.cell_codec import cells_from_json, finding_from_json, finding_key
from archive.cells import Cell
from archive.diffing import CellChange, SectionChange, changed_cells, changed_sections
from archive.findings import Finding
from archive.models import Agency, AuditEvent, Division, FindingDecision, Report, Revision
from archive.neighbours import year_findings
from archive.privacy import mask

MOST_SUGGESTIONS = 20
# A list of reports shows none of what fills most of a revision.
_HEAVY = ("cells", "corrections", "indicators", "claims")


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, by whose key it is decided on, and the decision if there is one."""

    key: str
    finding: Finding
    decision: FindingDecision | None


@dataclass(frozen=True, slots=True)
class PrintedName:
    agency: int
    name: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Difference:
    cells: list[CellChange]
    sections: list[SectionChange]


def waiting() -> QuerySet[Report]:
    """What waits for a person, the most doubtful first."""
    rows = Report.objects.filter(needs_review=True, latest__isnull=False).order_by("-doubt", "id")
    return rows.select_related("agency", "agency__division", "latest").defer(*(f"latest__{name}" for name in _HEAVY))


def published() -> QuerySet[Report]:
    rows = Report.objects.filter(published__isnull=False).select_related("agency", "agency__division", "published")
    return rows.defer(*(f"published__{name}" for name in _HEAVY))


def newest(most: int) -> list[Report]:
    """The published reports, the latest first."""
    return _latest(Report.objects.filter(published__isnull=False), most)


def newest_of(agencies: QuerySet[Agency], most: int) -> list[Report]:
    return _latest(Report.objects.filter(published__isnull=False, agency__in=agencies), most)


def newest_corrected(most: int) -> list[Report]:
    """Published reports whose public revision a person made, the latest first."""
    return _latest(Report.objects.filter(published__in=Revision.objects.filter(author__isnull=False)), most)


def _latest(reports: QuerySet[Report], most: int) -> list[Report]:
    """Numbers first, rows afterwards: nothing is sorted together with all that a report has."""
    numbers = list(reports.order_by("-published_at", "-id").values_list("pk", flat=True)[:most])
    rows = published().select_related("published__source").in_bulk(numbers)
    return [rows[number] for number in numbers if number in rows]


def revisions_of(report: Report) -> QuerySet[Revision]:
    """The newest first."""
    return report.revisions.select_related("author", "source", "parent").order_by("-number")


def cells_of(revision: Revision) -> dict[str, Cell]:
    return cells_from_json(revision.cells)


def judged_findings(report: Report, revision: Revision, *, public: bool = False) -> list[Judged]:
    """The findings of a revision and those against last year's report.

    The public is not shown what a person dismissed.
    """
    found = [
        *((row.key, finding_from_json(_told(row))) for row in revision.findings.order_by("id")),
        *_against_last_year(report, revision, public=public),
    ]
    decisions = {decision.key: decision for decision in report.decisions.select_related("by")}
    judged = (Judged(key, finding, decisions.get(key)) for key, finding in found)
    return [one for one in judged if not (public and _dismissed(one.decision))]


def _told(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("rule", "severity", "message", "cells", "quotes")}


def _against_last_year(report: Report, revision: Revision, *, public: bool) -> Iterator[tuple[str, Finding]]:
    """Only of the revision that is compared with last year's: the public one, or the newest."""
    if revision.pk == (report.published_id if public else report.latest_id):
        cells = cells_from_json(revision.cells)
        yield from ((finding_key(finding, cells), finding) for finding in year_findings(report, public=public))


def _dismissed(decision: FindingDecision | None) -> bool:
    return decision is not None and decision.verdict == FindingDecision.Verdict.DISMISSED


def difference(before: Revision, after: Revision) -> Difference:
    return Difference(
        changed_cells(cells_of(before), cells_of(after)), changed_sections(_sections(before), _sections(after))
    )


def _sections(revision: Revision) -> list[tuple[int, str, str]]:
    return [(section.number, section.heading, section.text) for section in revision.sections.all()]


def public_text(revision: Revision, text: str) -> str:
    """Masked as long as its source is held back."""
    return mask(text) if revision.source.withheld else text


def audit_log(
    *, action: str = "", actor: str = "", object_type: str = "", object_id: str = "", words: str = ""
) -> QuerySet[AuditEvent]:
    """The newest first; an empty filter asks for nothing."""
    asked = {
        "action": action,
        "actor_name": actor,
        "object_type": object_type,
        "object_id": object_id,
        "summary__contains": words,
    }
    given = {name: value for name, value in asked.items() if value}
    return AuditEvent.objects.filter(**given).select_related("actor", "undone_by").order_by("-id")


def printed_names(of: Q) -> Iterator[PrintedName]:
    """The names of agencies as published reports print them; what only others print is not public."""
    found = Revision.objects.filter(of, published_report__isnull=False).exclude(agency_name="")
    rows = found.values_list("report__agency_id", "agency_name", "report__year", "source__withheld")
    said = sorted((agency, mask(name) if hidden else name, year) for agency, name, year, hidden in rows)
    for (agency, name), members in groupby(said, key=lambda row: row[:2]):
        years = [year for _, _, year in members]
        yield PrintedName(agency, name, years[0], years[-1])


def agencies_like(typed: str) -> QuerySet[Agency]:
    """By any of its names, by pinyin or initials."""
    named = Q(name__contains=typed) | Q(names__name__contains=typed)
    found = Agency.objects.filter(merged_into=None).filter(named | _spelled(typed))
    return found.select_related("division").distinct().order_by("name")[:MOST_SUGGESTIONS]


def divisions_like(typed: str) -> QuerySet[Division]:
    """The higher before the lower."""
    found = Division.objects.filter(Q(full_name__contains=typed) | _spelled(typed))
    return found.order_by(Length("code"), "code")[:MOST_SUGGESTIONS]


def _spelled(typed: str) -> Q:
    """Each reading stands between blanks."""
    letters = "".join(typed.lower().split())
    if not letters.isascii() or not letters:
        return Q(pk__in=())
    return (
        Q(pinyin__startswith=letters)
        | Q(pinyin__contains=f" {letters}")
        | Q(initials__startswith=letters)
        | Q(initials__contains=f" {letters}")
    )
