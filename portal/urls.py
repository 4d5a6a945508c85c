"""Addresses of the house."""

from __future__ import annotations

from django.urls import include, path

from portal.desk.shelves import shelves
from portal.pages.front import front
from portal.pages.health import health
from portal.pages.report import report

urlpatterns = [
    path("", front, name="front"),
    path("healthz", health, name="health"),
    path("reports/<int:report_id>/", report, name="report"),
    path("desk/", include("portal.desk.urls")),
    path("admin/", shelves.urls),
    path("api/v1/", include("search.urls")),
]
