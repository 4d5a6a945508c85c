"""What the archive announces."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.dispatch import Signal

# What the public sees of a report has changed: published, withdrawn, restored, corrected or moved.
# Sent once after the commit, with ``report_id``; the listener looks at what the report is now.
published = Signal()


def announce(report_id: int) -> None:
    transaction.on_commit(partial(_send, report_id), robust=True)


def _send(report_id: int) -> None:
    published.send_robust(sender=None, report_id=report_id)
