"""What becomes of an upload: every state with its code and its sentence, written here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from archive.auditing import changing
from archive.divisions import Certainty
from archive.doubting import doubts
from archive.models import Batch, Report, Revision, Source, Upload
from archive.publishing import publish
from archive.ruling import publish_by_rule, reasons_against, rule_now
from archive.storage import discard
from archive.texts import fitted

REASON_LENGTH = 500


def source_of(upload: Upload) -> Source:
    """Only what was refused at the door has no source, and that is never worked on."""
    if upload.source is None:
        raise Source.DoesNotExist(upload.name)
    return upload.source


def advance(upload: Upload, stage: Upload.Stage) -> None:
    upload.stage = stage
    upload.save(update_fields=["stage", "report", "revision", "changed_at"])


def wait(upload: Upload, **values: Any) -> None:
    Upload.objects.filter(pk=upload.pk).update(state=Upload.State.WAITING, changed_at=timezone.now(), **values)


def _end(upload: Upload, state: Upload.State, code: str, reason: str) -> None:
    upload.state, upload.code, upload.reason = state, code, fitted(reason, REASON_LENGTH)
    if state in (Upload.State.REVIEW, Upload.State.PUBLISHED):
        upload.stage = Upload.Stage.SETTLED
    upload.save(update_fields=["state", "stage", "code", "reason", "source", "report", "revision", "changed_at"])


def quarantine(upload: Upload, code: str, reason: str) -> None:
    _end(upload, Upload.State.QUARANTINED, code, reason)


def refuse(upload: Upload, code: str, reason: str, *, keep_source: bool) -> None:
    """What nobody can use is not kept, unless somebody else handed in the same."""
    source = upload.source
    with changing():
        if not keep_source:
            upload.source = None
        _end(upload, Upload.State.REFUSED, code, reason)
        if source is not None and not keep_source:
            discard(source)


def taken_in_before(upload: Upload, source: Source) -> Upload | None:
    """An upload of the same bytes that became a report; what a person added makes it another matter."""
    if upload.given_agency or upload.given_year:
        return None
    return source.uploads.filter(revision__isnull=False).exclude(pk=upload.pk).order_by("id").first()


def handed_in_before(source: Source) -> Upload | None:
    """An upload of the same bytes that became a report, or may still."""
    gone = (Upload.State.REFUSED, Upload.State.QUARANTINED, Upload.State.DUPLICATE)
    return source.uploads.exclude(state__in=gone).order_by("id").first()


def duplicate(upload: Upload, same: Upload) -> None:
    upload.report, upload.revision = same.report, same.revision
    _end(upload, Upload.State.DUPLICATE, "same-file", same_file(same))


def same_file(same: Upload) -> str:
    day = timezone.localtime(same.created_at).date()
    return _("与 {day} 上传的“{name}”是同一个文件，没有重复收录。").format(day=day.isoformat(), name=same.name)


def says_nothing_new(upload: Upload, revision: Revision) -> None:
    sentence = _("内容与“{report}”的第 {number} 版相同，没有重复收录。")
    _end(
        upload,
        Upload.State.DUPLICATE,
        "same-content",
        sentence.format(report=revision.title or revision.report, number=revision.number),
    )


def settle(upload: Upload, report: Report) -> None:
    """Published, by the desk's rule or as a sample; otherwise left for a person, with what speaks against it."""
    revision = report.latest
    if revision is None or revision.pk != upload.revision_id:
        reasons = [] if report.published_id == upload.revision_id else [_("这份年报已有更新的版本")]
    elif report.published_id == revision.pk:
        reasons = []
    else:
        reasons = _published_or_why_not(report, revision, upload.batch)
    if reasons:
        _end(upload, Upload.State.REVIEW, "to-review", _("等待审核：{reasons}。").format(reasons="；".join(reasons)))
    else:
        _end(upload, Upload.State.PUBLISHED, "", "")


def _published_or_why_not(report: Report, revision: Revision, batch: Batch) -> list[str]:
    reasons = list(reasons_against(rule_now(), report, revision))
    if not reasons:
        publish_by_rule(report)
    elif batch.through == Batch.Through.SAMPLE and _is_fit_to_show(report, revision):
        publish(report, revision, actor=None, reason=_("样例"))
        return []
    return reasons


def _is_fit_to_show(report: Report, revision: Revision) -> bool:
    """Samples are there to be looked at, and those that a person has to decide on to be decided on at the desk."""
    found = doubts(report, revision)
    unsure = any(found[name] for name in ("errors", "uncertain", "absent"))
    return not unsure and report.agency.division_status != Certainty.AMBIGUOUS
