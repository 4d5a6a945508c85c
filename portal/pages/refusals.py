"""Pages that say no: kindly, with what to do next."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.desk import gate


def refuse(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    return render(request, "403.html", {"message": message}, status=status)


def too_many(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """Never "now": whoever comes back at once would be sent away again."""
    seconds = max(1, ceil(wait.total_seconds()))
    response = render(request, "429.html", {"minutes": ceil(seconds / 60)}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's own page is in English and for programmers."""
    if gate.is_of_the_desk(request):
        return gate.csrf_failure(request, reason)
    words = _("这一页打开得太久，或者浏览器没有保存 Cookie。请返回、刷新后再提交一次；您填的内容没有交出去。")
    return refuse(request, words, status=403)
