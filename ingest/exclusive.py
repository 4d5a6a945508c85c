"""One worker at a time for one upload, with a lock that ends with the process that holds it, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

# Tells our advisory locks in PostgreSQL from anybody else's.
LOCK_CLASS = 1_784_201


@contextmanager
def exclusively(upload_id: int) -> Iterator[bool]:
    """Whether the upload is ours until the end of the block; False when another worker has it."""
    with _by_database(upload_id) if connection.vendor == "postgresql" else _by_file(upload_id) as ours:
        yield ours


@contextmanager
def _by_file(upload_id: int) -> Iterator[bool]:
    """SQLite means one machine."""
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "uploads", os.O_RDWR | os.O_CREAT, 0o600)
    with closing(os.fdopen(descriptor, "rb+")) as file:
        try:
            # A byte of the file for each upload; a worker does one at a time, so it holds no other.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, upload_id)
        except OSError:
            yield False
            return
        yield True


@contextmanager
def _by_database(upload_id: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, upload_id])
        ours = bool(cursor.fetchone()[0])
        try:
            yield ours
        finally:
            if ours:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, upload_id])
