"""Addresses below /api/v1/: each resource, the two files, the document."""

from __future__ import annotations

from django.urls import include, path, register_converter

from portal.api.aggregates import Aggregates
from portal.api.cells import Cells
from portal.api.directory import Agencies, AgencyDetail, DivisionDetail, Divisions
from portal.api.document import document_json, document_yaml
from portal.api.downloads import CellsFile, ReportsFile
from portal.api.findings import Findings
from portal.api.forms import FormDetail, Forms
from portal.api.nowhere import Anything, Nowhere
from portal.api.releases import ReleaseDetail, Releases
from portal.api.reports import ReportDetail, Reports, Sections
from portal.api.searches import Search, Suggesting
from portal.api.uploads import UploadDetail, Uploads

register_converter(Anything, "anything")

# Pages that complete what a reader types find the search under this name.
searches = [
    path("search/", Search.as_view(), name="search"),
    path("search/suggestions/", Suggesting.as_view(), name="suggestions"),
]
resources = [
    path("reports/", Reports.as_view(), name="reports"),
    path("reports.csv", ReportsFile.as_view(), name="reports_file"),
    path("reports/<int:report_id>/", ReportDetail.as_view(), name="report"),
    path("reports/<int:report_id>/sections/", Sections.as_view(), name="sections"),
    path("cells/", Cells.as_view(), name="cells"),
    path("cells.csv", CellsFile.as_view(), name="cells_file"),
    path("findings/", Findings.as_view(), name="findings"),
    path("aggregates/", Aggregates.as_view(), name="aggregates"),
    path("agencies/", Agencies.as_view(), name="agencies"),
    path("agencies/<int:agency_id>/", AgencyDetail.as_view(), name="agency"),
    path("divisions/", Divisions.as_view(), name="divisions"),
    path("divisions/<str:code>/", DivisionDetail.as_view(), name="division"),
    path("forms/", Forms.as_view(), name="forms"),
    path("forms/<str:code>/", FormDetail.as_view(), name="form"),
    path("releases/", Releases.as_view(), name="releases"),
    path("releases/<int:number>/", ReleaseDetail.as_view(), name="release"),
    path("uploads/", Uploads.as_view(), name="uploads"),
    path("uploads/<int:upload_id>/", UploadDetail.as_view(), name="upload"),
    path("openapi.json", document_json, name="document_json"),
    path("openapi.yaml", document_yaml, name="document_yaml"),
    path("<anything:rest>", Nowhere.as_view(), name="nowhere"),
]
urlpatterns = [path("", include((searches, "search"))), path("", include((resources, "api_v1")))]
