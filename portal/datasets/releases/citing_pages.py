"""The pages that citations lead to: a number or a query as it was cited, and what it is now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.models import Report
from archive.selectors import published
from portal.addresses import report_address
from portal.citing import Citation, bibtex, csl_json, gbt7714
from portal.datasets.releases import cited_numbers, cited_queries
from portal.datasets.releases.cited_queries import SHOWN_OF_A_KEY, TooLong, TooMany, cite, query_address, settled, since
from portal.models import CitedQuery
from portal.pages.refusals import refuse
from search.asking import ask_of
from search.searching import NotReady
from search.selecting import select

MOST_LISTED = 50
GONE, TOO_MANY, NOT_READY = 410, 429, 503
RETRY_MINUTES = 60


def _formats(citation: Citation) -> dict[str, str]:
    return {"gbt7714": gbt7714(citation), "bibtex": bibtex(citation), "csl": csl_json(citation)}


@require_safe
def cited_number(request: HttpRequest, report_id: int, revision: int, cell: str) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_related("agency"), pk=report_id, published_at__isnull=False)
    if report.published_id is None:
        return render(request, "releases/withdrawn.html", status=GONE)
    number = cited_numbers.cited_number(report, revision, cell)
    if number is None:
        return render(request, "404.html", status=404)
    citation = cited_numbers.citation_of(number, timezone.localdate())
    context = {"number": number, "report": report, "report_address": report_address(report), **_formats(citation)}
    return render(request, "releases/number.html", context)


@require_safe
def cited_query(request: HttpRequest, key: str) -> HttpResponse:
    # A few signs of a key are those of many.
    if len(key) < SHOWN_OF_A_KEY:
        raise Http404(key)
    cited = get_object_or_404(CitedQuery, key__startswith=key)
    now = since(cited)
    citation = cited_queries.citation_of(cited, timezone.localdate())
    context = {
        "cited": cited,
        "count": len(cited.found),
        "since": now,
        "corrected": published().filter(pk__in=now.corrected[:MOST_LISTED]),
        "more": max(len(now.corrected) - MOST_LISTED, 0),
        **_formats(citation),
    }
    return render(request, "releases/query.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cite_query(request: HttpRequest) -> HttpResponse:
    """What would be cited; nothing is kept before somebody says so."""
    parameters = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    try:
        if request.method == "POST":
            return HttpResponseRedirect(query_address(cite(parameters)))
        ask, notices = ask_of(parameters)
        selection = select(ask)
    except NotReady:
        return render(request, "releases/not_ready.html", status=NOT_READY)
    except TooLong:
        return refuse(request, _("这个查询太长，不能引用。请少选几个条件，或者缩短检索词。"), status=400)
    except TooMany:
        answer = render(request, "429.html", {"minutes": RETRY_MINUTES}, status=TOO_MANY)
        answer.headers["Retry-After"] = str(RETRY_MINUTES * 60)
        return answer
    context = {
        "query": settled(parameters),
        "understood": selection.understood,
        "notices": (*notices, *selection.notices),
        "count": len(selection.reports),
    }
    return render(request, "releases/cite.html", context)
