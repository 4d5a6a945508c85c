"""Sums over the whole archive are made once, and again when anything that is public has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from portal.api.versions import data_version, mark

SECONDS = 60 * 60

Made = TypeVar("Made")


def remembered(of: object, make: Callable[[], Made]) -> Made:
    """``of`` is all that it depends on besides the archive."""
    key = f"sums-{mark([data_version(), of])}"
    made: Made | None = cache.get(key)
    if made is None:
        made = make()
        cache.set(key, made, SECONDS)
    return made
