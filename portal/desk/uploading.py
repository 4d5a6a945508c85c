"""Handing files in: many at once, each with its state before anybody looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.auditing import record
from archive.models import Batch, Upload
from ingest.batches import hand_in, open_batch
from ingest.queueing import queue_all
from portal.desk.gate import DeskRequest, desk, wants_json
from portal.roles import Role

# The last field of the form: a request that was cut off on its way does not have it.
LAST = "whole"


class UploadForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("批次名称"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("可以不填，例如“2024 年度 · 各区县”。"),
    )
    origin_url = forms.CharField(
        label=gettext_lazy("来源网址"),
        required=False,
        max_length=1000,
        validators=[
            URLValidator(schemes=["http", "https"], message=gettext_lazy("网址要以 http:// 或 https:// 开头。"))
        ],
        help_text=gettext_lazy("这批文件从哪里下载的；可以不填。"),
    )


@desk(Role.UPLOADER, "GET", "POST")
def upload(request: DeskRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, UploadForm())
    form = UploadForm(request.POST)
    files = request.FILES.getlist("files")
    if LAST not in request.POST:
        return _refused(request, form, _("上传中断了，没有保存任何文件。请再试一次。"))
    if not files:
        return _refused(request, form, _("没有选文件。"))
    if not form.is_valid():
        return _refused(request, form, " ".join(str(error) for errors in form.errors.values() for error in errors))
    batch = _batch(request, form.cleaned_data["name"], files)
    uploads = _handed_in(batch, files, form.cleaned_data["origin_url"])
    if wants_json(request):
        return JsonResponse(_told(batch, uploads), status=201)
    return redirect("desk:batch", batch.pk)


def _page(request: DeskRequest, form: UploadForm, error: str = "", *, status: int = 200) -> HttpResponse:
    return render(request, "desk/upload.html", {"form": form, "error": error, "last": LAST}, status=status)


def _refused(request: DeskRequest, form: UploadForm, message: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": message}, status=400)
    return _page(request, form, "" if form.errors else message, status=400)


def _batch(request: DeskRequest, name: str, files: Sequence[UploadedFile[Any]]) -> Batch:
    """A script hands in file after file: all but the first go into the batch of the first."""
    number = request.POST.get("batch", "")
    if not number:
        return _opened(request, name, files)
    found = Batch.objects.filter(pk=number, uploader=request.user) if number.isdecimal() else Batch.objects.none()
    batch = found.first()
    if batch is None:
        raise Http404(number)
    return batch


def _opened(request: DeskRequest, name: str, files: Sequence[UploadedFile[Any]]) -> Batch:
    now = timezone.localtime()
    label = name or _("{day} 上传").format(day=f"{now:%Y-%m-%d %H:%M}")
    batch = open_batch(label, through=Batch.Through.DESK, uploader=request.user)
    record("batch.open", actor=request.user, obj=batch, summary=_("上传批次“{name}”").format(name=batch.name))
    return batch


def _handed_in(batch: Batch, files: Sequence[UploadedFile[Any]], origin_url: str) -> list[Upload]:
    today = timezone.localdate() if origin_url else None
    uploads = [
        row
        for file in files
        for row in hand_in(batch, file.name or "", file, origin_url=origin_url, retrieved_on=today)
    ]
    queue_all(uploads)
    return uploads


def _told(batch: Batch, uploads: Sequence[Upload]) -> dict[str, Any]:
    return {
        "batch": batch.pk,
        "url": reverse("desk:batch", args=[batch.pk]),
        "uploads": [{"name": upload.name, "state": upload.state, "reason": upload.reason} for upload in uploads],
    }
