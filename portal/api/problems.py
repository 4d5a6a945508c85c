"""What is wrong with a request, told in both languages to a program (RFC 9457)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from search.searching import NotReady

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# How long the first index of an archive takes.
INDEX_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its own address on the API's page is made of its code."""

    code: str
    status: int
    title: str | Promise
    english: str


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("unknown-parameter", 400, gettext_lazy("有不认识的参数"), "Unknown parameter"),
        Kind("bad-parameter", 400, gettext_lazy("参数的值不对"), "Invalid parameter"),
        Kind("too-many-groups", 400, gettext_lazy("分组太多"), "Too many groups"),
        Kind("bad-upload", 400, gettext_lazy("上传的内容不完整"), "Incomplete upload"),
        Kind("bad-token", 401, gettext_lazy("令牌无效"), "Invalid token"),
        Kind("not-allowed", 403, gettext_lazy("没有权限"), "Not allowed"),
        Kind("not-found", 404, gettext_lazy("没有找到"), "Not found"),
        Kind("bad-method", 405, gettext_lazy("这个地址不支持这种方法"), "Method not allowed"),
        Kind("too-large", 413, gettext_lazy("请求太大"), "Request too large"),
        Kind("bad-media-type", 415, gettext_lazy("不支持这种请求格式"), "Unsupported media type"),
        Kind("too-many-requests", 429, gettext_lazy("请求太频繁"), "Too many requests"),
        Kind("broken", 500, gettext_lazy("服务器出错"), "Server error"),
        Kind("no-index", 503, gettext_lazy("检索暂时不可用"), "Search not ready"),
    )
}
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS.values())}


# What can be said of a refusal that the libraries make.
_SAID = {
    400: (gettext_lazy("请求读不出来。"), "The request cannot be read."),
    401: (
        gettext_lazy("令牌不对、已经过期，或者账号已停用。"),
        "The token is wrong, has expired, or its account is closed.",
    ),
    403: (gettext_lazy("这个令牌的账号没有做这件事的权限。"), "The account of this token may not do this."),
    404: (
        gettext_lazy("这个地址没有内容：编号不存在，或者没有发布。"),
        "There is nothing at this address, or nothing published.",
    ),
    405: (gettext_lazy("可用的方法见响应头 Allow。"), "The Allow header lists the methods of this address."),
    415: (gettext_lazy("请用 multipart/form-data 上传。"), "Upload with multipart/form-data."),
    500: (
        gettext_lazy("错误已经记下。请稍后再试。"),
        "The error has been recorded. Please try again later.",
    ),
}


class Problem(exceptions.APIException):
    """``others`` are members of the answer besides, such as the names of the parameters."""

    def __init__(self, code: str, detail: str, english: str, **others: Any) -> None:
        super().__init__(detail)
        self.kind = KINDS[code]
        self.status_code = self.kind.status
        self.words, self.english, self.others = detail, english, others


class NotModified(Exception):
    """The reader has it already."""


def handle(error: Exception, context: dict[str, Any]) -> Response:
    if isinstance(error, NotModified):
        return Response(status=304)
    request: Request = context["request"]
    problem = _problem_of(error)
    if problem.kind.status >= 500 and not isinstance(error, NotReady):
        log.error("%s %s", request.method, request.path, exc_info=error)
    return Response(
        told(problem, request), status=problem.status_code, headers=_headers(error), content_type=MEDIA_TYPE
    )


def told(problem: Problem, request: Request) -> dict[str, Any]:
    kind = problem.kind
    return {
        "type": request.build_absolute_uri(f"{reverse('api')}#{kind.code}"),
        "title": str(kind.title),
        "title_en": kind.english,
        "status": kind.status,
        "detail": problem.words,
        "detail_en": problem.english,
        "instance": request.path,
        **problem.others,
    }


def _headers(error: Exception) -> dict[str, str]:
    if isinstance(error, NotReady):
        return {"Retry-After": str(INDEX_SECONDS)}
    wait, challenge = getattr(error, "wait", None), getattr(error, "auth_header", None)
    headers = {"Retry-After": str(int(wait) + 1)} if wait is not None else {}
    return headers | ({"WWW-Authenticate": str(challenge)} if challenge else {})


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, NotReady):
        return Problem(
            "no-index", _("检索索引正在建立，请稍后再试。"), "The search index is being built; try again soon."
        )
    status = _status_of(error)
    return Problem(_BY_STATUS.get(status, KINDS["broken"]).code, *_words(status, error))


def _status_of(error: Exception) -> int:
    if isinstance(error, Http404):
        return 404
    if isinstance(error, PermissionDenied):
        return 403
    # Too many files or fields, or a body that ends before it should.
    if isinstance(error, SuspiciousOperation | UnreadablePostError):
        return 400
    return error.status_code if isinstance(error, exceptions.APIException) else 500


def _words(status: int, error: Exception) -> tuple[str, str]:
    if status == 429:
        seconds = int(getattr(error, "wait", 0) or 0) + 1
        words = _("请等 {seconds} 秒再试；免费令牌可以提高上限。").format(seconds=seconds)
        return words, f"Try again in {seconds} s; a free token raises the limit."
    said, english = _SAID.get(status, _SAID[500])
    return str(said), english
