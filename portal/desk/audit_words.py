"""Actions and objects of the audit log in words."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from archive.models import AuditEvent

ACTIONS = {
    "batch.open": _("上传"),
    "upload.retry": _("重试"),
    "upload.complete": _("补充机关和年份"),
    "report.store": _("收录"),
    "report.publish": _("发布"),
    "report.withdraw": _("撤回"),
    "report.restore": _("恢复发布"),
    "report.set_aside": _("搁置"),
    "report.correct": _("更正"),
    "report.revert": _("恢复旧版"),
    "finding.decide": _("决定核对提示"),
    "agency.resolve": _("核定地区"),
    "agency.rename": _("机关改名"),
    "agency.kind": _("改机关类型"),
    "agency.merge": _("合并机关"),
    "agency.succeed": _("登记承继"),
    "source.withhold": _("原件不公开"),
    "source.release": _("原件可公开"),
    "rule.set": _("更改发布规则"),
    "user.create": _("新建用户"),
    "user.role": _("更改角色"),
    "user.active": _("停用或启用用户"),
    "user.password": _("更改密码"),
    "wrong_number.answer": _("答复读者指正"),
    "token.issue": _("领取接口令牌"),
    "token.revoke": _("作废接口令牌"),
    "undo": _("撤销"),
}
OBJECTS = {
    "report": _("年报"),
    "agency": _("机关"),
    "batch": _("批次"),
    "upload": _("上传"),
    "source": _("原件"),
    "publishingrule": _("发布规则"),
    "user": _("用户"),
}
_PAGES = {"report": "desk:review", "agency": "desk:agency", "batch": "desk:batch"}


def action_words(action: str) -> str:
    return str(ACTIONS.get(action, action))


def object_words(event: AuditEvent) -> tuple[str, str]:
    """What it was done to, and the page of it if there is one."""
    words = f"{OBJECTS.get(event.object_type, event.object_type)} {event.object_id[:12]}"
    try:
        return words, reverse(_PAGES[event.object_type], args=[event.object_id])
    except (KeyError, NoReverseMatch):
        return words, ""
