"""What a worker's processes do when they start."""

from __future__ import annotations

import gc
import resource
from typing import Any

from celery.signals import beat_embedded_init, worker_init, worker_process_init
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from archive import words
from ingest.limits import MAX_TASK_BYTES
from portal.processes import die_with_parent


@worker_init.connect
def _prepare(**sent: Any) -> None:
    """The dictionary is loaded once, before the children part from it, and nobody looks through it for rubbish."""
    words.prepare()
    gc.freeze()


@beat_embedded_init.connect
def _end_with_the_worker(**sent: Any) -> None:
    """The calendar runs in a process of its own, which would go on asking when its worker was killed."""
    die_with_parent()


@worker_process_init.connect
def _limit(**sent: Any) -> None:
    """No child outlives a worker that was killed; none takes the machine's memory."""
    die_with_parent()
    connection_created.connect(_hurry)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_TASK_BYTES, hard))


def _hurry(connection: BaseDatabaseWrapper, **sent: Any) -> None:
    """Commits need not wait for the disk: what a power cut takes from a worker, its next sweep does again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
