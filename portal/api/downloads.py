"""The two tables as CSV: byte for byte what the datasets' page gives for the same question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.http import StreamingHttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from portal.api.cells import CELL, RECEIVED_TOTAL
from portal.api.chosen_reports import ChosenReports
from portal.api.describing import CSV, Told
from portal.api.endpoint import Reading
from portal.api.schemas import TEXT
from portal.api.search_parameters import ORDER
from portal.datasets.asking import Dataset, dataset_of
from portal.datasets.columns import Shape
from portal.datasets.formats import FORMATS
from portal.datasets.making import chunks_within
from portal.datasets.snapshot import snapshot
from search.selecting import select

FORM = FORMATS["csv"]


class Download(Reading):
    """Without a byte-order mark: programs do not need it."""

    is_narrowed = True
    parameters = (ORDER, CELL)
    filename: ClassVar[str]
    shape: ClassVar[Shape]

    @cached_property
    def dataset(self) -> Dataset:
        parameters = self.request.query_params.copy()
        parameters.setlist("cells", self.asked.get(CELL.name, []))
        parameters["table"], parameters["bom"] = self.shape.value, "0"
        return dataset_of(parameters)

    @cached_property
    def chosen(self) -> ChosenReports:
        """In the order that was asked for."""
        return ChosenReports(select(self.dataset.ask).reports)

    def get(self, request: Request) -> StreamingHttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="{self.filename}"'}
        pieces = () if request.method == "HEAD" else self._pieces()
        return StreamingHttpResponse(pieces, content_type=FORM.media_type, headers=headers)

    def _pieces(self) -> Iterator[bytes]:
        with snapshot():
            yield from chunks_within(self.dataset, FORM, self.chosen.numbers or ())


class ReportsFile(Download):
    told: ClassVar = {
        "get": Told(
            "downloadReports",
            "reports",
            _("宽表（CSV），每份年报一行"),
            "Wide table: a row for each report",
            TEXT,
            _("列名即数据项代码；states 一列说明各数据项是已读出、未填还是未读出。"),
            media=CSV,
            example=f"?year=2024&cell={RECEIVED_TOTAL}",
        )
    }
    filename = "reports.csv"
    shape = Shape.WIDE


class CellsFile(Download):
    told: ClassVar = {
        "get": Told(
            "downloadCells",
            "numbers",
            _("长表（CSV），每份年报每个数据项一行"),
            "Long table: a row for each cell of each report",
            TEXT,
            media=CSV,
            example=f"?year=2024&cell={RECEIVED_TOTAL}",
        )
    }
    filename = "cells.csv"
    shape = Shape.LONG
