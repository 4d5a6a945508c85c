"""Which report an address means to the public, and what it answers where there is none (any more)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Report, Revision
from archive.selectors import published
from portal.addresses import report_home

GONE = 410

View = Callable[..., HttpResponse]


def of_public_report(view: View) -> View:
    """The view gets the report; one that is not public is not there, and one that was withdrawn is said to be gone."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, report_id: int, **others: Any) -> HttpResponse:
        report = _rows().filter(pk=report_id).first()
        return view(request, report, **others) if report else _not_there(request, report_id)

    return answer


def _rows() -> QuerySet[Report]:
    """With what the page shows of the revision; corrections and claims are the desk's."""
    rows = published().select_related("published__source", "agency__township")
    return rows.defer(None).defer("published__corrections", "published__claims")


def public_revision(report: Report) -> Revision:
    if report.published is None:
        raise Http404(report.pk)
    return report.published


def _not_there(request: HttpRequest, report_id: int) -> HttpResponse:
    report = Report.objects.filter(pk=report_id).select_related("folded_into").first()
    if report and report.folded_into and report.folded_into.published_id:
        return HttpResponsePermanentRedirect(report_home(report.folded_into.pk))
    if report and report.withdrawn_at:
        return render(request, "report/withdrawn.html", {"report": report}, status=GONE)
    raise Http404(report_id)
