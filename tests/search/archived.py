"""Published reports for tests, as the worker would have left them."""

from __future__ import annotations

from typing import Any

from archive.models import Report
from archive.publishing import publish
from archive.reading import SectionReading
from ingest.tokens import write_tokens
from tests.archive.readings import AGENCY, reading, source, stored


def public(
    text: str = "本机关认真贯彻条例。", *, agency: str = AGENCY, year: int = 2024, problems: str = "", **others: Any
) -> Report:
    told = reading(agency=agency, year=year, text=text, **others)
    if problems:
        sections = (*told.sections, SectionReading(5, "存在的主要问题及改进情况", problems))
        told = type(told)(**{name: getattr(told, name) for name in told.__slots__} | {"sections": sections})
    report, revision, _ = stored(told, of=source(f"{agency}{year}{text}{problems}"))
    write_tokens(report.pk)
    publish(report, revision, actor=None, reason="试")
    return Report.objects.get(pk=report.pk)
