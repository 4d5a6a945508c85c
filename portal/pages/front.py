"""The first page: what this is, the reports that are published, what it can do today, what is to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.forms import FORMS
from archive.selectors import published

NEWEST = 12


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    reports = published()
    newest = reports.order_by("-published_at", "-id")[:NEWEST]
    forms = sorted(FORMS.values(), key=lambda form: form.first_year, reverse=True)
    return render(request, "front.html", {"forms": forms, "total": reports.count(), "newest": newest})
