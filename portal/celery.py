"""The worker's application: started as ``celery -A portal.celery worker``, used by whoever hands tasks over."""

from __future__ import annotations

import os
import warnings

from celery import Celery
from celery.exceptions import CPendingDeprecationWarning, SecurityWarning
from django.conf import settings

from ingest.limits import MAX_TASK_BYTES
from ingest.queues import INTAKE
from portal.indexing import Indexing
from portal.sweeping import Sweeping
from portal.timetable import TIMETABLE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

# In a container everything runs as root, and only JSON comes from the broker.
warnings.filterwarnings("ignore", category=SecurityWarning)
# It would have running tasks killed when the broker goes away; ours end, and end well.
warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)

app = Celery("portal")
app.conf.update(
    broker_url=settings.REDIS_URL,
    imports=(
        "ingest.tasks",
        "search.tasks",
        "portal.datasets.tasks",
        "portal.datasets.releases.tasks",
        "portal.worker",
    ),
    beat_schedule=TIMETABLE,
    beat_schedule_filename=str(settings.DATA_DIR / "beat"),
    timezone=settings.TIME_ZONE,
    # Only JSON: a message can never run anything.
    task_serializer="json",
    accept_content=["json"],
    # What came of a task stands in its upload's row.
    task_ignore_result=True,
    # A message is done when its work is; it comes back when the worker was killed or out of time.
    task_acks_late=True,
    task_acks_on_timeout=False,
    task_reject_on_worker_lost=True,
    worker_lost_wait=1.0,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=settings.TASK_SECONDS,
    task_time_limit=settings.TASK_SECONDS + settings.TASK_GRACE_SECONDS,
    # A child that has grown is replaced after its task (in kilobytes).
    worker_max_memory_per_child=MAX_TASK_BYTES // 2048,
    task_default_queue=INTAKE,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "visibility_timeout": settings.REDELIVERY_SECONDS,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 3,
        "socket_timeout": 30,
        # Whoever hands work over while the broker is away does not wait for it: the next sweep finds the work.
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0.1,
        "interval_max": 0.1,
    },
    worker_hijack_root_logger=False,
    # Opening the database anew for each task would take as long as the task.
    CELERY_DB_REUSE_MAX=100,
)
app.steps["consumer"].add(Sweeping)
app.steps["consumer"].add(Indexing)
