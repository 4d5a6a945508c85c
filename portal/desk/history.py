"""What happened to a report: its revisions, who did what, and what changed from one revision to another."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from archive.forms import all_cells
from archive.impossible import Impossible
from archive.models import AuditEvent, Report
from archive.ruling import SET_RULE
from archive.selectors import audit_log, difference, revisions_of
from archive.undoing import can_be_undone, undo
from portal.desk.gate import DeskRequest, desk, say_no
from portal.form_tables import text_of
from portal.roles import Role, reaches

EVENTS_SHOWN = 200


def events_about(report: Report) -> QuerySet[AuditEvent]:
    return audit_log(object_type="report", object_id=str(report.pk))


@desk(Role.REVIEWER, "GET")
def history(request: DeskRequest, report_id: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_related("agency", "latest"), pk=report_id)
    events = events_about(report)[:EVENTS_SHOWN]
    return render(
        request,
        "desk/history.html",
        {
            "report": report,
            "revisions": revisions_of(report).defer("cells", "claims", "corrections", "indicators"),
            "events": [(event, can_be_undone(event)) for event in events],
        },
    )


@desk(Role.REVIEWER, "GET")
def compare(request: DeskRequest, report_id: int, before: int, after: int) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_related("agency"), pk=report_id)
    old = get_object_or_404(report.revisions.select_related("author", "source"), number=before)
    new = get_object_or_404(report.revisions.select_related("author", "source"), number=after)
    found = difference(old, new)
    cells = [(_name(change.code), text_of(change.before), text_of(change.after)) for change in found.cells]
    return render(
        request,
        "desk/compare.html",
        {"report": report, "old": old, "new": new, "versions": (old, new), "cells": cells, "sections": found.sections},
    )


def _name(code: str) -> str:
    spec = all_cells().get(code)
    return " · ".join((*spec.row.groups[-1:], spec.words)) if spec else code


@desk(Role.REVIEWER, "POST")
def undo_event(request: DeskRequest, event_id: int) -> HttpResponse:
    event = get_object_or_404(AuditEvent, pk=event_id)
    if event.action == SET_RULE and not reaches(request.role, Role.ADMINISTRATOR):
        return say_no(request, _("发布规则只有管理员能改。"), status=403)
    reason = request.POST.get("reason", "").strip()
    try:
        undo(event, actor=request.user, reason=reason)
    except Impossible as impossible:
        messages.error(request, impossible.message)
    else:
        messages.success(request, _("已撤销：{summary}").format(summary=event.summary))
    return redirect(_back(request))


def _back(request: DeskRequest) -> str:
    """To the page that the button stood on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else reverse("desk:audit")
