"""A search as an Atom feed (RFC 4287): whoever follows it is told of what is published from now on."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Report
from archive.selectors import public_text, published
from portal.addresses import report_address, report_home
from portal.pages.search_links import address_of, first_page
from search.asking import ask_of
from search.engines.base import Order
from search.searching import Ask, NotReady
from search.selecting import select

MOST = 50
_LONGEST_QUERY = 80
# When a feed changed last that never had anything: the day the regulations came into force.
_NEVER = datetime(2008, 5, 1, tzinfo=UTC)
# XML has no place for these, not even as references.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    ask = first_page(ask_of(request.GET)[0])
    try:
        found = select(replace(ask, order=((Order.REPORT, False),))).reports
    except NotReady:
        return HttpResponse(_("检索索引正在建立，请稍后再试。"), status=503, headers={"Retry-After": "30"})
    feed = _feed(request, ask)
    for report in newest(found):
        _add(feed, request, report)
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def newest(found: Collection[int]) -> list[Report]:
    """Those of them that were published last.  All are looked through in that order: no query takes so many keys."""
    wanted = frozenset(found)
    order = ("-published_at", "-pk")
    keys = Report.objects.filter(published__isnull=False).order_by(*order).values_list("pk", flat=True)
    first = list(islice((key for key in keys.iterator() if key in wanted), MOST))
    return list(published().filter(pk__in=first).select_related("published__source").order_by(*order))


def _feed(request: HttpRequest, ask: Ask) -> _Feed:
    asked = ask.query.strip()[:_LONGEST_QUERY]
    return _Feed(
        title=_printable(_("公开年报：{query}").format(query=asked) if asked else _("公开年报：新发布的年报")),
        link=request.build_absolute_uri(address_of(ask)),
        feed_url=request.build_absolute_uri(address_of(ask, "search_feed")),
        description=_("符合这次检索的年报，最近发布的在前。"),
        language="zh-Hans",
        author_name=_("公开年报"),
    )


def _add(feed: _Feed, request: HttpRequest, report: Report) -> None:
    revision = report.published
    if revision is None or report.published_at is None:
        return
    agency = report.agency
    place = agency.division.full_name if agency.division else ""
    said = (agency.name, place, _("{year} 年度").format(year=report.year))
    feed.add_item(
        title=_printable(public_text(revision, revision.title) or str(report)),
        link=request.build_absolute_uri(report_address(report)),
        description=_printable(" · ".join(filter(None, said))),
        author_name=_printable(agency.name),
        unique_id=request.build_absolute_uri(report_home(report.pk)),
        updateddate=report.published_at,
    )


def _printable(text: str) -> str:
    return _NO_XML.sub("", text)
