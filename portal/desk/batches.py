"""Batches: what became of every file, watched while the worker works; and what a person can do for a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.auditing import changing, record
from archive.identifying import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from archive.models import Batch, Upload
from ingest.queueing import queue_next
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role, reaches

FILES_A_PAGE = 200
BATCHES_A_PAGE = 50
# What a person can add is the agency and the year: the codes of what is missing (archive.identifying).
COMPLETABLE = frozenset({"no-agency", "long-agency", "no-year", "odd-year"})
REFRESH_SECONDS = 5


class IdentityForm(forms.Form):
    agency = forms.CharField(label=gettext_lazy("机关名称"), max_length=LONGEST_NAME, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("年份"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False, localize=False
    )


@desk(Role.UPLOADER, "GET")
def batches(request: DeskRequest) -> HttpResponse:
    counted = Batch.objects.select_related("uploader").annotate(
        files=Count("uploads"), **{state: Count("uploads", filter=Q(uploads__state=state)) for state in Upload.State}
    )
    page = Paginator(counted.order_by("-id"), BATCHES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/batches.html", {"page": page})


@desk(Role.UPLOADER, "GET")
def batch(request: DeskRequest, batch_id: int) -> HttpResponse:
    found = get_object_or_404(Batch.objects.select_related("uploader"), pk=batch_id)
    page = _files(request, found)
    counts = _counts(found)
    return render(
        request,
        "desk/batch.html",
        {
            "batch": found,
            "page": page,
            "counts": counts,
            "is_working": any(not upload.is_final for upload in page) or counts["open"],
            "refresh": REFRESH_SECONDS,
            "completable": COMPLETABLE,
            "may_review": reaches(request.role, Role.REVIEWER),
        },
    )


def _files(request: DeskRequest, found: Batch) -> Page[Upload]:
    uploads = found.uploads.select_related("report__agency").order_by("id")
    state = request.GET.get("state", "")
    if state in Upload.State.values:
        uploads = uploads.filter(state=state)
    return Paginator(uploads, FILES_A_PAGE).get_page(request.GET.get("page"))


def _counts(found: Batch) -> dict[str, Any]:
    rows = dict(found.uploads.order_by().values_list("state").annotate(Count("id")))
    told = [(state.value, state.label, rows[state]) for state in Upload.State if rows.get(state)]
    total = sum(rows.values())
    done = sum(count for state, count in rows.items() if state in Upload.FINAL)
    return {"states": told, "total": total, "done": done, "open": total - done}


@desk(Role.UPLOADER, "GET")
def progress(request: DeskRequest, batch_id: int) -> JsonResponse:
    """For the script on the batch's page: what that page shows, as it is now."""
    found = get_object_or_404(Batch, pk=batch_id)
    counts = _counts(found)
    uploads = [
        {"id": upload.pk, "state": upload.state, "label": upload.get_state_display(), "stage": upload.stage}
        for upload in _files(request, found)
    ]
    return JsonResponse({"done": counts["done"], "total": counts["total"], "uploads": uploads})


@desk(Role.UPLOADER, "POST")
def retry(request: DeskRequest, upload_id: int) -> HttpResponse:
    """A file in quarantine gets its attempts once more."""
    upload = get_object_or_404(Upload, pk=upload_id)
    if upload.state != Upload.State.QUARANTINED or upload.source_id is None:
        messages.error(request, _("这个文件不在隔离中，不用重试。"))
    else:
        _begin_again(request, upload, "upload.retry", _("重试“{name}”").format(name=upload.name))
        messages.success(request, _("已重新排队。"))
    return redirect(_place(upload))


@desk(Role.UPLOADER, "POST")
def complete(request: DeskRequest, upload_id: int) -> HttpResponse:
    """The agency and the year that a file does not tell."""
    upload = get_object_or_404(Upload, pk=upload_id)
    form = IdentityForm(request.POST)
    if upload.code not in COMPLETABLE or upload.source_id is None:
        messages.error(request, _("这个文件不缺机关和年份。"))
    elif not form.is_valid() or not any(form.cleaned_data.values()):
        messages.error(
            request, _("请填写机关名称或年份（{first} 至 {last}）。").format(first=FIRST_YEAR, last=LAST_YEAR)
        )
    else:
        given = {"given_agency": form.cleaned_data["agency"], "given_year": form.cleaned_data["year"]}
        _begin_again(
            request, upload, "upload.complete", _("补充“{name}”的机关和年份").format(name=upload.name), **given
        )
        messages.success(request, _("已重新排队。"))
    return redirect(_place(upload))


def _begin_again(request: DeskRequest, upload: Upload, action: str, summary: str, **given: Any) -> None:
    with changing():
        values = {name: value for name, value in given.items() if value}
        Upload.objects.filter(pk=upload.pk).update(state=Upload.State.WAITING, attempts=0, code="", reason="", **values)
        record(action, actor=request.user, obj=upload, summary=summary, data=values)
    upload.refresh_from_db()
    queue_next(upload)


def _place(upload: Upload) -> str:
    return f"{reverse('desk:batch', args=[upload.batch_id])}#file-{upload.pk}"
