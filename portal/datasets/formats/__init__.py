"""The formats that a table is written in, one file each; all of them write piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.datasets.formats import csv, jsonl, parquet, xlsx
from portal.datasets.table import DataTable


@dataclass(frozen=True, slots=True)
class Format:
    """``at_once``: its first bytes come with the first rows.  ``texts``: it has the texts of the reports too."""

    extension: str
    media_type: str
    label: str | Promise
    hint: str | Promise
    chunks: Callable[[DataTable], Iterator[bytes]]
    at_once: bool
    texts: bool = False
    most_rows: int | None = None


FORMATS = {
    one.extension: one
    for one in (
        Format("csv", csv.MEDIA_TYPE, "CSV", _("任何软件都能打开"), csv.chunks, at_once=True),
        Format(
            "xlsx",
            xlsx.MEDIA_TYPE,
            "XLSX",
            _("Excel 工作簿，附说明"),
            xlsx.chunks,
            at_once=False,
            most_rows=xlsx.MOST_ROWS,
        ),
        Format(
            "parquet",
            parquet.MEDIA_TYPE,
            "Parquet",
            _("给 pandas、R、DuckDB，带类型；行多时最小"),
            parquet.chunks,
            at_once=False,
        ),
        Format(
            "jsonl",
            jsonl.MEDIA_TYPE,
            "JSON Lines",
            _("每行一条，宽表附章节正文"),
            jsonl.chunks,
            at_once=True,
            texts=True,
        ),
    )
}
