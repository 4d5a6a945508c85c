"""Published reports: listed, one by one, and their chapters."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from archive.findings import Finding
from archive.models import Report, Revision
from archive.selectors import judged_findings, public_text, published
from portal.api.chosen_reports import ReportRows, rows_of
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.paging import ReportPages
from portal.api.parameters import Parameter, integer
from portal.api.schemas import ref
from portal.api.search_parameters import AGENCY, REPORT
from portal.datasets.columns import REPORT_COLUMNS
from portal.datasets.rows import wide_batches

NUMBER = Parameter("report_id", _("年报编号。"), "Number of the report.", integer(1, 2**53), example=1)


class Reports(Reading):
    told: ClassVar = {
        "get": Told(
            "listReports",
            "reports",
            _("年报"),
            "Published reports",
            ref("ReportPage"),
            _("按编号排列。检索参数用来缩小范围；同样参数的宽表见 /api/v1/reports.csv。"),
            example="?year=2024&limit=2",
        )
    }
    is_narrowed = True
    parameters = (REPORT, AGENCY)
    pages = ReportPages

    def get(self, request: Request) -> Response:
        rows = ReportRows(chosen=self.chosen, table=REPORT_COLUMNS, base=settings.PUBLIC_ADDRESS)
        return self.paged(rows, list)


class OneReport(Reading):
    """For what stands below one report."""

    @cached_property
    def report(self) -> Report:
        found = published().select_related("published__source").defer(None)
        return get_object_or_404(found, pk=self.kwargs["report_id"])

    @property
    def revision(self) -> Revision:
        revision = self.report.published
        assert revision is not None  # noqa: S101 - the query asks for it
        return revision


class ReportDetail(OneReport):
    told: ClassVar = {
        "get": Told(
            "getReport",
            "reports",
            _("一份年报"),
            "One report",
            ref("ReportDetail"),
            _("findings_found 是读者在网页上看到的核对提示，含与上年年报的比较。"),
            path=(NUMBER,),
            example="",
        )
    }

    def get(self, request: Request, report_id: int) -> Response:
        (row,) = rows_of(wide_batches([self.report.pk], REPORT_COLUMNS, base=settings.PUBLIC_ADDRESS), REPORT_COLUMNS)
        judged = judged_findings(self.report, self.revision, public=True)
        return Response(
            row
            | {
                "published_at": self.report.published_at,
                "findings_found": [finding_of(each.finding, self.revision) for each in judged],
                "sections": request.build_absolute_uri(reverse("api_v1:sections", args=[self.report.pk])),
                "cells": f"{request.build_absolute_uri(reverse('api_v1:cells'))}?report={self.report.pk}",
            }
        )


def finding_of(finding: Finding, revision: Revision) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": public_text(revision, finding.message),
        "cells": list(finding.cells),
        "quotes": [
            {"text": public_text(revision, each.text), "section": public_text(revision, each.section)}
            for each in finding.quotes
        ],
    }


class Sections(OneReport):
    told: ClassVar = {
        "get": Told(
            "listSections",
            "reports",
            _("年报的章节"),
            "Chapters of a report",
            ref("Sections"),
            _("正文与网页相同；原件因个人信息不公开时，号码等以星号代替。"),
            path=(NUMBER,),
            example="",
        )
    }

    def get(self, request: Request, report_id: int) -> Response:
        revision = self.revision
        sections = [
            {
                "number": section.number,
                "heading": public_text(revision, section.heading),
                "text": public_text(revision, section.text),
            }
            for section in revision.sections.order_by("position")
        ]
        return Response({"report": self.report.pk, "revision": revision.number, "sections": sections})
