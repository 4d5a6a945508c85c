"""Build your own dataset: choose reports and columns, see the first rows and the size, download."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.public_changes import newest_public_change
from portal.datasets.asking import TICKED, Dataset, dataset_of
from portal.datasets.choosing import about_field, facet_fields, head_field, table_choices
from portal.datasets.columns import STATUS_LABELS, Shape
from portal.datasets.formats import Format
from portal.datasets.preview import preview
from portal.datasets.sizes import rows_of, sizes
from portal.datasets.snapshot import snapshot
from search.asking import order_of
from search.searching import NotReady, find
from search.selecting import select

RETRY_SECONDS = "60"


@require_safe
def datasets(request: HttpRequest) -> HttpResponse:
    dataset = dataset_of(request.GET)
    if TICKED in request.GET and not dataset.notices:
        # The shortest address of the same: what people keep and pass on.
        return HttpResponseRedirect(f"{reverse('datasets')}?{dataset.parameters}#result")
    try:
        context = _context(dataset)
    except NotReady:
        response = render(request, "datasets/not_ready.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = RETRY_SECONDS
        return response
    return render(request, "datasets/page.html", context)


def _context(dataset: Dataset) -> dict[str, Any]:
    """What is shown is counted and read from one state of the database."""
    ask = dataset.ask
    with snapshot():
        results = find(ask)
        selection = select(ask)
        reports = selection.reports
        return {
            "dataset": dataset,
            "ask": ask,
            "order": order_of(ask),
            "notices": (*dataset.notices, *selection.notices),
            "facets": facet_fields(ask, results),
            "about": about_field(dataset),
            "heads": head_field(dataset),
            "tables": table_choices(dataset),
            "is_long": dataset.shape is Shape.LONG,
            "reports": len(reports),
            "rows": rows_of(dataset, len(reports)),
            "preview": preview(dataset, reports),
            "downloads": [
                (size, _address(dataset, size.form), _address(dataset, size.form, prepare=True))
                for size in sizes(dataset, reports)
            ],
            "statuses": [(status.value, label) for status, (label, _english) in STATUS_LABELS.items()],
            "version": newest_public_change(),
            "query": dataset.parameters,
            "search_query": dataset.search_parameters,
        }


def _address(dataset: Dataset, form: Format, *, prepare: bool = False) -> str:
    query = "&".join(filter(None, (dataset.parameters, "prepare=1" if prepare else "")))
    path = reverse("dataset_download", kwargs={"extension": form.extension})
    return f"{path}?{query}" if query else path
