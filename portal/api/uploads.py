"""Handing in reports by program: by the same door, the same roles and the same limits as at the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from archive.auditing import record
from archive.models import Batch, Upload
from ingest.batches import hand_in, open_batch
from ingest.queueing import queue_all
from portal.api.describing import Told
from portal.api.endpoint import Endpoint
from portal.api.filters import UploadFilter
from portal.api.paging import Pages
from portal.api.parameters import Parameter, integer, one_of, text
from portal.api.problems import Problem
from portal.api.schemas import ref
from portal.api.tokens import MayUpload
from portal.desk.gate import MAX_REQUEST_BYTES, MEGABYTE
from portal.desk.uploading import LAST, UploadForm

UPLOAD_ID = Parameter("upload_id", gettext_lazy("上传编号。"), "Number of the upload.", integer(1, 2**53))
_REFUSALS = (400, 401, 403, 404, 405, 429, 500)
_FILES = {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
ADDRESS = r"^(https?://([a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?\.){1,5}[a-z]{2,12}(:[1-9][0-9]{1,3})?(/[!-~]*)?)?$"
BODY = {
    "type": "object",
    "required": ["files", LAST],
    "properties": {
        "files": _FILES,
        "name": text(200),
        "origin_url": text(1000, ADDRESS),
        LAST: {"type": "string", "enum": ["1"]},
    },
}


class WithToken(Endpoint):
    permission_classes = (MayUpload,)


class Uploads(WithToken):
    http_method_names = ("get", "head", "post", "options")
    told: ClassVar = {
        "get": Told(
            "listUploads",
            "upload",
            gettext_lazy("上传的文件与状态"),
            "Files handed in, and what became of them",
            ref("UploadPage"),
            refusals=_REFUSALS,
            needs_token=True,
        ),
        "post": Told(
            "upload",
            "upload",
            gettext_lazy("上传年报文件"),
            "Hand in files",
            ref("HandedIn"),
            gettext_lazy(
                "需要工作台账号的令牌。可以是单个文件或 ZIP；逐个给出编号和状态。"
                "whole=1 必须是最后一个字段：没有它说明上传中断，什么都不保存。"
            ),
            status=201,
            refusals=(*_REFUSALS, 413, 415),
            body=BODY,
            needs_token=True,
        ),
    }
    parameters = (
        Parameter("batch", gettext_lazy("批次编号。"), "Numbers of batches.", integer(1, 2**53), many=True),
        Parameter("state", gettext_lazy("状态。"), "States.", one_of(Upload.State.values), many=True),
    )
    pages = Pages

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MAX_REQUEST_BYTES:
            size = MAX_REQUEST_BYTES // MEGABYTE
            raise Problem(
                "too-large", _("一次最多上传 {size} MB。").format(size=size), f"At most {size} MB in one request."
            )

    def get(self, request: Request) -> Response:
        rows = UploadFilter(self.asked, queryset=Upload.objects.all()).qs
        return self.paged(rows, partial(map, _told))

    def post(self, request: Request) -> Response:
        fields: Any = request.data
        form = UploadForm(fields)
        files = request.FILES.getlist("files")
        if fields.get(LAST) != "1":
            raise _bad(
                _("上传中断了：没有最后的 whole 字段，什么都没有保存。"), "Cut off: the last field `whole` is missing."
            )
        if not re.fullmatch(ADDRESS, fields.get("origin_url", "")):
            raise _bad(_("来源网址要以 http:// 或 https:// 开头；不知道就不给。"), "origin_url is no web address.")
        if not files or not form.is_valid():
            said = [str(error) for errors in form.errors.values() for error in errors] or [_("没有文件。")]
            raise _bad(" ".join(said), "There are no files, or a field is invalid.")
        batch = _opened(request, form.cleaned_data["name"])
        uploads = _handed_in(batch, files, form.cleaned_data["origin_url"])
        place = reverse("api_v1:uploads", request=request)
        body = {"batch": batch.pk, "uploads": list(map(_told, uploads))}
        return Response(body, status=201, headers={"Location": f"{place}?batch={batch.pk}"})


class UploadDetail(WithToken):
    told: ClassVar = {
        "get": Told(
            "getUpload",
            "upload",
            gettext_lazy("一个文件的状态"),
            "What became of one file",
            ref("Upload"),
            path=(UPLOAD_ID,),
            refusals=_REFUSALS,
            needs_token=True,
        )
    }
    http_method_names = ("get", "head", "options")

    def get(self, request: Request, upload_id: int) -> Response:
        return Response(_told(get_object_or_404(Upload, pk=upload_id)))


def _bad(words: str, english: str) -> Problem:
    return Problem("bad-upload", words, english)


def _opened(request: Request, name: str) -> Batch:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - nobody else may upload
    label = name or _("{day} 接口上传").format(day=f"{timezone.localtime():%Y-%m-%d %H:%M}")
    batch = open_batch(label, through=Batch.Through.API, uploader=user)
    record("batch.open", actor=user, obj=batch, summary=_("上传批次“{name}”").format(name=batch.name))
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


def _told(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.pk,
        "batch": upload.batch_id,
        "name": upload.name,
        "state": upload.state,
        "is_final": upload.is_final,
        "code": upload.code,
        "reason": upload.reason,
        "report": upload.report_id,
        "sha256": upload.source_id,
        "received_at": upload.created_at,
    }
