"""A timer in the worker: uploads whose message was lost are found as soon as the broker answers, and ever after."""

from __future__ import annotations

from time import time
from typing import Any

from celery import bootsteps
from kombu.exceptions import OperationalError

from ingest.queues import INTAKE, SWEEP, SWEEP_SECONDS


class Sweeping(bootsteps.StartStopStep):  # type: ignore[misc] # Celery has no types
    """Started with every connection to the broker, so after each time that it was away."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        self.app: Any = parent.app
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        self.queue_sweep()
        self.timer = parent.timer.call_repeatedly(SWEEP_SECONDS, self.queue_sweep)

    def stop(self, parent: Any) -> None:
        if self.timer:
            self.timer.cancel()
            self.timer = None

    def queue_sweep(self) -> None:
        """It waits behind the files that were handed over before it: what still waits when it comes was lost."""
        try:
            self.app.send_task(SWEEP, [time()], queue=INTAKE, retry=False, expires=SWEEP_SECONDS)
        except OperationalError:
            # The connection is on its way out; the next one begins with a sweep.
            return
