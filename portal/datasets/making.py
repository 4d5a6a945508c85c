"""From a dataset to the bytes of its file, all from one state of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from archive.public_changes import newest_public_change
from portal.datasets.asking import Dataset
from portal.datasets.columns import Shape
from portal.datasets.formats import Format, csv
from portal.datasets.rows import Batch, long_batches, wide_batches
from portal.datasets.snapshot import snapshot
from portal.datasets.table import DataTable, Origin
from search.selecting import select

Told = Callable[[int, int], None]


def chunks_of(dataset: Dataset, form: Format) -> Iterator[bytes]:
    with snapshot():
        yield from chunks_within(dataset, form, select(dataset.ask).reports)


def chunks_within(dataset: Dataset, form: Format, reports: Sequence[int], told: Told | None = None) -> Iterator[bytes]:
    """Within a snapshot; ``told`` hears how many reports of how many are done."""
    table = table_of(dataset, reports, texts=form.texts)
    if told is not None:
        table = _heard(table, told)
    return written(dataset, form)(table)


def written(dataset: Dataset, form: Format) -> Callable[[DataTable], Iterator[bytes]]:
    return form.chunks if dataset.mark or form.extension != "csv" else csv.without_mark


def table_of(dataset: Dataset, reports: Sequence[int], *, texts: bool = False) -> DataTable:
    """Call it, and go through it, within one snapshot."""
    return DataTable(dataset.columns, origin_of(dataset), len(reports), _batches(dataset, reports, texts=texts))


def origin_of(dataset: Dataset) -> Origin:
    """As of now."""
    return Origin(address_of(dataset), dataset.words, timezone.localtime(), newest_public_change())


def address_of(dataset: Dataset) -> str:
    """Where the same can be asked for again."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('datasets')}?{dataset.parameters}".rstrip("?")


def _batches(dataset: Dataset, reports: Sequence[int], *, texts: bool) -> Iterator[Batch]:
    base = settings.PUBLIC_ADDRESS
    if dataset.shape is Shape.LONG:
        return long_batches(reports, dataset.columns, dataset.cells, base=base)
    return wide_batches(reports, dataset.columns, base=base, texts=texts)


def _heard(table: DataTable, told: Told) -> DataTable:
    def heard(batches: Iterable[Batch]) -> Iterator[Batch]:
        done = 0
        for batch in batches:
            yield batch
            done += batch.reports
            told(done, table.reports)

    return DataTable(table.columns, table.origin, table.reports, heard(table.batches))
