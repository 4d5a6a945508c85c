"""Public answers may be kept, but are asked for again each time: what is withdrawn is gone at once.

Asking again costs little: an answer that is the same is not sent twice.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.public import has_secret, is_public

OK = 200

Answer = Callable[[HttpRequest], HttpResponseBase]


def revalidate(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not is_public(request) or request.method not in {"GET", "HEAD"}:
            return response
        if "Cache-Control" not in response.headers:
            _say_how_to_keep(response)
        return _unless_the_same(request, response) if isinstance(response, HttpResponse) else response

    return answer


def _say_how_to_keep(response: HttpResponseBase) -> None:
    if has_secret(response):
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)


def _unless_the_same(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    if response.status_code != OK or "no-store" in response.headers["Cache-Control"]:
        return response
    if "ETag" not in response.headers:
        # Weak: it holds for every way in which the answer may be packed.
        response.headers["ETag"] = f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"'
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
