"""The first page: what this is, what it can do today, what is to come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.forms import FORMS


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    forms = sorted(FORMS.values(), key=lambda form: form.first_year, reverse=True)
    return render(request, "front.html", {"forms": forms})
