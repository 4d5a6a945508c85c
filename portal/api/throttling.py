"""How much a reader may ask for: by address, and more with a token.

Each process of the server counts for itself and forgets when it ends: reading never waits for another service.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

VISITORS_KEPT = 20_000
visits = LocMemCache("portal.api.visits", {"OPTIONS": {"MAX_ENTRIES": VISITORS_KEPT}})


class Visits(SimpleRateThrottle):
    cache = visits

    def address(self, request: Request) -> str:
        return f"{self.scope}:{self.get_ident(request)}"


class AnonymousVisits(Visits):
    scope = "anonymous"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return None if request.auth else self.address(request)


class TokenVisits(Visits):
    scope = "token"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        token: Any = request.auth
        return f"{self.scope}:{token.digest}" if token else None


class Suggestions(Visits):
    """One for each key that a person presses."""

    scope = "suggestions"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return self.address(request)


class Issues(Visits):
    """Tokens that somebody asks for."""

    scope = "issue"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        return self.address(request)
