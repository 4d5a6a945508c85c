"""What every page tells the browser: it may load our own files and nothing else, and use nothing of the machine."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

HEADER = "Content-Security-Policy"
OURS = ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
NOTHING = ("default-src", "base-uri", "frame-ancestors")
POLICY = "; ".join([*(f"{what} 'none'" for what in NOTHING), *(f"{what} 'self'" for what in OURS)])
# For a file that somebody handed in: it may do nothing, wherever it is opened.
POLICY_FOR_STRANGERS = "default-src 'none'; sandbox; frame-ancestors 'none'"
# Nothing here needs any of them, whatever somebody might smuggle in.
UNUSED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
PERMISSIONS = ", ".join(f"{what}=()" for what in UNUSED)

Answer = Callable[[HttpRequest], HttpResponseBase]


def security_headers(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault(HEADER, POLICY)
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    return answer
