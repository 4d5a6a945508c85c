"""Taking a change back: one more change, which says which one it takes back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext as _

from archive import agencies_work, correcting, merging, publishing, ruling, withholding
from archive.auditing import changing, record
from archive.impossible import Impossible
from archive.models import AuditEvent

UNDO = "undo"

Undo = Callable[[AuditEvent, User], models.Model]


def _by_machine(undo: Callable[[AuditEvent], models.Model]) -> Undo:
    return lambda event, _actor: undo(event)


_UNDO: dict[str, Undo] = {
    publishing.PUBLISH: _by_machine(publishing.undo_change),
    publishing.WITHDRAW: _by_machine(publishing.undo_change),
    publishing.RESTORE: _by_machine(publishing.undo_change),
    publishing.SET_ASIDE: _by_machine(publishing.undo_change),
    correcting.CORRECT: correcting.undo_revision,
    correcting.REVERT: correcting.undo_revision,
    correcting.DECIDE: _by_machine(correcting.undo_decision),
    merging.MERGE: _by_machine(merging.unmerge),
    agencies_work.RESOLVE: _by_machine(agencies_work.undo_resolve),
    agencies_work.RENAME: _by_machine(agencies_work.undo_rename),
    agencies_work.SET_KIND: _by_machine(agencies_work.undo_set_kind),
    agencies_work.SUCCEED: _by_machine(agencies_work.undo_succeed),
    withholding.WITHHOLD: _by_machine(withholding.undo_decision),
    withholding.RELEASE: _by_machine(withholding.undo_decision),
    ruling.SET_RULE: _by_machine(ruling.undo_rule),
}


def can_be_undone(event: AuditEvent) -> bool:
    """Whether there is a way back; what has happened since may still bar it."""
    return event.action in _UNDO and not AuditEvent.objects.filter(undoes=event).exists()


def undo(event: AuditEvent, *, actor: User, reason: str = "") -> AuditEvent:
    with changing():
        if event.action not in _UNDO:
            raise Impossible("no-way-back", _("这项操作不能撤销。"))
        if AuditEvent.objects.filter(undoes=event).exists():
            raise Impossible("undone-already", _("这项操作已经撤销过。"))
        changed = _UNDO[event.action](event, actor)
        summary = _("撤销“{summary}” {reason}").format(summary=event.summary, reason=reason)
        return record(UNDO, actor=actor, obj=changed, summary=summary, data={"event": event.pk}, undoes=event)
