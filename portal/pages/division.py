"""A place: what its agencies reported over the years, its parts side by side, which reports the archive has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.areas import GOVERNMENTS, Area, YearSum, area_of
from archive.cells import Number
from archive.coverage import CENTRAL_CODE, all_agencies, own_agencies
from archive.divisions import table
from archive.divisions.tree import above, is_division
from archive.forms.rows import CLOSED, RECEIVED, TOTAL
from archive.kinds import KIND_LABELS, Kind
from archive.models import Agency, Report
from archive.places import COUNTY, township_of
from archive.rates import definitions
from archive.selectors import newest_of
from archive.series import volumes_of
from portal.addresses import division_address, report_address
from portal.chart_files import chart_file, with_data
from portal.charts import Chart
from portal.form_tables import shown
from portal.linked_data import as_json_ld, breadcrumbs
from portal.pages.division_agencies import matrix_of
from portal.pages.division_ranking import ranking_of
from portal.percent import ShownRate, shown_rate
from portal.year_charts import Years, outcomes_chart, requests_chart, usual_forms

LATEST = 6


@dataclass(frozen=True, slots=True)
class SumLine:
    """One year of what the agencies report, with how many of them stand behind it."""

    year: int
    reports: int
    unread: int
    received: str
    closed: str
    disclosed: ShownRate


@require_safe
def division(request: HttpRequest, code: str) -> HttpResponse:
    if code != CENTRAL_CODE and not is_division(code):
        return _elsewhere(code)
    area, government = area_of(code), _government(code)
    charts = with_data([*_government_charts(code, government), *_sum_charts(code, area)])
    return chart_file(request, charts) or render(
        request, "division/page.html", _context(request, code, area, government, charts)
    )


def _elsewhere(code: str) -> HttpResponse:
    """Townships are found with their county, what only holds places with what is above it."""
    if code not in table().names and township_of(code) is None:
        raise Http404(code)
    county = table().seat(code[:COUNTY])
    return redirect(division_address(county if is_division(county) else above(code)[-1]), permanent=True)


def name_of(code: str) -> str:
    return str(KIND_LABELS[Kind.CENTRAL]) if code == CENTRAL_CODE else table().names[code]


def _context(
    request: HttpRequest, code: str, area: Area, government: Agency | None, charts: Sequence[Chart]
) -> dict[str, Any]:
    steps = [(name_of(one), division_address(one)) for one in above(code)]
    agencies = all_agencies(code)
    return {
        "code": code,
        "name": name_of(code),
        "full_name": name_of(code) if code == CENTRAL_CODE else table().full_name(code),
        "is_central": code == CENTRAL_CODE,
        "steps": steps,
        "reports": sum(area.reports.values()),
        "first": min(area.reports, default=None),
        "last": max(area.reports, default=None),
        "government": government,
        "government_charts": [chart for chart in charts if chart.name.startswith("government")],
        "sum_charts": [chart for chart in charts if chart.name.startswith("all")],
        "sums": [_sum_line(one) for one in reversed(area.sums)],
        "sum_rate": definitions()[0],
        "adding": agencies.exclude(kind__in=GOVERNMENTS).count(),
        "ranking": ranking_of(code, area, request),
        "matrix": matrix_of(code, list(area.reports), request),
        "latest": _latest(code),
        "query": f"kind={Kind.CENTRAL.value}" if code == CENTRAL_CODE else f"district={code}",
        "json_ld": as_json_ld(_linked(request, code, steps)),
    }


# -- the government's own reports --


def _government(code: str) -> Agency | None:
    """The government, or its office where that reports for it."""
    if code == CENTRAL_CODE:
        return None
    found = own_agencies(code).filter(kind__in=GOVERNMENTS, township=None).order_by("pk")
    return min(found, key=lambda agency: agency.kind != Kind.GOVERNMENT, default=None)


def _government_charts(code: str, government: Agency | None) -> list[Chart]:
    if government is None:
        return []
    by_year = {volume.year: volume for volume in volumes_of(government)}

    def number(year: int, cells: tuple[str, ...]) -> Number | None:
        return by_year[year].number(*cells) if year in by_year else None

    years = Years(
        range(min(by_year), max(by_year) + 1),
        number,
        {year: volume.form for year, volume in by_year.items()},
        links={year: report_address(volume.report) for year, volume in by_year.items()},
    )
    source, address = _("来源：{agency}各年年报。").format(agency=government), division_address(code)
    return [
        requests_chart(years, "government-requests", _("政府年报里的申请"), source, address),
        outcomes_chart(years, "government-outcomes", _("政府年报里的办理结果"), source, address),
    ]


# -- sums --


def _sum_charts(code: str, area: Area) -> list[Chart]:
    by_year = {one.year: one for one in area.sums}
    if not by_year:
        return []
    years = range(min(by_year), max(by_year) + 1)
    adding = Years(
        years,
        lambda year, cells: by_year[year].number(cells) if year in by_year else None,
        usual_forms(years),
        behind={year: by_year[year].reports if year in by_year else 0 for year in years},
    )
    source = _("来源：本库收录的{place}各机关年报，不含政府的年报。").format(place=name_of(code))
    note = _("各年收录的年报份数不同（见表），件数的增减不都是申请的增减。")
    title = _("各机关的办理结果合计")
    return [outcomes_chart(adding, "all-outcomes", title, source, division_address(code), note)]


def _sum_line(one: YearSum) -> SumLine:
    received, closed = (one.number([f"{row.code}.{TOTAL.code}"]) for row in (RECEIVED, CLOSED))
    return SumLine(one.year, one.reports, one.unread, _text(received), _text(closed), shown_rate(one.disclosed))


def _text(number: Number | None) -> str:
    return "" if number is None else shown(number)


# -- the rest --


def _latest(code: str) -> list[tuple[Report, str]]:
    return [(report, report_address(report)) for report in newest_of(all_agencies(code), LATEST)]


def _linked(request: HttpRequest, code: str, steps: Sequence[tuple[str, str]]) -> dict[str, Any]:
    here = [*steps, (name_of(code), division_address(code))]
    return {
        "@type": "CollectionPage",
        "url": request.build_absolute_uri(division_address(code)),
        "name": name_of(code),
        "about": {"@type": "AdministrativeArea", "name": name_of(code), "identifier": code},
        "breadcrumb": breadcrumbs(request, here),
    }
