"""The worker's part: a file that takes long is made once, whatever happens to the message."""

from __future__ import annotations

from celery import shared_task

from portal.datasets.prepared import find, make
from portal.datasets.queues import PREPARE


@shared_task(name=PREPARE)
def prepare(key: str) -> None:
    prepared = find(key)
    if prepared is not None:
        make(prepared)
