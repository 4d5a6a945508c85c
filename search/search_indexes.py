"""What Haystack is told of reports.  The values themselves come from ``search.entries``."""

from __future__ import annotations

from django.db.models import QuerySet
from haystack import indexes

from archive.models import Report


class ReportIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    text = indexes.CharField(document=True)
    title = indexes.CharField()
    agency = indexes.CharField()
    section = indexes.CharField()
    year = indexes.IntegerField(faceted=True)
    district = indexes.CharField(faceted=True)
    kind = indexes.CharField(faceted=True)
    outcome = indexes.MultiValueField(faceted=True)
    finding = indexes.MultiValueField(faceted=True)
    published = indexes.DateField()

    def get_model(self) -> type[Report]:
        return Report

    def index_queryset(self, using: str | None = None) -> QuerySet[Report]:
        return Report.objects.filter(published__isnull=False)
