"""The door of the desk: every view says who may enter and how; what says nothing stays shut.

It stands in front of everything that reads a request's body: nobody uploads anything before he is let in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from portal.roles import Role, reaches, role_of

MEGABYTE = 1024 * 1024
# One request: some hundred reports.  More come in several.
MAX_REQUEST_BYTES = 1024 * MEGABYTE
NAMESPACE = "desk"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Answer = Callable[[HttpRequest], HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request of somebody who was let in."""

    user: User
    role: Role


def desk(role: Role, *methods: str) -> Callable[[View], View]:
    """Lets in whoever has this role or more, for these methods."""

    def declared(view: View) -> View:
        view.desk_role = role  # type: ignore[attr-defined]
        view.desk_methods = methods  # type: ignore[attr-defined]
        return view

    return declared


def anybody(*methods: str) -> Callable[[View], View]:
    """For the log-in itself."""

    def declared(view: View) -> View:
        view.desk_role = None  # type: ignore[attr-defined]
        view.desk_methods = methods  # type: ignore[attr-defined]
        return view

    return declared


class DeskGate:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if is_of_the_desk(request) and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not is_of_the_desk(request):
            return None
        methods = getattr(view, "desk_methods", ())
        if refusal := _refuse_person(request, view) or _refuse_size(request):
            return refusal
        if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
            return HttpResponseNotAllowed(methods)
        return None


def is_of_the_desk(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and NAMESPACE in match.namespaces


def _refuse_person(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> HttpResponseBase | None:
    needed = getattr(view, "desk_role", Role.ADMINISTRATOR)
    role = role_of(request.user)
    request.role = role  # type: ignore[attr-defined]
    if needed is None or reaches(role, needed):
        return None
    if not request.user.is_authenticated:
        return _to_the_log_in(request)
    return say_no(request, _("您的角色不能做这件事。需要的话，请管理员调整您的角色。"), status=403)


def _refuse_size(request: HttpRequest) -> HttpResponseBase | None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) <= MAX_REQUEST_BYTES:
        return None
    words = _("一次最多上传 {size} MB，请分几次上传。").format(size=MAX_REQUEST_BYTES // MEGABYTE)
    return say_no(request, words, status=413)


def _to_the_log_in(request: HttpRequest) -> HttpResponseBase:
    if wants_json(request):
        return JsonResponse({"message": _("您已退出登录，请重新登录。")}, status=401)
    # Where only a form leads, nobody can come back to.
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk:home")
    return redirect_to_login(back)


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def say_no(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """A sentence: as a page, or to a script."""
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    return render(request, "desk/refused.html", {"message": message}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's own page is in English and for programmers."""
    return say_no(request, _("这一页打开得太久，或者浏览器没有保存 Cookie。请返回、刷新后再提交一次。"), status=403)
