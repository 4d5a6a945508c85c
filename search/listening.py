"""The archive announces, the search listens.  Loaded before the models are, so these are asked for by name."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_save
from django.utils.module_loading import import_string

from archive.signals import published
from search.queues import INDEX, WRITE_CHANGES

if TYPE_CHECKING:
    from celery import Celery

# By name: a command that hands nothing over starts without the worker's libraries.
_BROKER_AWAY = "kombu.exceptions.OperationalError"

log = logging.getLogger(__name__)


def listen() -> None:
    post_save.connect(_saved, sender="archive.Report", dispatch_uid="search.saved")
    published.connect(_published, dispatch_uid="search.published")


def _saved(instance: Any, **_rest: Any) -> None:
    """In the transaction that saves the report."""
    _note(instance.pk)


def _published(report_id: int, **_rest: Any) -> None:
    """After the commit; what its agency is called may have changed, and not the report's own row."""
    _note(report_id)
    hand_over(WRITE_CHANGES)


def _note(report_id: int) -> None:
    apps.get_model("search", "Change").objects.create(report_id=report_id)


@cache
def _app() -> Celery:
    app: Celery = import_string(settings.CELERY_APP)
    return app


def hand_over(task: str, queue: str = INDEX) -> None:
    """A broker that is away delays the index, never the archive: the worker looks for changes by itself."""
    try:
        _app().send_task(task, queue=queue, retry=False, ignore_result=True)
    except import_string(_BROKER_AWAY) as error:
        log.warning("broker away: %s", error)
