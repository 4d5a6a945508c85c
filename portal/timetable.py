"""What the house does by itself at certain hours, asked for by Celery's beat, in the local time of the settings.

A message that nobody takes for long is void: the next one asks for the same.
"""

from __future__ import annotations

from celery.schedules import crontab

from search.queues import INDEX, RECONCILE

MAKE_RELEASE = "portal.datasets.releases.tasks.make"
_HOUR, _DAY = 60 * 60, 24 * 60 * 60

TIMETABLE = {
    "hold the index against the archive every night": {
        "task": RECONCILE,
        "schedule": crontab(minute="0", hour="3"),
        "options": {"queue": INDEX, "expires": _HOUR},
    },
    "make a release in the night after every month": {
        "task": MAKE_RELEASE,
        "schedule": crontab(minute="0", hour="4", day_of_month="1"),
        "options": {"queue": INDEX, "expires": _DAY},
    },
}
