"""An agency: all years of its reports on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.cells import Number
from archive.coverage import CENTRAL_CODE, due_date, marks_of, newest_year
from archive.divisions import table
from archive.divisions.tree import above
from archive.identifying import follow
from archive.kinds import Kind
from archive.models import Agency, Succession
from archive.rates import definitions
from archive.series import Volume, carries, volumes_of
from portal.addresses import agency_address, division_address, report_address
from portal.chart_files import chart_file, with_data
from portal.charts import Chart
from portal.linked_data import as_json_ld, breadcrumbs
from portal.pages.agency_years import covered_years, ledger, ledger_heads, names_of, rate_years
from portal.year_charts import Years, outcomes_chart, requests_chart

Step = tuple[str, str]


@require_safe
def agency(request: HttpRequest, agency_id: int) -> HttpResponse:
    found = get_object_or_404(Agency.objects.select_related("division", "merged_into"), pk=agency_id)
    if found.merged_into is not None:
        return redirect(agency_address(follow(found)), permanent=True)
    volumes = volumes_of(found)
    if not any(volume.report.agency_id == found.pk for volume in volumes):
        raise Http404(agency_id)
    charts = with_data(_charts(found, volumes))
    return chart_file(request, charts) or render(
        request, "agency/page.html", {**_context(request, found, volumes), "charts": charts}
    )


def _context(request: HttpRequest, agency: Agency, volumes: Sequence[Volume]) -> dict[str, Any]:
    steps = place_of(agency)
    carried, after = ledger(carries(volumes)), _relations(agency, "predecessor", "successor")
    covered = _coverage(agency, volumes, after)
    names = names_of(agency, volumes)
    return {
        "agency": agency,
        "steps": steps,
        "covered": covered[::-1],
        "missing": [one.year for one in covered if not one.address],
        "late": [one.year for one in covered if one.late],
        "reports": len(volumes),
        "is_bound": due_date(agency.kind, covered[-1].year) is not None,
        "ledger": carried,
        "ledger_heads": ledger_heads(),
        "rates": rate_years(volumes),
        "rate_heads": definitions(),
        "names": names,
        "before": _relations(agency, "successor", "predecessor"),
        "after": after,
        "newest": volumes[-1].report,
        "agency_query": urlencode({"q": f'agency:"{agency.name}"'}),
        "last_two": [volume.report for volume in volumes[-2:]],
        "json_ld": as_json_ld(_linked(request, agency, steps, [one.name for one in names])),
    }


def place_of(agency: Agency) -> list[Step]:
    """The pages above it, from the province down; those of no place in the country."""
    if agency.kind == Kind.CENTRAL and agency.division_id is None:
        return [(agency.get_kind_display(), division_address(CENTRAL_CODE))]
    code = agency.division_id or ""
    codes = [*above(code), code] if code else []
    return [(table().names.get(one, one), division_address(one)) for one in codes]


def _coverage(agency: Agency, volumes: Sequence[Volume], after: Sequence[Succession]) -> list[Any]:
    bodies = {volume.report.agency_id: volume.report.agency for volume in volumes}
    marks = {mark.report: mark for years in marks_of(bodies.values()).values() for mark in years.values()}
    ended = min((succession.year for succession in after), default=None)
    until = newest_year() or volumes[-1].year
    return covered_years(agency, volumes, marks, until if ended is None else min(until, ended - 1))


def _relations(agency: Agency, own: str, other: str) -> list[Succession]:
    """With bodies that have something published: nobody learns here of others."""
    rows = Succession.objects.filter(**{own: agency, f"{other}__reports__published__isnull": False})
    return list(rows.select_related(other).order_by("year", "pk").distinct())


def _charts(agency: Agency, volumes: Sequence[Volume]) -> list[Chart]:
    by_year = {volume.year: volume for volume in volumes}

    def number(year: int, cells: tuple[str, ...]) -> Number | None:
        return by_year[year].number(*cells) if year in by_year else None

    years = Years(
        range(min(by_year), max(by_year) + 1),
        number,
        {year: volume.form for year, volume in by_year.items()},
        links={year: report_address(volume.report) for year, volume in by_year.items()},
    )
    source, address = _("来源：{agency}各年年报。").format(agency=agency), agency_address(agency)
    note = _("没有年报或者没有读出的年份空着；未填的项没有计入。")
    return [
        requests_chart(years, "requests", _("历年的申请"), source, address, note),
        outcomes_chart(years, "outcomes", _("申请的办理结果"), source, address, note),
    ]


def _linked(request: HttpRequest, agency: Agency, steps: Sequence[Step], names: Sequence[str]) -> dict[str, Any]:
    address = request.build_absolute_uri(agency_address(agency))
    others = sorted({name for name in names if name != agency.name})
    place = {"areaServed": {"@type": "AdministrativeArea", "name": steps[-1][0]}} if steps else {}
    body = {"@type": "GovernmentOrganization", "name": agency.name, "alternateName": others, **place}
    here = [*steps, (agency.name, agency_address(agency))]
    return {
        "@type": "CollectionPage",
        "url": address,
        "name": agency.name,
        "about": body,
        "breadcrumb": breadcrumbs(request, here),
    }
