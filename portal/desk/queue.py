"""The queue of what waits for a person: the most doubtful first, a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from archive.cells import Status
from archive.divisions import Certainty
from archive.findings import Severity
from archive.kinds import KIND_LABELS
from archive.models import Agency, Batch, Finding, Report, Upload
from archive.selectors import waiting
from portal.desk.choosing import Choice, division_choice
from portal.desk.gate import DeskRequest, desk
from portal.desk.queue_rows import rows_of
from portal.roles import Role

REPORTS_A_PAGE = 30
BATCHES_OFFERED = 50
YEARS = range(2030, 2002, -1)
# Columns of a revision that the queue does not show, some of them long.
UNSHOWN = ("claims", "indicators", "corrections", "warnings", "division", "reason")

WHY = {
    "errors": _("数字不符"),
    "uncertain": _("数据项存疑"),
    "notices": _("有核对提示"),
    "division": _("地区未定"),
    "private": _("有个人信息"),
    "replaces": _("已发布另一版"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    batch: str
    kind: str
    year: str
    why: str
    division: Choice

    @property
    def is_any(self) -> bool:
        return any((self.batch, self.kind, self.year, self.why, self.division.chosen))


def filters_of(request: DeskRequest) -> Filters:
    get = request.GET
    return Filters(
        batch=get.get("batch", "") if get.get("batch", "").isdecimal() else "",
        kind=get.get("kind", "") if get.get("kind", "") in set(KIND_LABELS) else "",
        year=get.get("year", "") if get.get("year", "") in set(map(str, YEARS)) else "",
        why=get.get("why", "") if get.get("why", "") in WHY else "",
        division=division_choice(get.dict()),
    )


def queue_rows(filters: Filters) -> QuerySet[Report]:
    rows = waiting().select_related(None).select_related("agency__division", "latest__source")
    rows = rows.defer(None).defer(*(f"latest__{column}" for column in UNSHOWN))
    asked = (
        _of_batch(filters.batch),
        _of_agencies(kind=filters.kind) if filters.kind else Q(),
        Q(year=filters.year) if filters.year else Q(),
        _of_agencies(division__pk__startswith=filters.division.chosen) if filters.division.chosen else Q(),
    )
    for condition in asked:
        rows = rows.filter(condition)
    return _for_reason(rows, filters.why)


def _of_batch(number: str) -> Q:
    return Q(Exists(Upload.objects.filter(batch=int(number), report=OuterRef("pk")))) if number else Q()


def _of_agencies(**conditions: str) -> Q:
    """Asked of each report in the queue's order: the first page is found long before all agencies are."""
    return Q(Exists(Agency.objects.filter(pk=OuterRef("agency"), **conditions)))


def _for_reason(rows: QuerySet[Report], why: str) -> QuerySet[Report]:
    if why == "uncertain":
        # Each such cell counts for the doubt: what has none is left out by the index.
        texts = rows.filter(doubt__gt=0).annotate(cells_text=Cast("latest__cells", TextField()))
        return texts.filter(cells_text__contains=f'"{Status.UNCERTAIN.value}"')
    conditions = {
        "errors": _found(Severity.ERROR),
        "notices": _found(Severity.NOTICE),
        "division": Q(agency__division_decided=False) & ~Q(agency__division_status=Certainty.CERTAIN.value),
        "private": Q(latest__source__withheld=True, latest__source__withheld_decided=False),
        "replaces": Q(published__isnull=False),
    }
    return rows.filter(conditions.get(why, Q()))


def _found(severity: Severity) -> Q:
    return Q(Exists(Finding.objects.filter(revision=OuterRef("latest"), severity=severity.value)))


def after(rows: QuerySet[Report], doubt: int, number: int) -> QuerySet[Report]:
    """What comes behind a place of the queue."""
    return rows.filter(doubt__lte=doubt).filter(Q(doubt__lt=doubt) | Q(pk__gt=number))


def next_after(report: Report) -> Report | None:
    return after(waiting().select_related(None).select_related("agency"), report.doubt, report.pk).first()


def place_of(text: str) -> tuple[int, int] | None:
    """``doubt-id`` of the last report of the page before."""
    doubt, _dash, number = text.partition("-")
    is_place = all(part.isascii() and part.isdecimal() and len(part) < 16 for part in (doubt, number))
    return (int(doubt), int(number)) if is_place else None


@desk(Role.REVIEWER, "GET")
def queue(request: DeskRequest) -> HttpResponse:
    filters = filters_of(request)
    rows = queue_rows(filters)
    place = place_of(request.GET.get("after", ""))
    found = list((after(rows, *place) if place else rows)[: REPORTS_A_PAGE + 1])
    shown = found[:REPORTS_A_PAGE]
    context = {
        "rows": rows_of(shown),
        "following": f"{shown[-1].doubt}-{shown[-1].pk}" if len(found) > REPORTS_A_PAGE else "",
        "is_first": place is None,
        "total": None if filters.is_any else waiting().count(),
        "filters": filters,
        "batches": _batches(filters.batch),
        "kinds": [(kind.value, label) for kind, label in KIND_LABELS.items()],
        "years": YEARS,
        "whys": WHY.items(),
    }
    return render(request, "desk/queue.html", context)


def _batches(chosen: str) -> Sequence[Batch]:
    newest = list(Batch.objects.order_by("-id")[:BATCHES_OFFERED])
    missing = chosen and all(str(batch.pk) != chosen for batch in newest)
    return [*newest, *(Batch.objects.filter(pk=chosen) if missing else ())]
