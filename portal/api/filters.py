"""What a parameter does to the rows; what values it may have is checked before (portal.api.parameters)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Field
from django_filters import Filter, FilterSet


class Plain(Filter):  # type: ignore[misc]
    """A value as it was read."""

    field_class = Field


class AnyOf(Plain):
    def __init__(self, field: str | None = None, **others: Any) -> None:
        super().__init__(field, lookup_expr="in", **others)


class Below(Plain):
    """Codes of divisions: these and all within them."""

    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        return rows.filter(reduce(or_, (Q(**{f"{self.field_name}__startswith": code}) for code in value)))


class BeginsLike(Plain):
    """Names of rules: the first of their parts."""

    def filter(self, rows: QuerySet[Any], value: list[str] | None) -> QuerySet[Any]:
        if not value:
            return rows
        return rows.filter(reduce(or_, (Q(**{f"{self.field_name}__startswith": f"{name}."}) for name in value)))


class AgencyFilter(FilterSet):  # type: ignore[misc]
    kind = AnyOf("kind")
    district = Below("division__code")
    name = Plain("names__name", lookup_expr="contains", distinct=True)


class DivisionFilter(FilterSet):  # type: ignore[misc]
    parent = AnyOf("parent_id")
    name = Plain("full_name", lookup_expr="contains")


class FindingFilter(FilterSet):  # type: ignore[misc]
    finding = BeginsLike("rule")
    severity = AnyOf("severity")


class UploadFilter(FilterSet):  # type: ignore[misc]
    batch = AnyOf("batch_id")
    state = AnyOf("state")
