"""What a table is, for machines: CSV on the Web, https://www.w3.org/TR/tabular-metadata/."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.datasets.asking import Dataset
from portal.datasets.columns import MADE, STATUS_LABELS, DataColumn, Status, Type
from portal.datasets.table import Origin

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
_DATATYPES = {
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.TEXT: "string",
    Type.CATEGORY: "string",
    Type.DATE: "date",
}


def described(dataset: Dataset, origin: Origin) -> dict[str, Any]:
    query = f"?{dataset.parameters}" if dataset.parameters else ""
    download = reverse("dataset_download", kwargs={"extension": "csv"})
    return {
        "@context": CONTEXT,
        "url": f"{settings.PUBLIC_ADDRESS}{download}{query}",
        "dc:title": _("政府信息公开工作年度报告数据：{query}").format(query=dataset.words),
        "dc:source": origin.address,
        "dc:created": origin.made_at.isoformat(timespec="seconds"),
        "dc:hasVersion": str(origin.version),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [_column(column) for column in (*dataset.columns, MADE)]},
        "notes": [
            {status.value: {"zh": str(label), "en": english}} for status, (label, english) in STATUS_LABELS.items()
        ],
    }


def _column(column: DataColumn) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _DATATYPES[column.type],
        "dc:description": {"zh": str(column.label), "en": column.english},
        "null": "",
    }
    if column.unit:
        told["schema:unitText"] = column.unit
    if column.is_status or column.name == "status":
        told["datatype"] = {"base": "string", "format": "|".join(status.value for status in Status)}
    return told
