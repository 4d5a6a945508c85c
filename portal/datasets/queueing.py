"""The queue on which large files are asked for; a broker that is away is told, not waited for."""

from __future__ import annotations

import logging
from functools import cache

from celery import Celery
from django.conf import settings
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from portal.datasets.queues import DATASETS, PREPARE

log = logging.getLogger(__name__)


@cache
def _app() -> Celery:
    app: Celery = import_string(settings.CELERY_APP)
    return app


def ask_for(key: str) -> bool:
    """Whether the message was taken."""
    try:
        _app().send_task(PREPARE, [key], queue=DATASETS, retry=False, ignore_result=True)
    except OperationalError as error:
        log.warning("broker away: %s", error)
        return False
    return True
