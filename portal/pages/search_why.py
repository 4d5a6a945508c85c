"""Why a report stands where it does among the results: which words it has, where, and what each weighs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.selectors import public_text, published
from portal.addresses import report_address
from portal.pages.search_links import address_of
from search.asking import ask_of
from search.engines.base import WEIGHTS, Part, Weight
from search.searching import NotReady, explain

PART_LABELS = {Part.TITLE: _("标题"), Part.AGENCY: _("机关名称"), Part.TEXT: _("正文")}


@dataclass(frozen=True, slots=True)
class Reason:
    word: str
    part: str
    times: int
    # In hundredths of all that this report has.
    share: float


@require_safe
def search_why(request: HttpRequest, report_id: int) -> HttpResponse:
    report = get_object_or_404(published().select_related("published__source"), pk=report_id)
    ask, _notices = ask_of(request.GET)
    try:
        weights = explain(ask, report.pk)
    except NotReady:
        weights = ()
    revision = report.published
    context = {
        "report": report,
        "title": (public_text(revision, revision.title) if revision else "") or str(report),
        "report_address": report_address(report),
        "query": ask.query.strip(),
        "back": address_of(ask),
        "reasons": _reasons(weights),
        "weights": [(PART_LABELS[part], f"{WEIGHTS[part]:g}") for part in (Part.TITLE, Part.AGENCY)],
    }
    return render(request, "search/why.html", context)


def _reasons(weights: tuple[Weight, ...]) -> list[Reason]:
    whole = sum(weight.score for weight in weights) or 1
    return [
        Reason(weight.word, str(PART_LABELS[weight.part]), weight.times, 100 * weight.score / whole)
        for weight in weights
    ]
