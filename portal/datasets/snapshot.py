"""One state of the database for as long as a file is being made: nothing is published or withdrawn in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from archive import dump

# For reading once, in order, SQLite needs no more of a cache than this, in kilobytes.
_CACHE = 8 * 1024


@contextmanager
def snapshot() -> Iterator[None]:
    """Read once, in order; nothing may be written."""
    with _small_cache(), dump.snapshot():
        yield


@contextmanager
def _small_cache() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    (before,) = _run("PRAGMA cache_size") or (0,)
    _run(f"PRAGMA cache_size = {-_CACHE}")
    try:
        yield
    finally:
        _run(f"PRAGMA cache_size = {before}")


def _run(statement: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None
