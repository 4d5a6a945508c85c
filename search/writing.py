"""Changes of the archive into the live index: everything that waits, in batches, by one writer at a time."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from search.engines.base import Engine
from search.entries import entries_of
from search.generations import alone, engine_at, live_engine, live_folder, unfinished
from search.models import Change

WRITER = "writer"
AT_ONCE = 500
# A reader of an older state of the index must still see what has changed since.
_KEPT = timedelta(minutes=10)


class NoIndex(Exception):
    """There is none to write to; one must be built."""


def write_changes() -> int:
    """How many reports were written.  Busy when another writer is at it: it will find these changes too."""
    with alone(WRITER):
        engine = live_engine()
        if engine is None:
            raise NoIndex
        return catch_up(engine)


def catch_up(engine: Engine) -> int:
    """Until nothing waits; the caller is the only writer."""
    written = 0
    while changes := waiting(engine)[:AT_ONCE]:
        reports = sorted({report for _, report in changes})
        entries = list(entries_of(reports))
        gone = set(reports) - {entry.report for entry in entries}
        engine.write(entries, gone, mark=changes[-1][0])
        written += len(reports)
    _forget()
    return written


def waiting(engine: Engine) -> list[tuple[int, int]]:
    """Number of each change that the index lacks, and its report, the oldest first."""
    changes = Change.objects.filter(pk__gt=engine.mark()).order_by("pk")
    return list(changes.values_list("pk", "report_id"))


def last_change() -> int:
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _forget() -> None:
    """What every index has; the newest stays, so that numbers are never given twice."""
    folders = [folder for folder in (live_folder(), unfinished()) if folder]
    if folders:
        oldest = min(engine_at(folder).mark() for folder in folders)
        Change.objects.filter(pk__lt=oldest, at__lt=timezone.now() - _KEPT).delete()
