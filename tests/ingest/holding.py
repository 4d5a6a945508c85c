"""An upload held as if another worker were at it (ingest.exclusive)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

from ingest.exclusive import LOCK_CLASS

_HOLDER = """
import fcntl, sys
file = open(sys.argv[1], "rb+")
fcntl.lockf(file, fcntl.LOCK_EX, 1, int(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another(upload_id: int) -> Iterator[None]:
    with _in_the_database(upload_id) if connection.vendor == "postgresql" else _in_the_file(upload_id):
        yield


@contextmanager
def _in_the_database(upload_id: int) -> Iterator[None]:
    known = connection.settings_dict
    with psycopg.connect(host=known["HOST"], user=known["USER"], dbname=known["NAME"], autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, upload_id])
        yield


@contextmanager
def _in_the_file(upload_id: int) -> Iterator[None]:
    file = Path(settings.DATA_DIR) / "locks" / "uploads"
    file.parent.mkdir(exist_ok=True)
    file.touch()
    command = [sys.executable, "-c", _HOLDER, str(file), str(upload_id)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate()
