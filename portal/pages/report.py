"""A published report: what it is, and its tables as printed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.privacy import may_be_shown
from archive.selectors import cells_of, public_text, published
from portal.form_tables import tables_of


@require_safe
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    found = get_object_or_404(published().select_related("published__source"), pk=report_id)
    revision = found.published
    assert revision is not None  # noqa: S101 - the query asks for it
    source = revision.source
    context = {
        "report": found,
        "title": public_text(revision, revision.title) or str(found),
        "revision": revision,
        "tables": tables_of(revision.form, cells_of(revision)),
        "origin": source.origin_url if may_be_shown(source.origin_url, settings.PUBLIC_ORIGIN_HOSTS) else "",
    }
    return render(request, "report.html", context)
