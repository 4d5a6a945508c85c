"""Text goes over the line packed: Brotli, or gzip for whoever knows no other.

Only answers for everybody: packing what a stranger can choose together with a secret would let him guess the
secret from the length (BREACH).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from portal.public import has_secret, is_public

# Shorter answers fit into one packet anyway.
WORTH_IT = 600
_TEXTS = ("text/", "application/json", "application/javascript", "application/atom+xml", "application/xml", "image/svg")

Answer = Callable[[HttpRequest], HttpResponseBase]
Pack = Callable[[bytes], bytes]

# The best first.  Stronger packing would take longer than it saves.
PACKERS: dict[str, Pack] = {
    "br": lambda data: brotli.compress(data, quality=5),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
}


def pack_answers(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and _may_be_packed(request, response):
            patch_vary_headers(response, ("Accept-Encoding",))
            pack(response, accepted(request))
        return response

    return answer


def is_text(content_type: str) -> bool:
    return content_type.startswith(_TEXTS)


def accepted(request: HttpRequest) -> str:
    """The best way of packing that the browser understands; empty if none."""
    wishes = [wish.replace(" ", "").lower() for wish in request.headers.get("Accept-Encoding", "").split(",")]
    understood = {wish.partition(";")[0] for wish in wishes if not wish.endswith((";q=0", ";q=0.0"))}
    return next((name for name in PACKERS if name in understood), "")


def pack(response: HttpResponse, encoding: str) -> None:
    if encoding and len(response.content) >= WORTH_IT:
        response.content = PACKERS[encoding](response.content)
        response.headers["Content-Encoding"] = encoding
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(response.content))


def _may_be_packed(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        is_public(request)
        and is_text(response.headers.get("Content-Type", ""))
        and "Content-Encoding" not in response.headers
        and not has_secret(response)
    )
