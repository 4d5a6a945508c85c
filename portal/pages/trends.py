"""Charts over any filter of the search: the address is the query, and every chart leads back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.counting import Dimension
from portal.chart_files import chart_file, with_data
from portal.charts import Chart
from portal.form_tables import shown
from portal.pages import trends_form
from portal.pages.search_links import address_of as search_address
from portal.pages.trends_charts import RATES, Sheet, cells_needed, year_charts
from portal.pages.trends_form import Asked
from portal.pages.trends_scope import Scope, scope_of
from portal.pages.trends_spread import spread, spread_charts
from portal.pages.trends_years import Year, years_of
from portal.remembering import remembered
from search.asking import ask_of
from search.searching import NotReady

RETRY_SECONDS = "30"


@require_safe
def trends(request: HttpRequest) -> HttpResponse:
    ask, notices = ask_of(request.GET)
    asked = trends_form.asked(ask, request.GET.get("reason", ""))
    context = _form(asked)
    try:
        scope = scope_of(asked.ask)
    except NotReady:
        response = render(request, "trends/page.html", context | {"is_waiting": True}, status=503)
        response["Retry-After"] = RETRY_SECONDS
        return response
    years, spread_out = remembered(["trends", scope.key, cells_needed(), *RATES], lambda: _counted(scope))
    charts = _charts(asked, years, spread_out)
    return chart_file(request, charts) or render(
        request, "trends/page.html", context | _found(years, charts) | {"notices": (*notices, *scope.notices)}
    )


def _counted(scope: Scope) -> tuple[list[Year], dict[str, int]]:
    """All that is added up for a page; spread out among the agencies is the last year that has numbers."""
    by = [Dimension.YEAR]
    years = years_of(scope.sums(by, cells_needed()), scope.rates(by, RATES))
    numbered = [year.year for year in years if year.has_numbers]
    return years, spread(numbered[-1], scope.rows()) if numbered else {}


def _charts(asked: Asked, years: Sequence[Year], spread_out: Mapping[str, int]) -> list[Chart]:
    with_numbers = [year for year in years if year.has_numbers]
    if not with_numbers:
        return []
    reports = shown(sum(year.reports for year in with_numbers))
    source = _("来源：公开年报，{reports} 份年报，{day} 查得；未填和未读出的数没有计入。").format(
        reports=reports, day=timezone.localdate()
    )
    sheet = Sheet(with_numbers, source, asked.address)
    return with_data([*year_charts(sheet, asked.reason), *spread_charts(sheet, with_numbers[-1].year, spread_out)])


def _found(years: Sequence[Year], charts: Sequence[Chart]) -> dict[str, Any]:
    without = [year for year in years if not year.has_numbers]
    return {
        "charts": charts,
        "reports": shown(sum(year.reports for year in years)),
        "first": years[0].year if years else None,
        "last": years[-1].year if years else None,
        "without": {"reports": shown(sum(year.reports for year in without)), "years": without} if without else None,
    }


def _form(asked: Asked) -> dict[str, Any]:
    return {
        "ask": asked.ask,
        "address": asked.address,
        "chips": trends_form.chips(asked),
        "kept": trends_form.kept(asked.ask),
        "kinds": trends_form.kinds(asked.ask),
        "districts": trends_form.districts(asked.ask),
        "reasons": trends_form.reasons(asked),
        "search": search_address(asked.ask),
    }
