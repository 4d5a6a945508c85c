"""Pages by cursor: what is published or withdrawn meanwhile never shifts the pages that follow."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response

from portal.api.parameters import Parameter, integer, text
from portal.api.problems import Problem


class Pages(CursorPagination):
    """By a field that is unique and never changes, so a cursor is just a place and a direction."""

    ordering = "pk"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"
    # What a place looks like; nothing else goes to the database.
    place: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,15}")

    def parameters(self) -> tuple[Parameter, ...]:
        return (
            Parameter(
                "cursor",
                gettext_lazy("从哪里接着读：照抄上一页的 next 或 previous，不要自己编。"),
                "Where to read on: taken from next or previous, never made up.",
                text(200, r"^[\x20-\x7e]*$"),
            ),
            Parameter(
                "limit",
                gettext_lazy("每页最多多少条。"),
                "The most results on a page.",
                integer(1, self.max_page_size, self.page_size),
            ),
        )

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        page: list[Any] | None = super().paginate_queryset(queryset, request, view)
        # Chinese that some program sent as it is would come back garbled from the raw address.
        self.base_url = request.build_absolute_uri(f"{request.path}?{request.query_params.urlencode()}")
        return page

    def decode_cursor(self, request: Request) -> Cursor | None:
        try:
            cursor = super().decode_cursor(request)
        except NotFound as error:
            raise _no_such_page() from error
        if cursor and (cursor.offset or not self.place.fullmatch(str(cursor.position))):
            raise _no_such_page()
        return cursor

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        links = {"next": self.get_next_link(), "prev": self.get_previous_link()}
        if any(links.values()):
            response.headers["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links.items() if url)
        return response


def _no_such_page() -> Problem:
    return Problem(
        "not-found",
        _("没有这一页：cursor 只能照抄 next 或 previous。"),
        "There is no such page: a cursor is taken from next or previous.",
    )


class ReportPages(Pages):
    ordering = "report"


class CellPages(Pages):
    ordering = "place"
    page_size = 200
    max_page_size = 2000
    place = re.compile(r"[0-9]{12}\.[0-9]{4}")
