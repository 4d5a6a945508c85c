"""How large the files will be, judged by a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.datasets.asking import Dataset
from portal.datasets.columns import Shape
from portal.datasets.formats import FORMATS, Format
from portal.datasets.making import chunks_within

# Reports from all over the selection, not only its beginning.
SAMPLE = 12
# Of the bytes of a CSV of the same rows, as measured on reports of all years.
_SHARES = {
    (Shape.WIDE, "xlsx"): 0.8,
    (Shape.LONG, "xlsx"): 0.25,
    (Shape.WIDE, "parquet"): 0.15,
    (Shape.LONG, "parquet"): 0.03,
}
# What a Parquet file says of each of its columns.
_PARQUET_HEAD = 700


@dataclass(frozen=True, slots=True)
class Size:
    """``fits``: the format has room for so many rows."""

    form: Format
    bytes: int
    fits: bool


def rows_of(dataset: Dataset, reports: int) -> int:
    return reports * (len(dataset.cells) if dataset.shape is Shape.LONG else 1)


def sizes(dataset: Dataset, reports: Sequence[int]) -> list[Size]:
    """Within a snapshot."""
    sample = reports[:: max(1, len(reports) // SAMPLE)][:SAMPLE]
    as_csv = _estimated(dataset, FORMATS["csv"], sample, len(reports))
    rows = rows_of(dataset, len(reports))
    found = []
    for form in FORMATS.values():
        share = _SHARES.get((dataset.shape, form.extension))
        size = int(as_csv * share) if share else _estimated(dataset, form, sample, len(reports))
        size += _PARQUET_HEAD * len(dataset.columns) if form is FORMATS["parquet"] else 0
        found.append(Size(form, size, form.most_rows is None or rows <= form.most_rows))
    return found


def _estimated(dataset: Dataset, form: Format, sample: Sequence[int], reports: int) -> int:
    """The head is there once, the rest as often as there are reports."""
    whole = sum(map(len, chunks_within(dataset, form, sample)))
    head = sum(map(len, chunks_within(dataset, form, ())))
    return head + (whole - head) * reports // len(sample) if sample else head
