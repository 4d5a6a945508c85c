"""Approving many reports at once: first it is said why each was not published by itself, then it is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.impossible import Impossible
from archive.models import Report
from archive.publishing import publish
from archive.ruling import reasons_against, rule_now
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role

MOST_AT_ONCE = 100


@desk(Role.REVIEWER, "POST")
def approve(request: DeskRequest) -> HttpResponse:
    chosen = dict(_pairs(request.POST.getlist("report")[:MOST_AT_ONCE]))
    reports = list(
        Report.objects.filter(pk__in=chosen, needs_review=True)
        .select_related("agency__division", "latest__source")
        .order_by("-doubt", "id")
    )
    if not reports:
        messages.error(request, _("没有选年报，或者选的都已经处理过。"))
        return redirect("desk:queue")
    reason = request.POST.get("reason", "").strip()
    if "confirmed" in request.POST and reason:
        _publish(request, reports, chosen, reason)
        return redirect("desk:queue")
    rule = rule_now()
    rows = [(report, list(reasons_against(rule, report, report.latest))) for report in reports if report.latest]
    context = {"rows": rows, "error": "confirmed" in request.POST}
    return render(request, "desk/approve.html", context, status=400 if context["error"] else 200)


def _pairs(values: Iterable[str]) -> Iterable[tuple[int, int]]:
    """``report-revision``, as the queue's boxes have it."""
    for value in values:
        report, _dash, revision = value.partition("-")
        if report.isdecimal() and revision.isdecimal():
            yield int(report), int(revision)


def _publish(request: DeskRequest, reports: Iterable[Report], seen: dict[int, int], reason: str) -> None:
    """What has become another revision since is left out."""
    done = 0
    for report in reports:
        if report.latest is None or report.latest.pk != seen[report.pk]:
            messages.error(request, _("{report}有了更新的版本，没有发布。").format(report=report))
            continue
        try:
            publish(report, report.latest, actor=request.user, reason=reason)
            done += 1
        except Impossible as impossible:
            messages.error(request, f"{report}：{impossible.message}")
    if done:
        messages.success(request, _("已发布 {count} 份年报。").format(count=done))
