"""Addresses of datasets that readers build themselves."""

from __future__ import annotations

from django.urls import path

from portal.datasets.downloads import download, metadata, prepared_file, prepared_page, prepared_state
from portal.datasets.page import datasets

urlpatterns = [
    path("", datasets, name="datasets"),
    path("metadata.json", metadata, name="dataset_metadata"),
    path("download.<slug:extension>", download, name="dataset_download"),
    path("prepared/<slug:key>/", prepared_page, name="prepared_dataset"),
    path("prepared/<slug:key>/state.json", prepared_state, name="prepared_state"),
    path("prepared/<slug:key>/file", prepared_file, name="prepared_file"),
]
