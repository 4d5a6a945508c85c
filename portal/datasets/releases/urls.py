"""Addresses of releases, citations and recipes; what is cited stays where it is."""

from __future__ import annotations

from django.urls import path

from portal.datasets.recipes.pages import recipes
from portal.datasets.releases.citing_pages import cite_query, cited_number, cited_query
from portal.datasets.releases.pages import release, release_changes, release_file, releases

urlpatterns = [
    path("recipes/", recipes, name="recipes"),
    path("releases/", releases, name="releases"),
    path("releases/<int:number>/", release, name="release"),
    path("releases/<int:number>/changes/", release_changes, name="release_changes"),
    path("releases/<int:number>/<str:name>", release_file, name="release_file"),
    path("cite/", cite_query, name="cite_query"),
    path("cite/query/<slug:key>/", cited_query, name="cited_query"),
    path("cite/number/<int:report_id>/<int:revision>/<str:cell>/", cited_number, name="cited_number"),
]
