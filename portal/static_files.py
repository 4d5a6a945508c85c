"""Style sheets, scripts and pictures: kept by browsers for as long as their content stays, and sent packed.

A file's address carries the fingerprint of its content, so there is no collecting step before a start.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from portal.packing import PACKERS, WORTH_IT, accepted, is_text

KEEP_FOR_EVER = "public, max-age=31536000, immutable"


class Fingerprinted(StaticFilesStorage):
    """What ``{% static %}`` asks for addresses."""

    def url(self, name: str | None) -> str:
        address = super().url(name)
        place = finders.find(name or "")
        return f"{address}?v={fingerprint(Path(place))}" if place else address


class PackedFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise has no types
    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponseBase:
        path, headers = static_file.get_path_and_headers(request.META)
        response = _packed(Path(path), dict(headers), request) if _is_whole(static_file, request) else None
        if response is None:
            response = WhiteNoiseMiddleware.serve(static_file, request)
        # An address that was made for another content must not be kept.
        if request.GET.get("v") == fingerprint(Path(path)):
            response.headers["Cache-Control"] = KEEP_FOR_EVER
        return response


def fingerprint(place: Path) -> str:
    return _fingerprint(place, place.stat().st_mtime_ns)


@lru_cache
def _fingerprint(place: Path, changed: int) -> str:
    return blake2b(place.read_bytes(), digest_size=6).hexdigest()


def _is_whole(static_file: StaticFile, request: HttpRequest) -> bool:
    """The file itself is asked for: no part of it, and not only whether it changed."""
    return request.method == "GET" and "Range" not in request.headers and not static_file.is_not_modified(request.META)


def _packed(place: Path, headers: dict[str, str], request: HttpRequest) -> HttpResponseBase | None:
    """None where it goes as it is."""
    encoding = accepted(request)
    if not encoding or not is_text(headers["Content-Type"]) or int(headers["Content-Length"]) < WORTH_IT:
        return None
    body = _packed_once(place, fingerprint(place), encoding)
    # Its tag is that of the file as it is.
    kept = {name: value for name, value in headers.items() if name not in {"Content-Length", "ETag"}}
    own = {"Content-Encoding": encoding, "Content-Length": str(len(body)), "Vary": "Accept-Encoding"}
    return HttpResponse(body, headers=kept | own)


@lru_cache
def _packed_once(place: Path, mark: str, encoding: str) -> bytes:
    return PACKERS[encoding](place.read_bytes())
