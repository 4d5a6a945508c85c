"""Addresses of the house."""

from __future__ import annotations

from django.urls import include, path

from portal.api.page import page as api_page
from portal.api.token_page import token
from portal.desk.shelves import shelves
from portal.display import choose_display
from portal.pages import help as help_pages
from portal.pages import report_source
from portal.pages.agency import agency
from portal.pages.compare import compare
from portal.pages.division import division
from portal.pages.divisions import divisions
from portal.pages.front import front
from portal.pages.health import health
from portal.pages.report import report
from portal.pages.report_cite import cite
from portal.pages.report_versions import versions
from portal.pages.robots import robots
from portal.pages.search import search_page
from portal.pages.search_feed import search_feed
from portal.pages.search_why import search_why
from portal.pages.sitemaps import sitemap, sitemap_part
from portal.pages.trends import trends
from portal.pages.wrong_number import wrong_number

urlpatterns = [
    path("", front, name="front"),
    path("display/", choose_display, name="display"),
    path("healthz", health, name="health"),
    path("search/", search_page, name="search_page"),
    path("search/atom/", search_feed, name="search_feed"),
    path("search/why/<int:report_id>/", search_why, name="search_why"),
    path("reports/<int:report_id>/", report, name="report"),
    path("reports/<int:report_id>/wrong/", wrong_number, name="wrong_number"),
    path("reports/<int:report_id>/source/", report_source.source, name="report_source"),
    path("reports/<int:report_id>/source/file/", report_source.source_file, name="report_file"),
    path("reports/<int:report_id>/source/<int:number>.png", report_source.source_page, name="report_source_page"),
    path("reports/<int:report_id>/versions/", versions, name="report_versions"),
    path("reports/<int:report_id>/cite/", cite, name="report_cite"),
    # Whatever else stands behind the number is a tail.
    path("reports/<int:report_id>/<str:tail>/", report, name="report"),
    path("agencies/<int:agency_id>/", agency, name="agency"),
    path("divisions/", divisions, name="divisions"),
    path("divisions/<str:code>/", division, name="division"),
    path("help/", help_pages.index, name="help"),
    path("help/search/", help_pages.searching, name="help_search"),
    path("help/outcomes/", help_pages.meanings, name="help_outcomes"),
    path("help/accuracy/", help_pages.accuracy, name="help_accuracy"),
    path("help/rights/", help_pages.sources, name="help_sources"),
    path("help/accessibility/", help_pages.accessibility, name="accessibility"),
    path("help/about/", help_pages.about, name="help_about"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemaps/<str:kind>-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("compare/", compare, name="compare"),
    path("trends/", trends, name="trends"),
    path("datasets/", include("portal.datasets.urls")),
    path("datasets/", include("portal.datasets.releases.urls")),
    path("desk/", include("portal.desk.urls")),
    path("admin/", shelves.urls),
    path("api/", api_page, name="api"),
    path("api/token/", token, name="api_token"),
    path("api/v1/", include("portal.api.urls")),
]
