"""What does not add up within the published reports."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from archive.cell_codec import finding_from_json
from archive.models import Finding, FindingDecision, Report, Revision
from portal.api.chosen_reports import among
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.filters import FindingFilter
from portal.api.paging import Pages
from portal.api.parameters import Parameter, one_of
from portal.api.reports import finding_of
from portal.api.schemas import ref
from portal.api.search_parameters import AGENCY, REPORT

SEVERITY = Parameter(
    "severity", _("程度：error 不平，notice 提醒。"), "error or notice.", one_of(("error", "notice")), many=True
)


def public_findings() -> QuerySet[Finding]:
    """Of published revisions, without what a person has dismissed."""
    dismissed = FindingDecision.objects.filter(
        report=OuterRef("revision__report"), key=OuterRef("key"), verdict=FindingDecision.Verdict.DISMISSED
    )
    public = Report.objects.filter(published=OuterRef("revision"))
    light = Revision.objects.select_related("source", "report").defer("cells", "corrections", "indicators", "claims")
    return (
        Finding.objects.filter(Exists(public)).exclude(Exists(dismissed)).prefetch_related(Prefetch("revision", light))
    )


def _row(row: Finding) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("rule", "severity", "message", "cells", "quotes")}
    report = row.revision.report
    place = {"id": row.pk, "report": report.pk, "agency": report.agency_id, "year": report.year}
    return place | finding_of(finding_from_json(told), row.revision)


class Findings(Reading):
    told: ClassVar = {
        "get": Told(
            "listFindings",
            "numbers",
            _("核对提示"),
            "Findings",
            ref("FindingPage"),
            _("一份年报自己对不上的地方；与上年年报的比较见单份年报的 findings_found。"),
            example="?severity=error&limit=2",
        )
    }
    is_narrowed = True
    parameters = (REPORT, AGENCY, SEVERITY)
    pages = Pages

    def get(self, request: Request) -> Response:
        rows = FindingFilter(self.asked, queryset=public_findings()).qs
        if self.chosen.numbers is not None:
            rows = rows.filter(revision__report__in=among(self.chosen.numbers))
        return self.paged(rows, partial(map, _row))
