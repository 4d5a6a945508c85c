"""The rule by which reports are published: what speaks against one, and how the desk sets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.doubting import doubts
from archive.impossible import Impossible
from archive.models import AuditEvent, PublishingRule, Report, Revision
from archive.publishing import PUBLISH, events_of, publish
from archive.standing import held

SET_RULE = "rule.set"
CHOICES = ("enabled", "allow_inferred_division", "allow_notices", "allow_blanks")


def rule_now() -> PublishingRule:
    return PublishingRule.objects.get_or_create(id=1)[0]


def publish_by_rule(report: Report) -> bool:
    """Whether the report's newest revision is public, by the rule if not before.  Safe to call again."""
    with changing():
        now = held(report)
        if now.latest is None or now.published_id == now.latest_id:
            return now.latest is not None
        if next(reasons_against(rule_now(), now, now.latest), None):
            return False
        publish(now, now.latest, actor=None, reason=_("符合自动发布规则"))
        return True


def reasons_against(rule: PublishingRule, report: Report, revision: Revision) -> Iterator[str]:
    """Why a person has to look first, in words for that person."""
    if not rule.enabled:
        yield _("没有启用自动发布")
    yield from _about_history(report)
    found = doubts(report, revision)
    for name, sentence in _always().items():
        if found[name]:
            yield sentence.format(count=found[name])
    for name, allowed, sentence in _by_choice(rule):
        if found[name] and not allowed:
            yield sentence.format(count=found[name])


def _about_history(report: Report) -> Iterator[str]:
    """What a person decided, or is to decide, the rule leaves alone."""
    if report.folded_into_id is not None:
        yield _("已并入另一份年报")
    elif report.published_id is not None:
        yield _("已经发布过另一个版本，要由人比较")
    elif report.withdrawn_at is not None:
        yield _("这份年报曾被撤回")
    elif not report.needs_review:
        yield _("这份年报已搁置")
    elif events_of(report).filter(action=PUBLISH, undone_by__isnull=False).exists():
        yield _("它的发布曾被撤销")


def _always() -> Mapping[str, str]:
    return {
        "no_table": _("没有读出法定表格"),
        "absent": _("有 {count} 个数据项没有读出"),
        "uncertain": _("有 {count} 个数据项存疑"),
        "errors": _("有 {count} 处数字不符"),
        "division_open": _("机关所在的地区没有核定"),
        "private": _("正文中有个人信息"),
    }


def _by_choice(rule: PublishingRule) -> Iterator[tuple[str, bool, str]]:
    yield "division_inferred", rule.allow_inferred_division, _("机关所在的地区是推断的")
    yield "notices", rule.allow_notices, _("有 {count} 条核对提示")
    yield "warnings", rule.allow_notices, _("读取时有 {count} 条说明")
    yield "blanks", rule.allow_blanks, _("有 {count} 个数据项未填")


def set_rule(*, actor: User, **choices: bool) -> AuditEvent | None:
    """None where the rule is so already."""
    with changing():
        rule = rule_now()
        before = _choices(rule)
        after = {**before, **choices}
        if after == before:
            return None
        _set(rule, after)
        data: dict[str, Any] = {"before": before, "after": after}
        return record(SET_RULE, actor=actor, obj=rule, summary=_("更改自动发布规则"), data=data)


def _choices(rule: PublishingRule) -> dict[str, bool]:
    return {name: getattr(rule, name) for name in CHOICES}


def _set(rule: PublishingRule, choices: Mapping[str, bool]) -> None:
    for name in CHOICES:
        setattr(rule, name, choices[name])
    rule.save()


def undo_rule(event: AuditEvent) -> PublishingRule:
    rule = rule_now()
    if _choices(rule) != event.data["after"]:
        raise Impossible("changed-since", _("规则之后又有改动，不能直接撤销。"))
    _set(rule, event.data["before"])
    return rule
