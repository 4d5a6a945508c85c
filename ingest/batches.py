"""Files handed in together: each gets its row with its state before any worker looks at it."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import IO

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive.models import Batch, Source, Upload
from archive.storage import keep
from archive.texts import fitted
from ingest import outcomes
from ingest.intake import check_size, identify
from ingest.labels import clean_label, numbered
from ingest.limits import MAX_BYTES
from ingest.packages import Entry, is_collection, unpack
from ingest.refusals import Refusal

LONGEST_NAME = 200


def open_batch(name: str, *, through: Batch.Through, uploader: User | None) -> Batch:
    return Batch.objects.create(name=fitted(name, LONGEST_NAME), through=through, uploader=uploader)


def hand_in(
    batch: Batch, name: str, file: IO[bytes], *, origin_url: str = "", retrieved_on: date | None = None
) -> Iterator[Upload]:
    """The rows of a file: one, or for a ZIP of files one for each.  Whoever calls queues them (ingest.queueing)."""
    label = clean_label(name)
    if not is_collection(file):
        yield _hand_in_one(batch, Entry(label, _read(file)), origin_url, retrieved_on)
        return
    try:
        for entry in unpack(file):
            yield _hand_in_one(batch, _without_nesting(label, entry), origin_url, retrieved_on)
    except Refusal as refusal:
        yield _refused(batch, label, refusal)


def _read(file: IO[bytes]) -> bytes | Refusal:
    file.seek(0, 2)
    try:
        check_size(file.tell())
    except Refusal as refusal:
        return refusal
    file.seek(0)
    return file.read(MAX_BYTES + 1)


def _without_nesting(package: str, entry: Entry) -> Entry:
    label = f"{package}/{entry.label}"
    if isinstance(entry.content, bytes) and is_collection(io.BytesIO(entry.content)):
        return Entry(label, Refusal("nested-zip", _("压缩包里的压缩包不再展开，请把它单独上传。")))
    return Entry(label, entry.content)


def _hand_in_one(batch: Batch, entry: Entry, origin_url: str, retrieved_on: date | None) -> Upload:
    if isinstance(entry.content, Refusal):
        return _refused(batch, entry.label, entry.content)
    try:
        format_ = identify(entry.content)
        # One transaction, so one wait for the disk.
        with transaction.atomic():
            source, _new = keep(
                entry.content,
                name=entry.label.rpartition("/")[2],
                format=format_,
                uploader=batch.uploader,
                origin_url=origin_url,
                retrieved_on=retrieved_on,
            )
            return _received(batch, entry.label, source)
    except Refusal as refusal:
        return _refused(batch, entry.label, refusal)
    except OSError as error:
        return _refused(batch, entry.label, _not_kept(error))


def _not_kept(error: OSError) -> Refusal:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Refusal("disk-full", _("服务器的磁盘已满，文件没有保存。请告诉管理员，稍后再上传。"))
    raise error


def _received(batch: Batch, label: str, source: Source) -> Upload:
    same = outcomes.handed_in_before(source)
    upload = _row(batch, label, source=source)
    if same is not None:
        outcomes.duplicate(upload, same)
    return upload


def _refused(batch: Batch, label: str, refusal: Refusal) -> Upload:
    state = Upload.State.REFUSED
    return _row(batch, label, state=state, code=refusal.code, reason=fitted(refusal.message, outcomes.REASON_LENGTH))


def _row(batch: Batch, label: str, **values: object) -> Upload:
    """Two files of one name in a batch are two files."""
    for number in count(1):
        name = label if number == 1 else numbered(label, number)
        try:
            with transaction.atomic():
                return Upload.objects.create(batch=batch, name=name, **values)
        except IntegrityError:
            if not batch.uploads.filter(name=name).exists():
                raise
    raise AssertionError


def refuse_unreadable(batch: Batch, label: str) -> Upload:
    """A file that the machine itself could not read to us."""
    return _refused(batch, clean_label(label), Refusal("unreadable", _("系统无法打开这个文件。")))
