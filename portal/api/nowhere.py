"""Addresses that are not there: told as a problem, or led on where just the last slash is missing."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import resolve
from django.urls.converters import StringConverter
from rest_framework.request import Request
from rest_framework.views import APIView


class Anything(StringConverter):
    """Line ends too, which ``path`` would not take."""

    regex = r"[\s\S]*"


class Nowhere(APIView):
    schema = None

    def get(self, request: Request, rest: str) -> HttpResponseBase:
        address = f"{request.path}/"
        if rest.endswith("/") or resolve(address).func == resolve(request.path).func:
            raise Http404(rest)
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
