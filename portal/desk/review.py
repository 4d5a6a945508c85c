"""The review page: a report's source beside its tables, numbers checked and corrected in place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from archive.correcting import correct_cells
from archive.impossible import Impossible
from archive.models import FindingDecision, Report, Revision
from archive.ruling import reasons_against, rule_now
from archive.selectors import cells_of
from archive.undoing import can_be_undone
from portal.desk.gate import DeskRequest, desk, wants_json
from portal.desk.history import events_about
from portal.desk.queue import next_after
from portal.desk.review_sheet import ReviewSheet, sheet_of
from portal.desk.source_panel import panel_of, wanted_of
from portal.desk.typed_cells import Typed, read_typed
from portal.form_tables import text_of
from portal.roles import Role

EVENTS_SHOWN = 5


def report_or_404(report_id: int) -> Report:
    rows = Report.objects.select_related(
        "agency__division", "agency__township", "latest__source", "latest__author", "published", "folded_into"
    )
    return get_object_or_404(rows, pk=report_id)


def latest_of(report: Report) -> Revision:
    if report.latest is None:
        raise Http404(report.pk)
    return report.latest


def revision_of(report: Report, number: str) -> Revision:
    """The one that is asked for, or the newest."""
    if not number.isdecimal():
        return latest_of(report)
    return get_object_or_404(report.revisions.select_related("source", "author"), number=int(number))


@desk(Role.REVIEWER, "GET")
def review(request: DeskRequest, report_id: int) -> HttpResponse:
    report = report_or_404(report_id)
    sheet = sheet_of(report, revision_of(report, request.GET.get("revision", "")))
    return _page(request, sheet, is_editing="edit" in request.GET and sheet.is_latest)


def _page(
    request: DeskRequest, sheet: ReviewSheet, *, is_editing: bool, error: str = "", status: int = 200
) -> HttpResponse:
    report = sheet.report
    events = list(events_about(report)[:EVENTS_SHOWN])
    wanted = wanted_of(request.GET, sheet)
    context: dict[str, Any] = {
        "sheet": sheet,
        "report": report,
        "revision": sheet.revision,
        "agency": report.agency,
        "panel": panel_of(sheet.revision.source, wanted),
        "wanted_cell": request.GET.get("cell", ""),
        "is_editing": is_editing,
        "error": error,
        "posted": request.POST,
        "verdicts": FindingDecision.Verdict.choices,
        "reasons": list(reasons_against(rule_now(), report, sheet.revision)) if report.needs_review else [],
        "events": [(event, can_be_undone(event)) for event in events],
        "following": next_after(report),
    }
    return render(request, "desk/review.html", context, status=status)


@desk(Role.REVIEWER, "GET")
def source_fragment(request: DeskRequest, report_id: int) -> HttpResponse:
    """The source alone, for the script that puts it beside the tables."""
    report = report_or_404(report_id)
    sheet = sheet_of(report, revision_of(report, request.GET.get("revision", "")))
    panel = panel_of(sheet.revision.source, wanted_of(request.GET, sheet))
    return render(
        request, "desk/source.html", {"panel": panel, "report": report, "revision": sheet.revision, "sheet": sheet}
    )


@desk(Role.REVIEWER, "POST")
def correct(request: DeskRequest, report_id: int) -> HttpResponse:
    """Checks what was typed; with ``do=save`` it becomes the next revision."""
    report = report_or_404(report_id)
    revision = latest_of(report)
    typed = read_typed(_plain(request.POST), cells_of(revision))
    if request.POST.get("do") == "save":
        return _save(request, report, revision, typed)
    sheet = sheet_of(report, revision, typed)
    return _checked(request, sheet) if wants_json(request) else _page(request, sheet, is_editing=True)


def _plain(posted: QueryDict) -> dict[str, str]:
    return {name: str(value) for name, value in posted.items()}


def _checked(request: DeskRequest, sheet: ReviewSheet) -> JsonResponse:
    """What the script shows: findings anew, which numbers no longer or newly fail, what cannot be understood."""
    findings = render_to_string("desk/problems.html", _problems(sheet), request)
    texts = {
        code: text_of(cell) for code, cell in sheet.typed.laid_over(sheet.cells).items() if code in sheet.typed.changes
    }
    return JsonResponse(
        {
            "problems": findings,
            "count": sheet.problems,
            "failing": sorted(sheet.failing),
            "errors": dict(sheet.typed.errors),
            "texts": texts,
            "told": _("改了 {count} 个数据项，还没有保存。").format(count=len(sheet.typed.changes)),
        }
    )


def _problems(sheet: ReviewSheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "report": sheet.report,
        "revision": sheet.revision,
        "verdicts": FindingDecision.Verdict.choices,
        "is_unsaved": True,
    }


def _save(request: DeskRequest, report: Report, revision: Revision, typed: Typed) -> HttpResponse:
    reason, note = (request.POST.get(name, "").strip() for name in ("reason", "note"))
    error = _why_not(request, revision, typed, reason, note)
    if not error:
        try:
            made = correct_cells(report, typed.corrections(note), actor=request.user, reason=reason, base=revision)
        except Impossible as impossible:
            error = impossible.message
        else:
            count = len(typed.changes)
            messages.success(
                request, _("已保存为第 {number} 版，更正 {count} 个数据项。").format(number=made.number, count=count)
            )
            return redirect("desk:review", report.pk)
    return _page(request, sheet_of(report, revision, typed), is_editing=True, error=error, status=400)


def _why_not(request: DeskRequest, revision: Revision, typed: Typed, reason: str, note: str) -> str:
    if request.POST.get("revision") != str(revision.pk):
        return _("您打开这一页之后，这份年报有了更新的版本。请核对后再保存。")
    if typed.errors:
        return _("有 {count} 处写的不是数，没有保存。").format(count=len(typed.errors))
    if not typed.changes:
        return _("没有改动任何数。")
    if not reason or not note:
        return _("请写明更正的理由，和依据原件的哪一处。")
    return ""
