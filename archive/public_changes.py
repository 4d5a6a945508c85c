"""Which entries of the audit log may change what the public sees; all others nobody outside learns of."""

from __future__ import annotations

from archive.agencies_work import RENAME, RESOLVE, SET_KIND, SUCCEED
from archive.correcting import DECIDE
from archive.merging import MERGE
from archive.models import AuditEvent
from archive.publishing import PUBLISH, RESTORE, WITHDRAW
from archive.undoing import UNDO
from archive.withholding import RELEASE, WITHHOLD

# Of these the rows themselves keep no time.
AROUND_REPORTS = (RESOLVE, RENAME, SET_KIND, SUCCEED, MERGE, WITHHOLD, RELEASE, UNDO)
OF_REPORTS = (PUBLISH, WITHDRAW, RESTORE, DECIDE)


def newest_public_change() -> int:
    """Grows with every change that the public may see: the number of its entry in the log."""
    events = AuditEvent.objects.filter(action__in=(*OF_REPORTS, *AROUND_REPORTS)).order_by("-pk")
    return events.values_list("pk", flat=True).first() or 0
