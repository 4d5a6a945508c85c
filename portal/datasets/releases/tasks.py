"""Every month a release, if anything changed; asked for by Celery's beat."""

from __future__ import annotations

import logging

from celery import shared_task
from django.utils import timezone

from portal.datasets.releases.making import BeingMade, Unchanged, make_release
from portal.timetable import MAKE_RELEASE

log = logging.getLogger(__name__)

# Everything that is published is read once.
SECONDS = 2 * 60 * 60


@shared_task(name=MAKE_RELEASE, soft_time_limit=SECONDS, time_limit=SECONDS + 60)
def make() -> None:
    try:
        release = make_release(timezone.localdate())
    except Unchanged:
        log.info("nothing has changed since the last release")
    except BeingMade:
        log.info("a release is being made already")
    else:
        log.info("release %s: %s reports", release.number, release.reports)
