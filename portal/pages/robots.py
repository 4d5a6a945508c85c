"""For search engines: what they may read, and where everything is listed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

# The desk, and answers to single questions, of which there is no end: all worth finding has an address without "?".
CLOSED = (
    "/desk/",
    "/admin/",
    "/display/",
    "/api/v1/",
    "/api/token/",
    "/datasets/download",
    "/datasets/prepared/",
    "/datasets/cite/",
    "/search/?",
    "/compare/?",
    "/reports/*/wrong/",
    "/*?",
)

# Their addresses carry a fingerprint behind the "?"; the longer rule counts.
OPEN = f"/{settings.STATIC_URL.strip('/')}/"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ("User-agent: *", f"Allow: {OPEN}", *(f"Disallow: {path}" for path in CLOSED), "")
    sitemap = f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"
    return HttpResponse("\n".join((*lines, sitemap, "")), content_type="text/plain; charset=utf-8")
