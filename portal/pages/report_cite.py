"""How a report is cited, to be copied or saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from archive.models import Report
from portal.addresses import report_home
from portal.citing import bibtex, csl_json, gbt7714
from portal.pages.report_access import of_public_report, public_revision
from portal.pages.report_facts import Facts
from portal.pages.report_metadata import citation_of

# What is asked for → how it is written, its type, the end of its name.
WAYS = {
    "bibtex": (bibtex, "application/x-bibtex; charset=utf-8", "bib"),
    "csl": (csl_json, "application/vnd.citationstyles.csl+json; charset=utf-8", "json"),
}


@of_public_report
def cite(request: HttpRequest, report: Report) -> HttpResponse:
    facts = Facts(report, public_revision(report))
    citation = citation_of(facts, request.build_absolute_uri(report_home(report.pk)), timezone.localdate())
    if way := WAYS.get(request.GET.get("format", "")):
        write, type_, end = way
        name = content_disposition_header(as_attachment=True, filename=f"{citation.key}.{end}") or "attachment"
        return HttpResponse(write(citation), content_type=type_, headers={"Content-Disposition": name})
    written = {"gbt7714": gbt7714(citation), "bibtex": bibtex(citation), "csl": csl_json(citation)}
    return render(request, "report/cite.html", {"facts": facts, "report": report, **written})
