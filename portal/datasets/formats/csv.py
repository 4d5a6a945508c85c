"""CSV (RFC 4180) in UTF-8.  A text that a spreadsheet would take for a formula begins with an apostrophe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, repeat
from typing import Any

from portal.datasets.columns import MADE, DataColumn, Type
from portal.datasets.rows import Again, Batch, Each, Values
from portal.datasets.table import DataTable
from portal.neutral import Neutral

MEDIA_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff".encode()
# Ours, and never a formula.
_HARMLESS = frozenset({"states", "locator", "source_sha256", "address"})


def chunks(table: DataTable, *, mark: bool = True) -> Iterator[bytes]:
    """``mark``: with a byte-order mark, by which Excel knows UTF-8."""
    yield (BOM if mark else b"") + _lines([[*(column.name for column in table.columns), MADE.name]])
    known = Neutral()
    made: str | None = known[table.origin.sentence()]
    for batch in table.batches:
        yield _lines(_rows(table, batch, known, made))
        made = None


def without_mark(table: DataTable) -> Iterator[bytes]:
    return chunks(table, mark=False)


def _rows(table: DataTable, batch: Batch, known: Neutral, made: str | None) -> Iterable[Iterable[Any]]:
    columns = [_harmless(column, values, known) for column, values in zip(table.columns, batch.values, strict=True)]
    return zip(*columns, chain([made], repeat(None)), strict=False)


def _harmless(column: DataColumn, values: Values, known: Neutral) -> Iterable[Any]:
    if column.type not in {Type.TEXT, Type.CATEGORY} or column.name in _HARMLESS:
        return values
    change = partial(map, known.__getitem__)
    match values:
        case Each():
            return Each(list(change(values.values)), values.times)
        case Again():
            return Again(list(change(values.values)), values.times)
        case _:
            return change(values)


def _lines(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
