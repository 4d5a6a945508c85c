"""Files read back as a researcher would, by pandas and by the types of the codebook."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from portal.datasets.columns import MADE, DataColumn, Type
from portal.datasets.formats.jsonl import SECTIONS
from portal.neutral import APOSTROPHE

# What each type of the codebook is in pandas.
PANDAS = {
    Type.INTEGER: "Int64",
    Type.NUMBER: "Float64",
    Type.TEXT: "string",
    Type.CATEGORY: "string",
    Type.DATE: "string",
}
Rows = list[dict[str, Any]]


def types(columns: Iterable[DataColumn]) -> dict[str, str]:
    return {column.name: PANDAS[column.type] for column in columns}


def frame_of(extension: str, data: bytes, columns: Sequence[DataColumn]) -> pd.DataFrame:
    """With the columns and types of the codebook, whatever the format."""
    match extension:
        case "csv":
            frame = pd.read_csv(io.BytesIO(data), dtype={**types(columns), MADE.name: "string"}, encoding="utf-8-sig")
        case "xlsx":
            texts = {c.name: str for c in columns if c.type in {Type.TEXT, Type.CATEGORY}}
            frame = pd.read_excel(io.BytesIO(data), dtype=texts)
        case "parquet":
            frame = pd.read_parquet(io.BytesIO(data))
        case _:
            frame = pd.DataFrame([json.loads(line) for line in data.decode().splitlines()])
    return frame.drop(columns=[MADE.name, SECTIONS], errors="ignore")


def rows_of(extension: str, data: bytes, columns: Sequence[DataColumn]) -> Rows:
    frame = frame_of(extension, data, columns)
    assert list(frame.columns) == [column.name for column in columns] or frame.empty
    kinds = {column.name: column.type for column in columns}
    return [
        {str(name): _plain(kinds[str(name)], value) for name, value in row.items()} for row in frame.to_dict("records")
    ]


def _plain(kind: Type, value: Any) -> Any:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind is Type.DATE:
        return str(value)[:10]
    if kind in {Type.INTEGER, Type.NUMBER}:
        return float(value)
    return str(value).removeprefix(APOSTROPHE)


def metadata_of(data: bytes) -> dict[str, str]:
    schema: pa.Schema = parquet.read_schema(io.BytesIO(data))
    return {key.decode(): value.decode() for key, value in schema.metadata.items()}
