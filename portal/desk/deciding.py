"""What a reviewer decides of a report: its findings, whether it is public, whether its source is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from archive.correcting import decide, revert
from archive.impossible import Impossible
from archive.models import FindingDecision, Report
from archive.publishing import publish, restore, set_aside, withdraw
from archive.withholding import release, withhold
from portal.desk.gate import DeskRequest, desk
from portal.desk.queue import next_after
from portal.desk.review import latest_of, report_or_404
from portal.roles import Role


def attempted(request: DeskRequest, done: str, change: Callable[[], Any]) -> bool:
    """Tells the person what came of it."""
    try:
        change()
    except Impossible as impossible:
        messages.error(request, impossible.message)
        return False
    messages.success(request, done)
    return True


def reason_of(request: DeskRequest) -> str:
    return request.POST.get("reason", "").strip()


def _without_reason(request: DeskRequest) -> bool:
    if reason_of(request):
        return False
    messages.error(request, _("请写明理由。"))
    return True


@desk(Role.REVIEWER, "POST")
def decide_finding(request: DeskRequest, report_id: int) -> HttpResponse:
    report = report_or_404(report_id)
    key, verdict = request.POST.get("key", ""), request.POST.get("verdict", "")
    note = request.POST.get("note", "").strip()
    if verdict not in {"", *FindingDecision.Verdict.values} or not _is_key(key):
        messages.error(request, _("没有选怎么决定。"))
    elif verdict == FindingDecision.Verdict.EXPLAINED and not note:
        messages.error(request, _("可以解释的，请写下解释：读者会看到。"))
    else:
        chosen = FindingDecision.Verdict(verdict) if verdict else None
        attempted(request, _("已记下。"), lambda: decide(report, key, chosen, note, actor=request.user))
    return redirect(f"{_page(report)}#findings")


def _is_key(key: str) -> bool:
    return len(key) == 64 and set(key) <= set("0123456789abcdef")


def _page(report: Report) -> str:
    return redirect("desk:review", report.pk).url


@desk(Role.REVIEWER, "POST")
def publish_report(request: DeskRequest, report_id: int) -> HttpResponse:
    """The revision that the reviewer saw, and no other; then on to the next that waits."""
    report = report_or_404(report_id)
    revision = latest_of(report)
    following = next_after(report)
    if request.POST.get("revision") != str(revision.pk):
        messages.error(request, _("您打开这一页之后，这份年报有了更新的版本。请核对后再发布。"))
        return redirect("desk:review", report.pk)
    reason = reason_of(request) or _("审核通过")
    done = attempted(
        request,
        _("已发布：{report}").format(report=report),
        lambda: publish(report, revision, actor=request.user, reason=reason),
    )
    goes_on = done and following is not None and "onward" in request.POST
    return redirect("desk:review", following.pk if goes_on and following else report.pk)


@desk(Role.REVIEWER, "POST")
def withdraw_report(request: DeskRequest, report_id: int) -> HttpResponse:
    return _changed(request, report_id, _("已撤回，公众看不到这份年报了。"), withdraw)


@desk(Role.REVIEWER, "POST")
def restore_report(request: DeskRequest, report_id: int) -> HttpResponse:
    return _changed(request, report_id, _("已恢复发布。"), restore)


@desk(Role.REVIEWER, "POST")
def set_aside_report(request: DeskRequest, report_id: int) -> HttpResponse:
    return _changed(request, report_id, _("已搁置，不再列在待审核里。"), set_aside)


def _changed(request: DeskRequest, report_id: int, done: str, change: Callable[..., Any]) -> HttpResponse:
    report = report_or_404(report_id)
    if not _without_reason(request):
        attempted(request, done, lambda: change(report, actor=request.user, reason=reason_of(request)))
    return redirect("desk:review", report.pk)


@desk(Role.REVIEWER, "POST")
def revert_report(request: DeskRequest, report_id: int, number: int) -> HttpResponse:
    report = report_or_404(report_id)
    revision = get_object_or_404(report.revisions, number=number)
    if not _without_reason(request):
        done = _("已按第 {number} 版的内容新建一版，等待发布。").format(number=number)
        attempted(request, done, lambda: revert(report, revision, actor=request.user, reason=reason_of(request)))
    return redirect("desk:review", report.pk)


@desk(Role.REVIEWER, "POST")
def hold_source(request: DeskRequest, report_id: int) -> HttpResponse:
    """Whether the file that the newest revision was read from may be shown to the public."""
    report = report_or_404(report_id)
    source = latest_of(report).source
    change, done = (
        (release, _("原件可以公开。"))
        if "release" in request.POST
        else (withhold, _("原件不公开，公开的文字会遮住个人信息。"))
    )
    if not _without_reason(request):
        attempted(request, done, lambda: change(source, actor=request.user, reason=reason_of(request)))
    return redirect(f"{_page(report)}#private")
