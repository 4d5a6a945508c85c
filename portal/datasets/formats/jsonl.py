"""JSON Lines: an object for each row, in a wide table with the texts of the report's sections."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from portal.datasets.columns import MADE
from portal.datasets.rows import Batch
from portal.datasets.table import DataTable

MEDIA_TYPE = "application/x-ndjson; charset=utf-8"
SECTIONS = "sections"
_ENCODER = msgspec.json.Encoder()


def chunks(table: DataTable) -> Iterator[bytes]:
    made: object = table.origin.as_json()
    for batch in table.batches:
        lines = list(_objects(table, batch))
        # On the first line only, as in CSV.
        if made is not None:
            lines[0][MADE.name], made = made, None
        yield _ENCODER.encode_lines(lines)


def _objects(table: DataTable, batch: Batch) -> Iterator[dict[str, object]]:
    names = [column.name for column in table.columns]
    for values, sections in zip(zip(*batch.values, strict=True), table.sections(batch), strict=True):
        line: dict[str, object] = dict(zip(names, values, strict=True))
        if sections is not None:
            line[SECTIONS] = sections
        yield line
