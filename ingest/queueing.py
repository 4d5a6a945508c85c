"""Handing work to the workers.  A broker that is away stops nobody: the sweep finds what was not handed over."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache

from celery import Celery
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from archive.models import Upload
from ingest.queues import CARRY_ON, INTAKE

log = logging.getLogger(__name__)


@cache
def _app() -> Celery:
    """Loaded when there is something to hand over: most commands start without it."""
    app: Celery = import_string(settings.CELERY_APP)
    return app


def queue_next(upload: Upload) -> bool:
    """Whether what comes next for the upload was handed over; one that has its final state needs no worker."""
    return upload.is_final or _send(CARRY_ON, [upload.pk], INTAKE)


def queue_all(uploads: Iterable[Upload]) -> bool:
    """Stops at the first that the broker does not take: the others would only wait in vain."""
    return all(map(queue_next, list(uploads)))


def _send(task: str, arguments: list[int], queue_name: str) -> bool:
    try:
        _app().send_task(task, arguments, queue=queue_name, retry=False, ignore_result=True)
    except OperationalError as error:
        log.warning("broker away: %s", error)
        return False
    return True
