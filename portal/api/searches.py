"""The search itself, and what it offers while somebody types."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.parameters import Parameter
from portal.api.schemas import ref
from portal.api.search_parameters import SEARCH
from portal.api.throttling import Suggestions
from portal.api.versions import mark
from search.answering import answer
from search.suggesting import suggest


class Search(Reading):
    told: ClassVar = {
        "get": Told(
            "search",
            "search",
            _("检索年报"),
            "Search",
            ref("SearchAnswer"),
            _("与检索页同一个检索：命中的年报、摘录，以及每个分面的取值与份数。不合理的值不报错，在 notices 里说明。"),
            example="?q=认真贯彻&year=2024&size=2",
        )
    }
    parameters = SEARCH

    @cached_property
    def found(self) -> dict[str, Any]:
        return answer(self.request.query_params)

    @cached_property
    def stamp(self) -> str:
        """Of what was found: only the index knows when it has taken a change in."""
        return mark({name: value for name, value in self.found.items() if name != "milliseconds"})

    def get(self, request: Request) -> Response:
        return Response(self.found)


class Suggesting(Reading):
    told: ClassVar = {
        "get": Told(
            "suggest",
            "search",
            _("输入时的建议"),
            "Suggestions while typing",
            ref("Suggestions"),
            _("机关、常用词和题名；可以输入汉字、拼音或拼音首字母。"),
            example="?q=洪泽",
        )
    }
    throttle_classes = (Suggestions,)
    parameters = (Parameter("q", _("已输入的字。"), "What was typed.", {"type": "string"}, example="洪泽"),)

    @cached_property
    def found(self) -> list[dict[str, str]]:
        offered = suggest(self.request.query_params.get("q", ""))
        return [{"kind": each.kind, "label": each.label, "text": each.text} for each in offered]

    @cached_property
    def stamp(self) -> str:
        return mark(self.found)

    def get(self, request: Request) -> Response:
        return Response({"suggestions": self.found})
