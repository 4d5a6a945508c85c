"""The source of a published report: the page or the text where a number stands, and the file itself to be saved."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import etag

from archive.cells import Cell
from archive.models import Report, Source
from archive.selectors import cells_of, judged_findings
from archive.storage import DamagedSource, open_source
from ingest.refusals import Refusal
from portal.desk.pages import page_picture, page_sizes
from portal.desk.source_panel import SourcePanel, Wanted, panel_of
from portal.form_tables import text_of
from portal.pages.report_access import of_public_report, public_revision
from portal.pages.report_facts import Facts
from portal.security import HEADER, POLICY_FOR_STRANGERS
from portal.wrong_numbers import cell_words

MEGABYTE = 1024 * 1024
# Whoever wants to see a place must not keep the server busy: larger files are saved and opened at home.
LARGEST_SHOWN = 8 * MEGABYTE
# A page of these bytes never changes, but that the source is public may: only who saw it keeps it.
A_DAY = "private, max-age=86400"
NEVER_KEPT = "no-cache"


@of_public_report
def source(request: HttpRequest, report: Report) -> HttpResponse:
    facts = Facts(report, public_revision(report))
    context = {"facts": facts, "report": report, "source": facts.source}
    if not facts.source_is_open:
        return render(request, "report/source_withheld.html", context)
    code = request.GET.get("cell", "")
    cell = cells_of(facts.revision).get(code)
    panel = _panel(facts.source, _wanted(request.GET, facts, code, cell))
    context |= {"panel": panel, "cell": cell, "code": code if cell else "", "read_as": text_of(cell)}
    return render(request, "report/source.html", context)


def _panel(source: Source, wanted: Wanted) -> SourcePanel:
    if source.size > LARGEST_SHOWN:
        return SourcePanel(source, wanted.caption, problem=_("原件太大，这里不能显示，请保存后打开。"))
    return panel_of(source, wanted)


def _wanted(query: Mapping[str, str], facts: Facts, code: str, cell: Cell | None) -> Wanted:
    """``?cell=code``, ``?finding=name&quote=n`` or ``?page=n``."""
    if cell:
        return Wanted(cell_words(code), cell.locator)
    if name := query.get("finding", ""):
        return _quoted(facts, name, _number(query.get("quote", "1")))
    return Wanted(page=_number(query.get("page", "")))


def _quoted(facts: Facts, name: str, index: int) -> Wanted:
    judged = judged_findings(facts.report, facts.revision, public=True)
    quotes = [quote for one in judged if one.key[:12] == name for quote in one.finding.quotes]
    return Wanted(quotes[index - 1].text, quotes[index - 1].locator) if 1 <= index <= len(quotes) else Wanted()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _open_source(report: Report) -> Source:
    source = public_revision(report).source
    if source.withheld:
        raise Http404(report.pk)
    return source


@of_public_report
def source_page(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """A page of a PDF as a picture."""
    source = _open_source(report)
    if source.format != "pdf" or source.size > LARGEST_SHOWN:
        raise Http404(number)
    try:
        if not 1 <= number <= len(page_sizes(source)):
            raise Http404(number)
        picture = page_picture(source, number)
    except (Refusal, DamagedSource) as error:
        raise Http404(number) from error
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": A_DAY})


def _digest(request: HttpRequest, report: Report) -> str:
    return f'"{_open_source(report).sha256}"'


@of_public_report
@etag(_digest)
def source_file(request: HttpRequest, report: Report) -> HttpResponse:
    """The bytes as received.  Whatever they are, a browser may only save them."""
    source = _open_source(report)
    try:
        data = open_source(source)
    except DamagedSource as error:
        raise Http404(report.pk) from error
    return HttpResponse(
        data,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=source.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
            "Cache-Control": NEVER_KEPT,
            HEADER: POLICY_FOR_STRANGERS,
        },
    )
