"""Every public page for search engines: an index, and lists of addresses a few thousand at a time.

Only what is published: a report that is withdrawn is gone from here at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil
from typing import Any

from django.db.models import Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.models import Agency, Counts, Division, Report
from portal.addresses import agency_address, division_address, report_home
from portal.models import Release
from portal.pages.help import LEAVES

# The protocol allows fifty times as many; no answer is to take a tenth of a second.
PAGES_A_LIST = 1000
# So many lists may an index name; of no number beyond is the database asked.
MOST_LISTS = 50_000
TYPE = "application/xml; charset=utf-8"
STANDING = (
    *("front", "search_page", "divisions", "trends", "datasets", "releases", "recipes", "api", "help"),
    *(leaf.name for leaf in LEAVES),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its address, and when what it shows was published last."""

    address: str
    changed: date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """How many pages of one sort there are; ``places`` yields those from one number to another."""

    count: Callable[[], int]
    places: Callable[[int, int], Iterator[Place]]


def _standing(start: int, stop: int) -> Iterator[Place]:
    for name in STANDING[start:stop]:
        yield Place(reverse(name))


def _published() -> QuerySet[Report]:
    return Report.objects.filter(published__isnull=False)


def _reports(start: int, stop: int) -> Iterator[Place]:
    rows = _published().order_by("pk").values_list("pk", "published_at")
    for number, changed in rows[start:stop]:
        yield Place(report_home(number), changed)


def _reporting() -> QuerySet[Any]:
    return Agency.objects.filter(reports__published__isnull=False).annotate(changed=Max("reports__published_at"))


def _agencies(start: int, stop: int) -> Iterator[Place]:
    for agency in _reporting().order_by("pk")[start:stop]:
        yield Place(agency_address(agency), agency.changed)


def _division_changes() -> dict[str, date]:
    """Code → when the newest report of it or of a part of it was published."""
    found: dict[str, date] = {}
    for column in ("province", "city", "county"):
        rows = Counts.objects.exclude(**{column: ""}).values_list(column).annotate(Max("report__published_at"))
        found |= {str(code): changed for code, changed in rows.order_by()}
    known = set(Division.objects.filter(pk__in=found).values_list("pk", flat=True))
    return {code: changed for code, changed in sorted(found.items()) if code in known}


def _divisions(start: int, stop: int) -> Iterator[Place]:
    for code, changed in islice(_division_changes().items(), start, stop):
        yield Place(division_address(code), changed)


def _releases(start: int, stop: int) -> Iterator[Place]:
    for number, day in Release.objects.order_by("pk").values_list("number", "made_on")[start:stop]:
        yield Place(reverse("release", kwargs={"number": number}), day)


KINDS: Mapping[str, Kind] = {
    "pages": Kind(lambda: len(STANDING), _standing),
    "reports": Kind(lambda: _published().count(), _reports),
    "agencies": Kind(lambda: _reporting().count(), _agencies),
    "divisions": Kind(lambda: len(_division_changes()), _divisions),
    "releases": Kind(Release.objects.count, _releases),
}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    lists = (
        request.build_absolute_uri(reverse("sitemap_part", kwargs={"kind": kind, "number": number}))
        for kind, found in KINDS.items()
        for number in range(1, ceil(found.count() / PAGES_A_LIST) + 1)
    )
    return render(request, "sitemap.xml", {"lists": lists}, content_type=TYPE)


@require_safe
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    if kind not in KINDS or not 1 <= number <= MOST_LISTS:
        raise Http404(kind)
    start = (number - 1) * PAGES_A_LIST
    places = [
        (request.build_absolute_uri(place.address), place.changed)
        for place in KINDS[kind].places(start, start + PAGES_A_LIST)
    ]
    if not places:
        raise Http404(number)
    return render(request, "sitemap_part.xml", {"places": places}, content_type=TYPE)
