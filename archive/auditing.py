"""The audit log: every change of the archive is written in the transaction that makes it, sealed to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import AuditChain, AuditEvent
from archive.texts import fitted, storable_json

SUMMARY_LENGTH = 500
ROWS_AT_ONCE = 2000


@contextmanager
def changing() -> Iterator[None]:
    """One transaction for a change and its event.

    Every change takes the end of the chain before anything else, so no two can wait for each other.
    """
    with transaction.atomic():
        _end_of_chain()
        yield


def _end_of_chain() -> AuditChain:
    return AuditChain.objects.select_for_update().get_or_create(id=1)[0]


def record(
    action: str,
    *,
    actor: User | None,
    obj: models.Model,
    summary: str,
    data: Mapping[str, Any] | None = None,
    undoes: AuditEvent | None = None,
) -> AuditEvent:
    """``actor`` None is the machine.  ``data`` is what it takes to understand the event and to undo it."""
    with transaction.atomic():
        chain = _end_of_chain()
        event = AuditEvent(
            at=timezone.now(),
            actor=actor,
            actor_name=actor.get_username() if actor else _("系统"),
            action=action,
            object_type=type(obj).__name__.lower(),
            object_id=str(obj.pk),
            summary=fitted(summary, SUMMARY_LENGTH),
            data=storable_json(dict(data or {})),
            undoes=undoes,
            previous_seal=chain.last_seal,
        )
        event.seal = seal_of(event)
        event.save(force_insert=True)
        AuditChain.objects.filter(id=1).update(length=chain.length + 1, last_seal=event.seal)
    return event


def seal_of(event: AuditEvent) -> str:
    """A SHA-256 over all that the event says and the seal before it."""
    return hashlib.sha256(_sealed_text(event).encode()).hexdigest()


def _sealed_text(event: AuditEvent) -> str:
    said = [
        event.previous_seal,
        _moment(event.at),
        event.actor_id,
        event.actor_name,
        event.action,
        event.object_type,
        event.object_id,
        event.summary,
        event.data,
        event.undoes_id,
    ]
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def verify_chain() -> Iterator[str]:
    """What is wrong with the log: events altered, missing in between, or cut off at the end."""
    last, length = "", 0
    for event in AuditEvent.objects.order_by("id").iterator(chunk_size=ROWS_AT_ONCE):
        if event.previous_seal != last:
            yield _("操作记录 {id} 与上一条接不上：中间有记录缺失或被改动").format(id=event.pk)
        if event.seal != seal_of(event):
            yield _("操作记录 {id} 的内容与它的校验不符：记录被改动").format(id=event.pk)
        last, length = event.seal, length + 1
    end = AuditChain.objects.filter(id=1).first() or AuditChain()
    if (end.length, end.last_seal) != (length, last):
        yield _("操作记录的末端不符：应有 {due} 条，实有 {found} 条").format(due=end.length, found=length)
