"""What a search finds, as a page.  Whatever goes wrong behind it, the box stays and the reader is told."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.forms.rows import RECEIVED
from portal.pages.search_facets import panels
from portal.pages.search_hits import hits
from portal.pages.search_links import address_of, bare, chips, first_page, here, orders, pages
from search.answering import FEW
from search.asking import ask_of, order_of, parameters_of
from search.correcting import Correction, corrections
from search.query import parse, text_of
from search.query.fields import FIELD_LABELS
from search.searching import Ask, NotReady, Results, count, find

RETRY_SECONDS = "30"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search that would find something."""

    sentence: str
    address: str
    reports: int


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    ask, notices = ask_of(request.GET)
    context = _asked(ask) | {"notices": notices}
    try:
        results = find(ask)
        context |= _answered(ask, results, notices)
    except NotReady:
        return unavailable(request, context | {"reason": "index"})
    except Exception:
        # An engine may fail in any way; the reader keeps his question and can ask it again.
        log.exception("search failed: %r", ask)
        return unavailable(request, context | {"reason": "failure"})
    return render(request, "search/page.html", context)


def unavailable(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = render(request, "search/unavailable.html", context, status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response


def _asked(ask: Ask) -> dict[str, Any]:
    """What a page shows without having searched."""
    kept = {
        name: value for name, value in parameters_of(first_page(ask)).items() if name not in {"q", "exact", "within"}
    }
    return {
        "ask": ask,
        "query": ask.query.strip(),
        "kept": kept,
        "address": address_of(ask),
        "is_bare": not parameters_of(ask),
        "chips": chips(ask),
        "bare": here(bare(ask)),
    }


def _answered(ask: Ask, results: Results, notices: tuple[str, ...]) -> dict[str, Any]:
    found_nothing = results.total < FEW
    return {
        "results": results,
        "notices": (*notices, *results.notices),
        "understood": text_of(parse(results.understood).node, FIELD_LABELS),
        "hits": hits(ask, results),
        "panels": panels(ask, results),
        "orders": orders(ask),
        "by_requests": order_of(ask) == "requests",
        "requests_label": RECEIVED.core,
        "pages": pages(ask, results.total),
        "synonyms": _synonyms(ask, results),
        "offers": [_offer(each) for each in corrections(ask)] if found_nothing else [],
        "is_empty_archive": found_nothing and not count(Ask()),
        "elsewhere": _elsewhere(ask),
    }


def _synonyms(ask: Ask, results: Results) -> dict[str, Any] | None:
    """What was looked for besides the reader's own words."""
    if not results.synonyms:
        return None
    return {"words": results.synonyms.items(), "exactly": here(replace(first_page(ask), exactly=True))}


def _offer(correction: Correction) -> Offer:
    return Offer(correction.sentence, here(correction.ask), correction.reports)


def _elsewhere(ask: Ask) -> dict[str, str]:
    """The same question, answered otherwise."""
    whole = first_page(ask)
    return {name: address_of(whole, name) for name in ("search_feed", "datasets", "trends")} | {
        "json": address_of(ask, "search:search")
    }
