"""Sums over the whole archive are made once, and again when anything that is public has changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.core.cache import cache

from archive.public_changes import newest_public_change
from portal.api.versions import mark

SECONDS = 60 * 60

Made = TypeVar("Made")


def remembered(of: object, make: Callable[[], Made]) -> Made:
    """``of`` is all that it depends on besides the archive."""
    key = f"sums-{mark([newest_public_change(), of])}"
    made: Made | None = cache.get(key)
    if made is None:
        made = make()
        # It lies on a disk, which may be full: then it is made again the next time.
        with suppress(OSError):
            cache.set(key, made, SECONDS)
    return made
