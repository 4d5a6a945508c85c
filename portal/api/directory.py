"""Who reports, and where: agencies and divisions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from archive.kinds import KIND_LABELS, Kind
from archive.models import Agency, Counts, Division, Report
from archive.places import CITY, COUNTY, PROVINCE
from archive.selectors import printed_names
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.filters import AgencyFilter, DivisionFilter
from portal.api.paging import Pages
from portal.api.parameters import Parameter, integer, text
from portal.api.schemas import ref
from portal.api.search_parameters import DISTRICT, KIND

CODE = r"^([0-9]{2}|[0-9]{4}|[0-9]{6})$"
AGENCY_ID = Parameter("agency_id", _("机关编号。"), "Number of the agency.", integer(1, 2**53), example=1)
DIVISION_CODE = Parameter("code", _("地区代码。"), "Code of the division.", text(6, CODE), example="320813")
_LEVELS = {PROVINCE: "province", CITY: "city", COUNTY: "county"}


def public_agencies() -> QuerySet[Agency]:
    """Those with a published report, and how many they have."""
    reports = Report.objects.filter(agency=OuterRef("pk"), published__isnull=False)
    counted = reports.order_by().values("agency").annotate(count=Count("pk")).values("count")
    rows = Agency.objects.filter(Exists(reports)).select_related("division")
    return rows.annotate(public=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


def agency_row(agency: Any) -> dict[str, Any]:
    division = agency.division
    return {
        "id": agency.pk,
        "name": agency.name,
        "kind": agency.kind,
        "kind_label": KIND_LABELS[Kind(agency.kind)],
        "division": division.pk if division else None,
        "division_name": division.full_name if division else None,
        "reports": agency.public,
    }


class Agencies(Reading):
    told: ClassVar = {
        "get": Told(
            "listAgencies",
            "directory",
            _("机关"),
            "Agencies",
            ref("AgencyPage"),
            _("有已发布年报的机关，按编号排列。"),
            example="?district=32&limit=2",
        )
    }
    parameters = (
        KIND,
        DISTRICT,
        Parameter("name", _("用过的名称里有这些字。"), "Part of any of its names.", text(120), example="财政局"),
    )
    pages = Pages

    def get(self, request: Request) -> Response:
        rows = AgencyFilter(self.asked, queryset=public_agencies()).qs
        return self.paged(rows, partial(map, agency_row))


class AgencyDetail(Reading):
    told: ClassVar = {
        "get": Told(
            "getAgency",
            "directory",
            _("一个机关"),
            "One agency",
            ref("AgencyDetail"),
            _("历年名称、已发布的年报，以及承继关系（before 是前身，after 是后继）。"),
            path=(AGENCY_ID,),
            example="",
        )
    }

    def get(self, request: Request, agency_id: int) -> Response:
        agency = get_object_or_404(public_agencies(), pk=agency_id)
        reports = agency.reports.filter(published__isnull=False).order_by("year")
        names = sorted(printed_names(Q(report__agency=agency)), key=lambda one: (one.first_year, one.name))
        public = Exists(Report.objects.filter(agency=OuterRef("pk"), published__isnull=False))
        others = Agency.objects.filter(public).order_by("pk").values_list("pk", flat=True)
        return Response(
            agency_row(agency)
            | {
                "names": [
                    {"name": one.name, "first_year": one.first_year, "last_year": one.last_year} for one in names
                ],
                "published": [{"report": number, "year": year} for number, year in reports.values_list("pk", "year")],
                "before": list(others.filter(successions__successor=agency)),
                "after": list(others.filter(precessions__predecessor=agency)),
            }
        )


def division_rows(divisions: Sequence[Division]) -> list[dict[str, Any]]:
    """With the reports of all agencies within each."""
    counted: dict[str, int] = {}
    for digits, level in _LEVELS.items():
        codes = [division.pk for division in divisions if len(division.pk) == digits]
        if codes:
            rows = Counts.objects.filter(**{f"{level}__in": codes}).order_by().values_list(level)
            counted |= dict(rows.annotate(Count("pk")))
    return [
        {
            "code": division.pk,
            "name": division.name,
            "full_name": division.full_name,
            "parent": division.parent_id,
            "reports": counted.get(division.pk, 0),
        }
        for division in divisions
    ]


def _divisions() -> QuerySet[Division]:
    """Reports are counted down to the county."""
    return Division.objects.annotate(digits=Length("code")).filter(digits__lte=COUNTY)


class Divisions(Reading):
    told: ClassVar = {
        "get": Told(
            "listDivisions",
            "directory",
            _("地区"),
            "Divisions",
            ref("DivisionPage"),
            _("省、市、县，按代码排列；reports 含下级。"),
            example="?parent=3208&limit=2",
        )
    }
    parameters = (
        Parameter("parent", _("上级地区代码。"), "Codes of the divisions above.", text(6, CODE), many=True),
        Parameter("name", _("全称里有这些字。"), "Part of the full name.", text(60), example="洪泽"),
    )
    pages = Pages

    def get(self, request: Request) -> Response:
        rows = DivisionFilter(self.asked, queryset=_divisions()).qs
        return self.paged(rows, division_rows)


class DivisionDetail(Reading):
    told: ClassVar = {
        "get": Told(
            "getDivision",
            "directory",
            _("一个地区"),
            "One division",
            ref("Division"),
            path=(DIVISION_CODE,),
            example="",
        )
    }

    def get(self, request: Request, code: str) -> Response:
        return Response(division_rows([get_object_or_404(_divisions(), pk=code)])[0])
