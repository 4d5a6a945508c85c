"""Parquet: typed columns, texts with few values as dictionaries, where it comes from in the schema's metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from portal.datasets.columns import DataColumn, Type
from portal.datasets.rows import Again, Batch, Each, Values
from portal.datasets.table import DataTable

MEDIA_TYPE = "application/vnd.apache.parquet"
# Fast to write and to read, known to every reader.
COMPRESSION = "zstd"
LEVEL = 1
# A group of rows is what is held in memory: so many values, of whichever columns.
VALUES_IN_A_GROUP = 1_000_000

_TYPES = {
    Type.INTEGER: pa.int64(),
    Type.NUMBER: pa.float64(),
    Type.TEXT: pa.string(),
    Type.CATEGORY: pa.dictionary(pa.int32(), pa.string()),
    Type.DATE: pa.date32(),
}


class _Pipe:
    """What the writer has written and nobody has taken yet."""

    closed = False

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(self.pieces[-1])

    def take(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True


def chunks(table: DataTable) -> Iterator[bytes]:
    schema = _schema(table)
    rows_in_a_group = VALUES_IN_A_GROUP // len(schema)
    pipe = _Pipe()
    with parquet.ParquetWriter(pipe, schema, compression=COMPRESSION, compression_level=LEVEL) as writer:
        waiting: list[pa.Table] = []
        for batch in table.batches:
            waiting.append(_arrays(table, batch, schema))
            if sum(map(len, waiting)) >= rows_in_a_group:
                writer.write_table(pa.concat_tables(waiting).unify_dictionaries())
                waiting = []
                yield pipe.take()
        if waiting:
            writer.write_table(pa.concat_tables(waiting).unify_dictionaries())
    yield pipe.take()


def _schema(table: DataTable) -> pa.Schema:
    fields = [
        pa.field(column.name, _TYPES[column.type], metadata={"zh": str(column.label), "en": column.english})
        for column in table.columns
    ]
    told = json.dumps(table.origin.as_json(), ensure_ascii=False)
    return pa.schema(fields, metadata={"dataset": told, "description": table.origin.sentence()})


def _arrays(table: DataTable, batch: Batch, schema: pa.Schema) -> pa.Table:
    arrays = [_array(column, values) for column, values in zip(table.columns, batch.values, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(column: DataColumn, values: Values) -> pa.Array:
    if isinstance(values, (Each, Again)):
        return _repeated(column, values)
    if column.type is Type.CATEGORY:
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, _TYPES[column.type])


def _repeated(column: DataColumn, values: Each | Again) -> pa.Array:
    """Without writing a value down more than once."""
    few = _array(column, list(values.values))
    order = np.arange(len(few), dtype=np.int32)
    wanted = np.repeat(order, values.times) if isinstance(values, Each) else np.tile(order, values.times)
    return few.take(pa.array(wanted))
