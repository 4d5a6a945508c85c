"""Revisions: made once, never changed.  Nothing else writes them."""

from __future__ import annotations

from django.contrib.auth.models import User

from archive.cell_codec import finding_key, finding_to_json
from archive.drafts import Draft
from archive.models import Finding, Report, Revision, Section, Source
from archive.texts import fitted

REASON_LENGTH = 500
MESSAGE_LENGTH = 1000


def add_revision(
    report: Report,
    draft: Draft,
    *,
    source: Source,
    by: Revision.By,
    author: User | None,
    parser_version: str,
    reason: str,
    parent: Revision | None,
) -> Revision:
    """The next revision of a report whose row the caller holds; it becomes the latest."""
    newest = report.revisions.order_by("-number").values_list("number", flat=True).first() or 0
    revision = Revision.objects.create(
        report=report,
        number=newest + 1,
        source=source,
        by=by,
        author=author,
        parser_version=parser_version,
        reason=fitted(reason, REASON_LENGTH),
        parent=parent,
        cells=draft.cells_as_json,
        corrections=dict(draft.corrections),
        fingerprint=draft.fingerprint,
        **draft.columns,
    )
    _add_sections(revision, draft)
    _add_findings(revision, draft)
    report.latest = revision
    report.needs_review = True
    report.save(update_fields=["latest", "needs_review", "changed_at"])
    return revision


def _add_sections(revision: Revision, draft: Draft) -> None:
    Section.objects.bulk_create(
        Section(
            revision=revision,
            position=position,
            number=section.number,
            heading=section.heading,
            text=section.text,
            tokens=section.tokens,
            segmenter=section.segmenter,
        )
        for position, section in enumerate(draft.sections)
    )


def _add_findings(revision: Revision, draft: Draft) -> None:
    """Two findings that say the same are one."""
    rows = {
        key: Finding(revision=revision, key=key, **_told(finding_to_json(finding)))
        for finding in reversed(draft.findings)
        for key in [finding_key(finding, draft.cells)]
    }
    Finding.objects.bulk_create(reversed(rows.values()))


def _told(finding: dict[str, object]) -> dict[str, object]:
    return {**finding, "message": fitted(str(finding["message"]), MESSAGE_LENGTH)}
