"""Which answers are for everybody: the same for all who ask, with nothing in them that has to stay secret."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase

# Whoever works there is logged in.
_FOR_STAFF = frozenset({"desk", "admin"})
_SECRET_OF_A_FORM = b"csrfmiddlewaretoken"


def is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or _FOR_STAFF.isdisjoint(match.app_names)


def has_secret(response: HttpResponseBase) -> bool:
    """Set for one reader: a cookie, or a form that only his browser may send."""
    if response.cookies:
        return True
    return isinstance(response, HttpResponse) and _SECRET_OF_A_FORM in response.content


def is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
