"""Where anybody gets a token: nothing is asked, nothing is kept of who got it."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.api.throttling import Issues
from portal.api.tokens import issue, revoke, tokens_of
from portal.roles import Role, reaches, role_of


@require_http_methods(("GET", "HEAD", "POST"))
def token(request: HttpRequest) -> HttpResponse:
    """Whoever is logged in at the desk gets one of his own, and sees and ends those that he has."""
    if request.method != "POST":
        return _page(request)
    if key := request.POST.get("revoke"):
        if isinstance(request.user, User):
            revoke(request.user, key)
        return redirect("api_token")
    throttle = Issues()
    if not throttle.allow_request(Request(request), APIView()):
        wait = int(throttle.wait() or 0) + 1
        return _page(request, problem=_("今天从这里要的令牌已经够多了，请明天再来。"), status=429, retry_after=wait)
    return _page(request, made=issue(request.user), status=201)


def _page(
    request: HttpRequest, *, made: str = "", problem: str = "", status: int = 200, retry_after: int = 0
) -> HttpResponse:
    role = role_of(request.user)
    mine = tokens_of(request.user) if isinstance(request.user, User) and role is not None else ()
    context = {"made": made, "problem": problem, "mine": mine, "may_upload": reaches(role, Role.UPLOADER)}
    response = render(request, "api/token.html", context, status=status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    patch_cache_control(response, private=True, no_store=True)
    return response
