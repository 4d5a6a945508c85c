"""The page of a published report."""

from __future__ import annotations

from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from archive.models import Report
from portal.addresses import report_address, report_home
from portal.citing import gbt7714
from portal.linked_data import as_json_ld
from portal.pages.report_access import of_public_report
from portal.pages.report_metadata import citation_of, json_ld_of
from portal.pages.report_sheet import sheet_of
from search.asking import ask_of


@of_public_report
def report(request: HttpRequest, report: Report, tail: str = "") -> HttpResponse:
    """Any tail leads to the one that is right now; without one the page is where it is cited."""
    address = report_address(report)
    if tail and request.path != unquote(address):
        query = request.GET.urlencode()
        return redirect(f"{address}?{query}" if query else address)
    ask, _ = ask_of(request.GET)
    sheet = sheet_of(report, ask)
    home = request.build_absolute_uri(report_home(report.pk))
    context = {
        "sheet": sheet,
        "facts": sheet.facts,
        "report": report,
        "revision": sheet.facts.revision,
        "source": sheet.facts.source,
        "marks": sheet.marks,
        "query": ask.query.strip(),
        "citation": gbt7714(citation_of(sheet.facts, home, timezone.localdate())),
        "today": timezone.localdate(),
        "address": home,
        "metadata": as_json_ld(json_ld_of(sheet.facts, home)),
    }
    return render(request, "report/report.html", context)
