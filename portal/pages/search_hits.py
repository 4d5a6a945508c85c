"""The reports that were found, each with the place in it where the query's words stand."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from archive.models import Report
from portal.addresses import agency_address, division_address, report_address
from portal.pages.search_links import address_of, bare
from portal.paragraphs import anchor
from search.entries import requests_of
from search.searching import Ask, Found, Results
from search.snippets import Piece, Snippet, marked


@dataclass(frozen=True, slots=True)
class Hit:
    """``place`` is the address of the paragraph; ``requests`` is None where no number is certain."""

    report: Report
    title: tuple[Piece, ...]
    agency: tuple[Piece, ...]
    snippet: Snippet | None
    address: str
    place: str
    agency_address: str
    division_address: str
    requests: int | None
    why: str


def hits(ask: Ask, results: Results) -> list[Hit]:
    requests = requests_of([found.report.pk for found in results.found])
    return [_hit(ask, found, results.texts, requests.get(found.report.pk)) for found in results.found]


def _hit(ask: Ask, found: Found, texts: tuple[str, ...], requests: int | None) -> Hit:
    report, agency = found.report, found.report.agency
    address = report_address(report)
    address += f"?{urlencode({'q': ask.query})}" if texts else ""
    return Hit(
        report,
        marked(found.title or str(report), texts),
        marked(agency.name, texts),
        found.snippet,
        address,
        _place(address, found.snippet),
        agency_address(agency),
        division_address(agency.division.code) if agency.division else "",
        requests,
        _why(ask, report) if texts else "",
    )


def _place(address: str, snippet: Snippet | None) -> str:
    return f"{address}#{anchor(snippet.section, snippet.line)}" if snippet else ""


def _why(ask: Ask, report: Report) -> str:
    """Choices in facets weigh nothing."""
    asked = address_of(bare(ask)).partition("?")[2]
    exactly = "&exact=1" if ask.exactly else ""
    return f"{reverse('search_why', args=[report.pk])}?{asked}{exactly}"
