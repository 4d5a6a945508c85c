"""What stands behind an answer, as a short mark that changes when it may have changed.

Only of what is public: nobody learns from a mark that something was handed in or looked at.
"""

from __future__ import annotations

import hashlib
import json

from django.db.models import Count, Max
from django.utils.http import parse_etags, quote_etag

from archive.models import AuditEvent, FindingDecision, Report
from archive.public_changes import AROUND_REPORTS
from portal.api.configuration import VERSION


def data_version() -> str:
    """Publishing sets the newest time, withdrawing lowers the count."""
    published = Report.objects.filter(published__isnull=False).order_by("-published_at")
    newest = published.values_list("published_at", flat=True).first()
    decided = FindingDecision.objects.filter(report__published__isnull=False).aggregate(Count("pk"), Max("at"))
    logged = AuditEvent.objects.filter(action__in=AROUND_REPORTS).aggregate(Max("pk"))
    return mark([published.count(), newest, *decided.values(), *logged.values()])


def mark(of: object) -> str:
    return hashlib.sha256(json.dumps([VERSION, of], default=str).encode()).hexdigest()[:32]


def etag_of(stamp: str) -> str:
    return f"W/{quote_etag(stamp)}"


def has(given: str, stamp: str) -> bool:
    """Whether If-None-Match says that the reader has it."""
    tags = {tag.removeprefix("W/") for tag in parse_etags(given)}
    return bool(tags & {"*", quote_etag(stamp)})
