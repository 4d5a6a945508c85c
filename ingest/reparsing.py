"""Reports read anew by this version of the parser: what would change, and the change itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from archive.cell_codec import cells_from_json
from archive.diffing import CellChange, SectionChange, changed_cells, changed_sections
from archive.impossible import Impossible
from archive.models import Report, Revision
from archive.reading import Reading
from archive.storage import DamagedSource
from ingest.refusals import Refusal
from ingest.storing import completed, read_source, store
from ingest.tokens import write_tokens
from ingest.version import PARSER_VERSION


class Verdict(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    # It now says that it is of another agency or year: a person has to look at that.
    MOVED = "moved"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reparsed:
    """``told`` is a sentence for what cannot be shown as a change; the rest is what the new reading says otherwise."""

    verdict: Verdict
    told: str = ""
    cells: tuple[CellChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    columns: tuple[tuple[str, str, str], ...] = ()
    findings_gone: tuple[str, ...] = ()
    findings_new: tuple[str, ...] = ()


def reparse(report: Report, *, apply: bool) -> Reparsed:
    """With ``apply`` the new reading is stored and waits for review.

    What persons corrected and decided stays: the archive lays it over the new reading.
    """
    latest = report.latest
    if latest is None:
        return Reparsed(Verdict.SAME)
    try:
        reading = _read_again(latest)
    except Refusal as refusal:
        return Reparsed(Verdict.UNREADABLE, refusal.message)
    except DamagedSource:
        return Reparsed(Verdict.UNREADABLE, _("保存的原件缺失或已损坏。"))
    try:
        return _stored(report, latest, reading, apply=apply)
    except Impossible as impossible:
        return Reparsed(Verdict.UNREADABLE, impossible.message)


def _read_again(revision: Revision) -> Reading:
    reading = read_source(revision.source)
    upload = revision.source.uploads.filter(report=revision.report_id).order_by("id").first()
    return completed(reading, upload) if upload else reading


def _stored(report: Report, latest: Revision, reading: Reading, *, apply: bool) -> Reparsed:
    """Stored in any case, so that what is shown is what would be; then taken back unless it is wanted."""
    with transaction.atomic():
        reason = _("用第 {version} 版解析程序重新读取").format(version=PARSER_VERSION)
        target, revision, new = store(reading, latest.source, reason=reason)
        result = _compared(report, target, latest, revision, new=new)
        if apply and result.verdict is Verdict.CHANGED:
            write_tokens(target.pk)
        else:
            transaction.set_rollback(True)
    return result


def _compared(report: Report, target: Report, before: Revision, after: Revision, *, new: bool) -> Reparsed:
    if target.pk != report.pk:
        return Reparsed(Verdict.MOVED, _("现在读作“{report}”，需要人工处理。").format(report=target))
    if not new:
        return Reparsed(Verdict.SAME)
    old_findings, new_findings = _messages(before), _messages(after)
    return Reparsed(
        Verdict.CHANGED,
        cells=tuple(changed_cells(cells_from_json(before.cells), cells_from_json(after.cells))),
        sections=tuple(changed_sections(_texts(before), _texts(after))),
        columns=tuple(_changed_columns(before, after)),
        findings_gone=tuple(message for message in old_findings if message not in new_findings),
        findings_new=tuple(message for message in new_findings if message not in old_findings),
    )


def _messages(revision: Revision) -> list[str]:
    return list(revision.findings.order_by("id").values_list("message", flat=True))


def _texts(revision: Revision) -> list[tuple[int, str, str]]:
    return list(revision.sections.order_by("position").values_list("number", "heading", "text"))


_COLUMNS = {
    "title": "题名",
    "agency_name": "机关名称",
    "printed_agency": "印刷的机关名称",
    "form": "格式",
    "published_on": "公布日期",
    "signed_on": "落款日期",
    "signed_as": "落款",
}


def _changed_columns(before: Revision, after: Revision) -> Iterator[tuple[str, str, str]]:
    for column, words in _COLUMNS.items():
        old, new = getattr(before, column), getattr(after, column)
        if old != new:
            yield words, str(old or ""), str(new or "")
