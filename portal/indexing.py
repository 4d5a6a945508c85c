"""A timer in the worker: changes whose message was lost still reach the index.

Messages that nobody takes in time are dropped, so that they never pile up.
"""

from __future__ import annotations

from typing import Any

from celery import bootsteps
from kombu.exceptions import OperationalError

from search.queues import INDEX, WRITE_CHANGES

LOOK_SECONDS = 20


class Indexing(bootsteps.StartStopStep):  # type: ignore[misc] # Celery has no types
    """Started with every connection to the broker, so after each time that it was away."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        self.app: Any = parent.app
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        self.look()
        self.timer = parent.timer.call_repeatedly(LOOK_SECONDS, self.look)

    def stop(self, parent: Any) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None

    def look(self) -> None:
        try:
            self.app.send_task(WRITE_CHANGES, queue=INDEX, retry=False, expires=LOOK_SECONDS)
        except OperationalError:
            # The connection is on its way out; the next one begins with a look.
            return
