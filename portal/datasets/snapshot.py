"""One state of the database for as long as a file is being made: nothing is published or withdrawn in its middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from archive.public_changes import newest_public_change

# SQLite takes its snapshot with the first reading, and lets others write meanwhile.
_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


# For reading once, in order, SQLite needs no more of a cache than this, in kilobytes.
_CACHE = 8 * 1024


@contextmanager
def snapshot() -> Iterator[None]:
    """Within a transaction, its own; nothing may be written."""
    if connection.in_atomic_block:
        yield
        return
    with _small_cache():
        _run(_BEGIN[connection.vendor])
        try:
            yield
        finally:
            _run("ROLLBACK")


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


def data_version() -> int:
    """Grows with every change that the public may see, and with no other."""
    return newest_public_change()
