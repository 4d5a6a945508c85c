"""What persons decide of a report's content: cells corrected, an earlier revision taken up again, findings judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.cell_codec import Json, cells_from_json
from archive.corrections import Correction, noted
from archive.counting import project
from archive.doubting import refresh_doubt, refresh_doubt_around
from archive.drafts import Draft, draft_from, with_corrections
from archive.forms import all_cells
from archive.impossible import Impossible
from archive.models import AuditEvent, FindingDecision, Report, Revision
from archive.revising import add_revision
from archive.signals import announce
from archive.standing import held
from archive.texts import fitted

CORRECT, REVERT, DECIDE = "report.correct", "report.revert", "finding.decide"
NOTE_LENGTH = 500
# A change is told by its first cells; the event's data has them all.
CELLS_TOLD = 3


def correct_cells(
    report: Report, changes: Mapping[str, Correction], *, actor: User, reason: str, base: Revision | None = None
) -> Revision:
    """A person's revision with these cells, every check run again.

    ``base`` is the revision that the person saw; it is refused when there is a newer one.
    """
    with changing():
        now, latest = _latest(report, base)
        _require_cells(changes, reason)
        cells = cells_from_json(latest.cells)
        decided = {
            code: noted(change.applied_to(cells.get(code)), change.note, actor.get_username())
            for code, change in changes.items()
        }
        draft = with_corrections(draft_from(latest), decided, now.year)
        revision = _revise(now, draft, actor=actor, reason=reason, like=latest)
        summary = _("更正{report}的 {count} 个数据项（{cells}）：{reason}").format(
            report=now, count=len(changes), cells=_told(changes), reason=reason
        )
        _record(CORRECT, now, latest, revision, actor=actor, summary=summary, data={"cells": decided})
        return revision


def _latest(report: Report, base: Revision | None) -> tuple[Report, Revision]:
    now = held(report)
    if now.latest is None or now.folded_into_id is not None:
        raise Impossible("nothing-to-correct", _("这份年报没有可以更正的版本。"))
    if base is not None and base.pk != now.latest_id:
        raise Impossible("newer-revision", _("这份年报已有更新的版本，请先查看再更正。"))
    return now, now.latest


def _require_cells(changes: Mapping[str, Correction], reason: str) -> None:
    if not changes:
        raise Impossible("nothing-changed", _("没有更正任何数据项。"))
    if not reason.strip():
        raise Impossible("no-reason", _("请写明更正的理由。"))
    unknown = [code for code in changes if code not in all_cells()]
    if unknown:
        raise Impossible("unknown-cell", _("没有这样的数据项：{codes}").format(codes="、".join(unknown)))


def _told(changes: Mapping[str, Correction]) -> str:
    """Words and new values of the first few."""
    words = [
        f"{all_cells()[code].words} → {_('空白') if change.value is None else change.value}"
        for code, change in list(changes.items())[:CELLS_TOLD]
    ]
    return "；".join(words) + ("……" if len(changes) > CELLS_TOLD else "")


def revert(report: Report, to_revision: Revision, *, actor: User, reason: str) -> Revision:
    """A person's revision that says again what an earlier one said."""
    with changing():
        now, latest = _latest(report, None)
        if to_revision.report_id != now.pk or to_revision.pk == latest.pk:
            raise Impossible("foreign-revision", _("不能恢复到这个版本。"))
        revision = _revise(now, draft_from(to_revision), actor=actor, reason=reason, like=to_revision)
        summary = _("{report}恢复为第 {number} 版的内容：{reason}").format(
            report=now, number=to_revision.number, reason=reason
        )
        _record(REVERT, now, latest, revision, actor=actor, summary=summary, data={"to": to_revision.pk})
        return revision


def _revise(report: Report, draft: Draft, *, actor: User, reason: str, like: Revision) -> Revision:
    return add_revision(
        report,
        draft,
        source=like.source,
        by=Revision.By.PERSON,
        author=actor,
        parser_version=like.parser_version,
        reason=reason,
        parent=report.latest,
    )


def _record(
    action: str,
    report: Report,
    before: Revision,
    revision: Revision,
    *,
    actor: User,
    summary: str,
    data: Mapping[str, Any],
) -> None:
    refresh_doubt_around(report)
    record(
        action,
        actor=actor,
        obj=report,
        summary=summary,
        data={**data, "revision": revision.pk, "before": before.pk},
    )


def undo_revision(event: AuditEvent, actor: User) -> Report:
    """What was said before is said again, in one more revision: nothing that was said is ever lost."""
    report = Report.objects.get(pk=event.object_id)
    if report.latest_id != event.data["revision"]:
        raise Impossible("changed-since", _("这份年报之后又有新的版本，不能直接撤销。"))
    now, _latest_revision = _latest(report, None)
    before = now.revisions.get(pk=event.data["before"])
    reason = _("撤销第 {number} 版").format(number=_latest_revision.number)
    _revise(now, draft_from(before), actor=actor, reason=reason, like=before)
    refresh_doubt_around(now)
    return now


# -- findings --


def decide(
    report: Report, finding_key: str, verdict: FindingDecision.Verdict | None, note: str, *, actor: User
) -> FindingDecision | None:
    """What a person makes of a finding; None takes an earlier decision back.  The same again changes nothing."""
    with changing():
        now = held(report)
        before = _decision(now, finding_key)
        after = _decided(verdict, note, actor) if verdict else None
        if _same(before, after):
            return now.decisions.filter(key=finding_key).first()
        _set_decision(now, finding_key, after)
        words = FindingDecision.Verdict(verdict).label if verdict else _("未决定")
        record(
            DECIDE,
            actor=actor,
            obj=now,
            summary=_("{report}的核对提示：{verdict} {note}").format(report=now, verdict=words, note=note),
            data={"key": finding_key, "before": before, "after": after},
        )
        return now.decisions.filter(key=finding_key).first()


def _decided(verdict: FindingDecision.Verdict, note: str, actor: User) -> Json:
    return {"verdict": FindingDecision.Verdict(verdict).value, "note": fitted(note, NOTE_LENGTH), "by": actor.pk}


def _same(before: Json | None, after: Json | None) -> bool:
    """Who decided it first stays who decided it."""
    if before is None or after is None:
        return before == after
    return (before["verdict"], before["note"]) == (after["verdict"], after["note"])


def _decision(report: Report, key: str) -> Json | None:
    found = report.decisions.filter(key=key).first()
    return {"verdict": found.verdict, "note": found.note, "by": found.by_id} if found else None


def _set_decision(report: Report, key: str, decision: Json | None) -> None:
    if decision is None:
        report.decisions.filter(key=key).delete()
    else:
        columns = {"verdict": decision["verdict"], "note": decision["note"], "by_id": decision["by"]}
        FindingDecision.objects.update_or_create(report=report, key=key, defaults=columns)
    refresh_doubt(report)
    if report.published_id is not None:
        project(report)
        announce(report.pk)


def undo_decision(event: AuditEvent) -> Report:
    report = held(Report.objects.get(pk=event.object_id))
    if _decision(report, event.data["key"]) != event.data["after"]:
        raise Impossible("changed-since", _("对这条提示之后又有决定，不能直接撤销。"))
    _set_decision(report, event.data["key"], event.data["before"])
    return report
