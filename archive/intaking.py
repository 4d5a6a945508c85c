"""A reading comes into the archive: its agency, its report, and a revision if it says anything new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.cell_codec import Json
from archive.doubting import refresh_doubt_around
from archive.drafts import Draft, draft_of, with_corrections
from archive.identifying import agency_of, require_identity
from archive.models import Report, Revision, Source
from archive.reading import Reading
from archive.revising import add_revision
from archive.withholding import hold_back_if_private


def store_reading(
    reading: Reading,
    *,
    source: Source,
    by: Literal["parser", "person"],
    author: User | None,
    parser_version: str,
    reason: str,
    parent: Revision | None = None,
) -> tuple[Report, Revision, bool]:
    """The report, the revision that says what the reading says, and whether it is new.

    Safe to call again with the same, from any number of workers at once.  Raises Impossible when the
    reading does not tell whose report it is or of which year.
    """
    _agency_name, year = require_identity(reading)
    with changing():
        agency = agency_of(reading, sha256=source.sha256)
        report, _new_report = Report.objects.get_or_create(agency=agency, year=year)
        draft = with_corrections(draft_of(reading), _decided(report, source), year)
        if known := _known(report, source, draft):
            return report, known, False
        revision = add_revision(
            report,
            draft,
            source=source,
            by=Revision.By(by),
            author=author,
            parser_version=parser_version,
            reason=reason,
            parent=parent or report.latest,
        )
        record(
            "report.store",
            actor=author or source.uploader,
            obj=report,
            summary=_("{report}收到第 {number} 版：{reason}").format(
                report=report, number=revision.number, reason=reason
            ),
            data={"revision": revision.pk, "source": source.sha256},
        )
        hold_back_if_private(source, draft.texts())
        refresh_doubt_around(report)
        return report, revision, True


def _decided(report: Report, source: Source) -> Mapping[str, Json]:
    """What persons decided of this very source, as its newest revision has it."""
    of_source = report.revisions.filter(source=source).order_by("-number")
    return of_source.values_list("corrections", flat=True).first() or {}


def _known(report: Report, source: Source, draft: Draft) -> Revision | None:
    """The revision that already says this: the latest, or an earlier one of the same source.

    An older text that comes back in another file is news.
    """
    alike = report.revisions.filter(fingerprint=draft.fingerprint).order_by("-number")
    return next((one for one in alike if one.pk == report.latest_id or one.source_id == source.sha256), None)
