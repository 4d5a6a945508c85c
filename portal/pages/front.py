"""The first page: a box to ask, what is inside, where it comes from, what is new and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.rates import definitions
from archive.selectors import newest, newest_corrected, public_text, published
from portal.addresses import report_address
from portal.pages.front_districts import districts, in_all
from portal.pages.front_outcomes import outcomes

NEWEST = 8
CORRECTED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in a list; ``reason`` is why it was corrected."""

    report: Report
    address: str
    reason: str = ""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    rows = districts()
    sums = in_all(rows)
    context = {
        "inside": _inside(published()),
        "received": sums.received,
        "newest": [Entry(report, report_address(report)) for report in newest(NEWEST)],
        "corrected": _corrected(),
        "districts": rows,
        # What of what the share is that each district shows.
        "disclosed": definitions()[0],
        "outcomes": outcomes(sums.numbers),
    }
    return render(request, "front.html", context)


def _inside(reports: QuerySet[Report]) -> dict[str, int | None]:
    return reports.aggregate(
        reports=Count("pk"), agencies=Count("agency", distinct=True), first=Min("year"), last=Max("year")
    )


def _corrected() -> list[Entry]:
    """With the reason that was given, as far as the public may read it."""
    return [
        Entry(report, report_address(report), public_text(report.published, report.published.reason))
        for report in newest_corrected(CORRECTED)
        if report.published
    ]
