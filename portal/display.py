"""How a reader wants pages: the size of type, the script.  Kept in two cookies, set by a form that needs no script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.public import is_page

LARGE = "large"
TRADITIONAL = "traditional"
# Cookie → its values; the first is what a reader without the cookie gets.
CHOICES = {"size": ("usual", LARGE), "script": ("simplified", TRADITIONAL)}
_A_YEAR = 365 * 24 * 60 * 60

Answer = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Display:
    large: bool = False
    traditional: bool = False


def remember_display(get_response: Answer) -> Answer:
    """Every page knows how its reader wants it, as ``request.display``, and whoever keeps it that others may differ."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        request.display = display_of(request)  # type: ignore[attr-defined]
        response = get_response(request)
        if is_page(response):
            patch_vary_headers(response, ("Cookie",))
        return response

    return answer


def display_of(request: HttpRequest) -> Display:
    return Display(request.COOKIES.get("size") == LARGE, request.COOKIES.get("script") == TRADITIONAL)


# Whoever made a reader's browser send this form would only have changed the size of his type.
@csrf_exempt
@never_cache
@require_POST
def choose_display(request: HttpRequest) -> HttpResponseRedirect:
    """Back to the page where the choice was made, and nowhere else."""
    back = request.POST.get("next", "")
    response = HttpResponseRedirect(back if _is_ours(back, request) else "/")
    for name, values in CHOICES.items():
        chosen = request.POST.get(name, "")
        if chosen == values[0]:
            response.delete_cookie(name, samesite="Lax")
        elif chosen in values:
            response.set_cookie(
                name, chosen, max_age=_A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
    return response


def _is_ours(address: str, request: HttpRequest) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})
