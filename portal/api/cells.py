"""The numbers of the forms, one by one: with what is printed, and where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from archive.forms import all_cells
from archive.forms.rows import RECEIVED, TOTAL
from portal.api.chosen_reports import CellRows
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.paging import CellPages
from portal.api.parameters import Parameter, one_of
from portal.api.schemas import ref
from portal.api.search_parameters import AGENCY, REPORT
from portal.datasets.columns import Status, long_columns

# What examples are about.
RECEIVED_TOTAL = f"{RECEIVED.code}.{TOTAL.code}"
CELL = Parameter(
    "cell",
    _("数据项代码，见 /api/v1/forms/。"),
    "Codes of cells, as in /api/v1/forms/.",
    one_of(all_cells()),
    many=True,
)
STATUS = Parameter(
    "status",
    _("状态：read 已读出、blank 未填、uncertain 未读出、absent 无此项。"),
    "Status: read, blank, uncertain, or absent from the report's form.",
    one_of(Status),
    many=True,
)


class Cells(Reading):
    told: ClassVar = {
        "get": Told(
            "listCells",
            "numbers",
            _("数据项"),
            "Cells",
            ref("CellPage"),
            _(
                "每份年报每个数据项一条，先按年报、再按表中次序：数值、原件印的文字、状态、位置。0、未填、未读出分得清。"
            ),
            example=f"?year=2024&cell={RECEIVED_TOTAL}&limit=2",
        )
    }
    is_narrowed = True
    parameters = (REPORT, AGENCY, CELL, STATUS)
    pages = CellPages

    def get(self, request: Request) -> Response:
        wanted = set(self.asked.get("cell", all_cells()))
        rows = CellRows(
            chosen=self.chosen,
            table=long_columns(),
            codes=tuple(code for code in all_cells() if code in wanted),
            is_wanted=self._is_wanted,
        )
        return self.paged(rows, partial(map, _told))

    def _is_wanted(self, row: Mapping[str, Any]) -> bool:
        return "status" not in self.asked or row["status"] in self.asked["status"]


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """The locator is text in files only."""
    told = {name: value for name, value in row.items() if name != "place"}
    return told | {"locator": json.loads(row["locator"]) if row["locator"] else None}
