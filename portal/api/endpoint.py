"""What every address of the API has in common: parameters that are checked, marks of versions, no surprises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.utils.cache import patch_cache_control
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation, DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.api.chosen_reports import ChosenReports, numbered
from portal.api.describing import Described, Told
from portal.api.paging import Pages
from portal.api.parameters import Parameter, read
from portal.api.problems import NotModified
from portal.api.search_parameters import AGENCY, NARROWING, REPORT, narrowed
from portal.api.throttling import AnonymousVisits, TokenVisits, Visits
from portal.api.tokens import Bearer
from portal.api.versions import data_version, etag_of, has, mark
from search.selecting import select


class OneFormat(BaseContentNegotiation):
    """Each address has one, whatever else a program says it would like."""

    def select_renderer(
        self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None
    ) -> tuple[Any, str]:
        only = next(iter(renderers))
        return only, only.media_type

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return DefaultContentNegotiation().select_parser(request, parsers)


class Endpoint(APIView):
    """``told`` is what the document says of each method."""

    schema = Described()
    content_negotiation_class = OneFormat
    authentication_classes = (Bearer,)
    throttle_classes: tuple[type[Visits], ...] = (AnonymousVisits, TokenVisits)
    told: ClassVar[Mapping[str, Told]]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    pages: ClassVar[type[Pages] | None] = None
    asked: dict[str, Any]

    def all_parameters(self) -> tuple[Parameter, ...]:
        return (*self.parameters, *(self.pages().parameters() if self.pages else ()))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method not in self.allowed_methods:
            raise MethodNotAllowed(str(request.method))
        if request.method == "OPTIONS":
            return
        super().initial(request, *args, **kwargs)
        self.asked = read(self.all_parameters(), request.query_params)

    def paged(self, rows: Any, told: Callable[[list[Any]], Iterable[Any]]) -> Response:
        """One page of the rows, as they are told."""
        assert self.pages is not None  # noqa: S101 - only lists call it
        pages = self.pages()
        page: list[Any] = pages.paginate_queryset(rows, self.request, view=self) or []
        return pages.get_paginated_response(list(told(page)))

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """The header Allow says it all."""
        return Response(status=204)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if "Cache-Control" not in answer:
            patch_cache_control(answer, no_store=True)
        return answer


class Reading(Endpoint):
    """Answers that anybody may keep, asking each time whether they still hold."""

    http_method_names = ("get", "head", "options")
    is_narrowed: ClassVar[bool] = False

    def all_parameters(self) -> tuple[Parameter, ...]:
        return (*(NARROWING if self.is_narrowed else ()), *super().all_parameters())

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method != "OPTIONS" and has(request.headers.get("If-None-Match", ""), self.stamp):
            raise NotModified

    @cached_property
    def chosen(self) -> ChosenReports:
        ask = narrowed(self.request.query_params) if self.is_narrowed else None
        found = None if ask is None else tuple(sorted(select(ask).reports))
        return numbered(found, self.asked.get(REPORT.name), self.asked.get(AGENCY.name))

    @cached_property
    def stamp(self) -> str:
        """The index may come after the database: what a search has found is part of what stands behind an answer."""
        return mark([data_version(), self.chosen.numbers])

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if response.status_code in {200, 304} and request.method != "OPTIONS":
            response.headers["ETag"] = etag_of(self.stamp)
            # Withdrawn means withdrawn at once: kept, but never used without asking.
            patch_cache_control(response, public=True, no_cache=True)
        return super().finalize_response(request, response, *args, **kwargs)
