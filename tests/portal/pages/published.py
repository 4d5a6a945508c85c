"""Published reports for tests of the pages that show them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.models import Report, Source
from archive.publishing import publish
from archive.reading import Reading, SectionReading
from tests.archive.readings import reading, source, stored


def published(
    of: Source | None = None, sections: dict[str, str] | None = None, like: Reading | None = None, **values: Any
) -> Report:
    """``sections`` are headings with their texts, the first being the first chapter."""
    told = like or reading(**values)
    if sections is not None:
        chapters = tuple(SectionReading(number, *one) for number, one in enumerate(sections.items(), 1))
        told = type(told)(**{name: getattr(told, name) for name in told.__slots__} | {"sections": chapters})
    report, revision, _ = stored(told, of=of or source(repr(told)))
    publish(report, revision, actor=None, reason="好")
    return Report.objects.get(pk=report.pk)


def corrected(report: Report, code: str, value: int, *, by: User, reason: str = "读错了一列") -> Report:
    """The same report with one number corrected, and published so."""
    revision = correct_cells(report, {code: Correction(value=value, note="原件第 3 页")}, actor=by, reason=reason)
    publish(report, revision, actor=by, reason="好")
    return Report.objects.get(pk=report.pk)
