"""Findings as the review page lists them, of what is stored or of what somebody is about to store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from archive.cell_codec import cells_from_json, finding_key
from archive.cells import Cell
from archive.checking import check, layout_of
from archive.checks.years import check_years
from archive.claim_codec import claims_from_json
from archive.findings import Finding, Severity
from archive.models import FindingDecision, Report, Revision
from archive.neighbours import report_before
from archive.selectors import Judged


def findings_of_typed(report: Report, revision: Revision, cells: Mapping[str, Cell]) -> list[Judged]:
    """All checks, for cells that are not stored; decisions hold for what stays as it is."""
    decisions = {decision.key: decision for decision in report.decisions.select_related("by")}
    found = [
        *check(revision.form, cells, claims_from_json(revision.claims), report.year),
        *_against_last_year(report, revision, cells),
    ]
    keyed = {finding_key(finding, cells): finding for finding in found}
    return [Judged(key, finding, decisions.get(key)) for key, finding in keyed.items()]


def _against_last_year(report: Report, revision: Revision, cells: Mapping[str, Cell]) -> list[Finding]:
    """What stands for last year: what is published, or else what was read last."""
    last, layout = report_before(report), layout_of(revision.form, cells)
    standing = last and (last.published or last.latest)
    return check_years(layout, report.year, cells, cells_from_json(standing.cells)) if layout and standing else []


def in_order(found: Iterable[Judged]) -> list[Judged]:
    """What asks for somebody's eyes first, errors before notices."""
    return sorted(found, key=lambda one: (not asks(one), one.decision is not None, not is_error(one)))


def is_error(judged: Judged) -> bool:
    return judged.finding.severity is Severity.ERROR


def asks(judged: Judged) -> bool:
    """Explained or dismissed, it no longer does."""
    return judged.decision is None or judged.decision.verdict == FindingDecision.Verdict.CONFIRMED


def failing_cells(found: Sequence[Judged]) -> frozenset[str]:
    return frozenset(code for one in found if asks(one) and is_error(one) for code in one.finding.cells)
