"""The stages of an upload.  Each ends with its commit, and an upload that was left in the middle goes on there."""

from __future__ import annotations

import errno
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from archive.auditing import changing
from archive.impossible import Impossible
from archive.models import Report, Upload
from archive.reading import Reading
from archive.storage import DamagedSource
from ingest import outcomes
from ingest.limits import MAX_ATTEMPTS
from ingest.refusals import Refusal
from ingest.storing import completed, read_source, store
from ingest.tokens import write_tokens

# The house's own trouble, of which no file is guilty.
_TROUBLE = (OperationalError, InterfaceError)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE)

log = logging.getLogger(__name__)


def carry_on(upload_id: int) -> bool:
    """Works until the upload has its final state.  Whether it should be tried again at once.

    The caller holds the upload (ingest.exclusive): nobody else works on it.
    """
    try:
        upload = _begin(upload_id)
    except _TROUBLE as error:
        log.warning("upload %s put off: %s", upload_id, error)
        return False
    return upload is not None and _attempt(upload)


def _begin(upload_id: int) -> Upload | None:
    """The attempt is counted before it is made: it may be the process's last."""
    upload = Upload.objects.select_related("batch", "source").filter(pk=upload_id).first()
    if upload is None or upload.is_final:
        return None
    if upload.attempts >= MAX_ATTEMPTS:
        outcomes.quarantine(upload, "gave-up", _given_up())
        return None
    upload.attempts += 1
    upload.state = Upload.State.WORKING
    upload.save(update_fields=["attempts", "state", "changed_at"])
    return upload


def _attempt(upload: Upload) -> bool:
    try:
        while not upload.is_final:
            _NEXT[Upload.Stage(upload.stage)](upload)
    except DamagedSource:
        outcomes.quarantine(upload, "damaged-source", _("保存的原件缺失或已损坏，请重新上传这个文件。"))
    except _TROUBLE as error:
        _put_off(upload, error)
    except Exception as error:  # noqa: BLE001 - one bad file must not keep the others from being read
        if not isinstance(error, OSError) or error.errno not in _FULL:
            return _failed(upload, error)
        _put_off(upload, error)
    return False


def _failed(upload: Upload, error: Exception) -> bool:
    log.error("upload %s, attempt %s", upload.pk, upload.attempts, exc_info=error)
    upload.refresh_from_db()
    if upload.attempts < MAX_ATTEMPTS:
        outcomes.wait(upload)
        return True
    outcomes.quarantine(upload, "gave-up", _given_up() if _by_limit(error) else _broken(error))
    return False


def _by_limit(error: Exception) -> bool:
    return isinstance(error, SoftTimeLimitExceeded | MemoryError)


def _given_up() -> str:
    sentence = _("连续 {count} 次都没有处理完（程序崩溃、超时或内存不足），已隔离。请把文件交给维护人员。")
    return sentence.format(count=MAX_ATTEMPTS)


def _broken(error: Exception) -> str:
    sentence = _("连续 {count} 次处理都出错（{error}），已隔离。请把文件交给维护人员。")
    return sentence.format(count=MAX_ATTEMPTS, error=type(error).__name__)


def _put_off(upload: Upload, error: Exception) -> None:
    """The attempt does not count; a sweep begins it anew."""
    log.warning("upload %s put off: %s", upload.pk, error)
    try:
        outcomes.wait(upload, attempts=F("attempts") - 1)
    except DatabaseError:
        log.warning("upload %s: the database does not answer", upload.pk)


def take_in(upload: Upload) -> None:
    """Read, parse, check; then agency, report, revision and the upload's own row in one transaction."""
    try:
        reading = completed(read_source(outcomes.source_of(upload)), upload)
    except Refusal as refusal:
        outcomes.refuse(upload, refusal.code, refusal.message, keep_source=False)
        return
    try:
        with changing():
            _store(upload, reading)
    except Impossible as impossible:
        # A person can add what is missing.
        outcomes.refuse(upload, impossible.code, impossible.message, keep_source=True)


def _store(upload: Upload, reading: Reading) -> None:
    source = outcomes.source_of(upload)
    same = outcomes.taken_in_before(upload, source)
    if same is not None:
        outcomes.duplicate(upload, same)
        return
    report, revision, new = store(reading, source, reason=_("读取“{name}”").format(name=upload.name))
    upload.report, upload.revision = report, revision
    if new:
        outcomes.advance(upload, Upload.Stage.STORED)
    else:
        outcomes.says_nothing_new(upload, revision)


def segment(upload: Upload) -> None:
    """Every section of the report gets its words."""
    with transaction.atomic():
        write_tokens(_report_of(upload).pk)
        outcomes.advance(upload, Upload.Stage.SEGMENTED)


def settle(upload: Upload) -> None:
    """Published by rule, or left for a person."""
    report = Report.objects.select_related("agency", "latest__source").get(pk=_report_of(upload).pk)
    outcomes.settle(upload, report)


def _report_of(upload: Upload) -> Report:
    if upload.report is None:
        raise Report.DoesNotExist(upload.name)
    return upload.report


_NEXT = {
    Upload.Stage.RECEIVED: take_in,
    Upload.Stage.STORED: segment,
    Upload.Stage.SEGMENTED: settle,
}
