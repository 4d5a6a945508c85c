"""A timer in the worker: changes whose message was lost still reach the index, and every night it is held against
the archive.  Messages that nobody takes in time are dropped, so that they never pile up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from celery import bootsteps
from django.utils.timezone import localtime
from kombu.exceptions import OperationalError

from search.queues import INDEX, RECONCILE, WRITE_CHANGES

LOOK_SECONDS = 20
NIGHT_HOUR = 3


class Indexing(bootsteps.StartStopStep):  # type: ignore[misc] # Celery has no types
    """Started with every connection to the broker, so after each time that it was away."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        self.app: Any = parent.app
        self.timer: Any = None
        self.reconciled: date | None = None

    def start(self, parent: Any) -> None:
        self.look()
        self.timer = parent.timer.call_repeatedly(LOOK_SECONDS, self.look)

    def stop(self, parent: Any) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None

    def look(self) -> None:
        self._send(WRITE_CHANGES, LOOK_SECONDS)
        now = localtime()
        if now.hour == NIGHT_HOUR and self.reconciled != now.date():
            self.reconciled = now.date()
            self._send(RECONCILE, 60 * 60)

    def _send(self, task: str, expires: int) -> None:
        try:
            self.app.send_task(task, queue=INDEX, retry=False, expires=expires)
        except OperationalError:
            # The connection is on its way out; the next one begins with a look.
            return
