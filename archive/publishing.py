"""What the public sees: published, withdrawn, restored; by a person, or by the rule that the desk has set."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.impossible import Impossible
from archive.models import AuditEvent, Report, Revision
from archive.standing import State, held, save_state, set_state, state_of

PUBLISH, WITHDRAW, RESTORE, SET_ASIDE = "report.publish", "report.withdraw", "report.restore", "report.set_aside"


def publish(report: Report, revision: Revision, *, actor: User | None, reason: str) -> AuditEvent | None:
    """None where the public sees that very revision already."""
    with changing():
        now = held(report)
        if revision.report_id != now.pk:
            raise Impossible("foreign-revision", _("这个版本不属于这份年报。"))
        if now.folded_into_id is not None:
            raise Impossible("folded", _("这份年报已并入另一份年报，请发布那一份。"))
        if now.published_id == revision.pk:
            return None
        before = state_of(now)
        now.published, now.published_at, now.withdrawn_at = revision, timezone.now(), None
        now.needs_review = now.latest_id != revision.pk
        summary = _("发布{report}第 {number} 版：{reason}").format(report=now, number=revision.number, reason=reason)
        return _changed(now, PUBLISH, before, actor=actor, summary=summary)


def withdraw(report: Report, *, actor: User | None, reason: str) -> AuditEvent:
    with changing():
        now = held(report)
        if now.published is None:
            raise Impossible("not-published", _("这份年报没有发布，不用撤回。"))
        before = state_of(now)
        now.published, now.withdrawn_at, now.needs_review = None, timezone.now(), False
        summary = _("撤回{report}：{reason}").format(report=now, reason=reason)
        return _changed(now, WITHDRAW, before, actor=actor, summary=summary)


def restore(report: Report, *, actor: User | None, reason: str) -> AuditEvent:
    """The revision that was withdrawn is public again."""
    with changing():
        now = held(report)
        if now.withdrawn_at is None:
            raise Impossible("not-withdrawn", _("这份年报没有撤回，不用恢复。"))
        before = state_of(now)
        now.published, now.published_at, now.withdrawn_at = _withdrawn_revision(now), timezone.now(), None
        now.needs_review = now.latest_id != now.published.pk
        summary = _("恢复{report}：{reason}").format(report=now, reason=reason)
        return _changed(now, RESTORE, before, actor=actor, summary=summary)


def _withdrawn_revision(report: Report) -> Revision:
    event = events_of(report).filter(action=WITHDRAW).first()
    if event is None:
        raise Impossible("not-withdrawn", _("没有找到撤回前发布的版本。"))
    return report.revisions.get(pk=event.data["before"]["published"])


def events_of(report: Report) -> QuerySet[AuditEvent]:
    """The newest first."""
    return AuditEvent.objects.filter(object_type="report", object_id=str(report.pk))


def once_public(report: Report) -> frozenset[int]:
    """The revisions that the public has seen at some time: what is cited may be any of them.

    Not those that were published by mistake and taken back.
    """
    told = events_of(report).filter(action__in=(PUBLISH, RESTORE), undone_by=None).values_list("data", flat=True)
    return frozenset(data["after"]["published"] for data in told)


def set_aside(report: Report, *, actor: User | None, reason: str) -> AuditEvent:
    """The newest revision is not to be published; what is public, if anything, stays."""
    with changing():
        now = held(report)
        if not now.needs_review:
            raise Impossible("not-waiting", _("这份年报不在待审核之列。"))
        before = state_of(now)
        now.needs_review = False
        summary = _("搁置{report}：{reason}").format(report=now, reason=reason)
        return _changed(now, SET_ASIDE, before, actor=actor, summary=summary)


def _changed(report: Report, action: str, before: State, *, actor: User | None, summary: str) -> AuditEvent:
    save_state(report)
    data = {"before": before, "after": state_of(report)}
    return record(action, actor=actor, obj=report, summary=summary, data=data)


def undo_change(event: AuditEvent) -> Report:
    """Back to what the report was before; only as long as it still is what the event made of it."""
    report = held(Report.objects.get(pk=event.object_id))
    if state_of(report) != event.data["after"]:
        raise Impossible("changed-since", _("这份年报之后又有改动，不能直接撤销。"))
    set_state(report, event.data["before"])
    save_state(report)
    return report
