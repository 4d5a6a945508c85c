"""The tasks of the worker.  Any message may come twice, late, or never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from archive.models import Upload
from ingest import stages
from ingest.exclusive import exclusively
from ingest.queueing import queue_all, queue_next
from ingest.queues import CARRY_ON, SWEEP

# A row that was just written may belong to a transaction whose message is on its way.
YOUNG = timedelta(seconds=5)
SWEPT_AT_ONCE = 1000


@shared_task(name=CARRY_ON)
def carry_on(upload_id: int) -> None:
    """The stages that an upload still lacks.  The same message many times at once does the work once."""
    with exclusively(upload_id) as ours:
        again = ours and stages.carry_on(upload_id)
    if again:
        queue_next(Upload.objects.get(pk=upload_id))


@shared_task(name=SWEEP)
def sweep(sent_at: float) -> None:
    """Hands over what waits although every message of before was taken, and what stands still for too long."""
    sent, now = datetime.fromtimestamp(sent_at, UTC), timezone.now()
    lost = Q(state=Upload.State.WAITING, changed_at__lt=sent - YOUNG)
    stuck = Q(state=Upload.State.WORKING, changed_at__lt=now - timedelta(seconds=settings.REDELIVERY_SECONDS) - YOUNG)
    uploads = list(Upload.objects.filter(lost | stuck).order_by("id")[:SWEPT_AT_ONCE])
    # So that the next sweep does not hand them over once more.
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).update(changed_at=now)
    queue_all(uploads)
