"""A query that somebody cites: what it found stays, as reports and their revisions, beside what there is now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Report
from archive.texts import fitted
from portal.citing import Citation
from portal.models import CitedQuery
from search.asking import ask_of
from search.engines.base import Facet
from search.selecting import select

SHOWN_OF_A_KEY = 16
REPORTS_AT_ONCE = 5000
# Far more than people cite; a program that cites everything there is fills no disk.
MOST_A_DAY = 2000
LONGEST = 2000
_FACETS = tuple(facet.value for facet in Facet)
_KEPT = ("q", *_FACETS, "exact", "order")
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the reports of a cited query."""

    same: int
    corrected: tuple[int, ...]
    withdrawn: tuple[int, ...]


class TooMany(Exception):
    """So many queries were cited today that something must be wrong."""


class TooLong(Exception):
    """Nobody asks so much by hand, and no citation could be printed."""


def settled(parameters: QueryDict) -> str:
    """Only what the result depends on, in a settled order: the same question has the same text."""
    kept = QueryDict(mutable=True)
    for name in _KEPT:
        values = parameters.getlist(name)
        # What is asked once goes by the last; each value of a facet counts.
        asked = {value.strip() for value in (values if name in _FACETS else values[-1:])}
        if told := sorted(asked - {""}):
            kept.setlist(name, told)
    return kept.urlencode()


def cite(parameters: QueryDict) -> CitedQuery:
    text = settled(parameters)
    if len(text) > LONGEST:
        raise TooLong
    ask, _notices = ask_of(QueryDict(text))
    selection = select(ask)
    found = _revisions(selection.reports)
    key = hashlib.sha256(json.dumps([text, found]).encode()).hexdigest()
    with transaction.atomic():
        _ensure_few(key)
        cited, _new = CitedQuery.objects.get_or_create(
            key=key,
            defaults={
                "parameters": text,
                "understood": fitted(selection.understood, LONGEST),
                "found": found,
                "at": timezone.now(),
            },
        )
    return cited


def _ensure_few(key: str) -> None:
    of_today = CitedQuery.objects.filter(at__gte=timezone.now() - timedelta(days=1)).exclude(pk=key)
    if of_today.count() >= MOST_A_DAY:
        raise TooMany


def _revisions(reports: Sequence[int]) -> Pairs:
    """Number of each report and of its published revision, in the order of the reports' numbers."""
    pairs: Pairs = []
    for start in range(0, len(reports), REPORTS_AT_ONCE):
        some = Report.objects.filter(pk__in=reports[start : start + REPORTS_AT_ONCE], published__isnull=False)
        pairs += some.values_list("pk", "published__number")
    return sorted(pairs)


def since(cited: CitedQuery) -> Since:
    now = dict(_revisions([report for report, _ in cited.found]))
    corrected = [report for report, revision in cited.found if report in now and now[report] != revision]
    withdrawn = [report for report, _ in cited.found if report not in now]
    return Since(len(cited.found) - len(corrected) - len(withdrawn), tuple(corrected), tuple(withdrawn))


def query_address(cited: CitedQuery) -> str:
    return reverse("cited_query", kwargs={"key": cited.key[:SHOWN_OF_A_KEY]})


def citation_of(cited: CitedQuery, accessed: date) -> Citation:
    asked = cited.understood or _("全部年报")
    made_on = timezone.localtime(cited.at).date()
    return Citation(
        key=f"nianbao-query-{cited.key[:SHOWN_OF_A_KEY]}",
        title=_("政府信息公开工作年度报告数据，查询“{asked}”，{count} 份年报").format(
            asked=asked, count=len(cited.found)
        ),
        author=_("公开年报"),
        year=made_on.year,
        address=settings.PUBLIC_ADDRESS + query_address(cited),
        accessed=accessed,
        issued=made_on,
        mark="DS",
        note=_("查询结果 SHA-256：{sha256}").format(sha256=cited.key),
    )
