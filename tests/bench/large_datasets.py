"""Files of many reports: ``python -m tests.bench.large_datasets fill N``, then ``… csv wide`` for one of them.

Prints as JSON: seconds, seconds until the first byte, megabytes of memory before and how many were added, and
seconds that the format's own library takes for the same rows when they are in memory already.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import msgspec  # noqa: E402
import pyarrow as pa  # noqa: E402
import xlsxwriter  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from pyarrow import parquet  # noqa: E402

from archive.forms import NEWEST  # noqa: E402
from archive.models import Counts  # noqa: E402
from portal.datasets.asking import Dataset  # noqa: E402
from portal.datasets.columns import Shape  # noqa: E402
from portal.datasets.formats import FORMATS  # noqa: E402
from portal.datasets.making import chunks_within, table_of  # noqa: E402
from portal.datasets.rows import Batch  # noqa: E402
from portal.datasets.snapshot import snapshot  # noqa: E402
from portal.datasets.table import DataTable  # noqa: E402
from tests.bench import large_archive  # noqa: E402

# Different revisions; the others are like one of them.
KINDS_OF_CELLS = 400
SEED = 6
# One report in so many is a PDF, whose locators have pages and boxes.
PDF = 4
# Of so many reports the library alone writes the rows, for comparison.
COMPARED = 1000


def fill(reports: int) -> None:
    """So many published reports of 200 cells."""
    large_archive.fill(-(-reports * 10 // 90) * 10)
    chance = random.Random(SEED)
    texts = [json.dumps(_cells(chance, is_pdf=kind % PDF == 0)) for kind in range(KINDS_OF_CELLS)]
    with transaction.atomic(), connection.cursor() as cursor:
        # The guard of revisions is for people; this is another archive.
        for (trigger,) in _triggers():
            cursor.execute(f'DROP TRIGGER "{trigger}"')
        for kind, text in enumerate(texts):
            cursor.execute(f"UPDATE archive_revision SET cells = %s WHERE id %% {KINDS_OF_CELLS} = {kind}", [text])
    assert Counts.objects.count() >= reports


def _triggers() -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'archive_revision'")
        return [(name,) for (name,) in cursor.fetchall()]


def _cells(chance: random.Random, *, is_pdf: bool) -> dict[str, dict[str, object]]:
    return {
        code: {"value": chance.choice((0, 0, 0, 0, 1, 2, 17, 305)), "locator": _locator(chance, place, is_pdf=is_pdf)}
        for place, code in enumerate(NEWEST.cells)
    }


def _locator(chance: random.Random, place: int, *, is_pdf: bool) -> dict[str, object]:
    where: dict[str, object] = {"table": 1 + place // 100, "row": 1 + place // 7, "column": 1 + place % 7}
    if is_pdf:
        left, top = chance.uniform(50, 500), chance.uniform(50, 780)
        where |= {"page": 3, "box": [round(edge, 2) for edge in (left, top, left + 20, top + 12)]}
    return where


def asked(shape: Shape) -> Dataset:
    """The 200 cells of the newest form, with everything that is known of a report."""
    return Dataset(shape=shape, places=tuple(NEWEST.cells))


def numbers() -> list[int]:
    return list(Counts.objects.order_by("pk").values_list("pk", flat=True))


def measure(extension: str, shape: Shape) -> dict[str, float]:
    """The file is written as a download would be, to a folder that goes with it."""
    form, reports = FORMATS[extension], numbers()
    # Everything is loaded that will be: what is measured is the file.
    b"".join(chunks_within(asked(shape), form, reports[:1]))
    before = _peak()
    start = perf_counter()
    first = 0.0
    with tempfile.TemporaryFile() as file, snapshot():
        for chunk in chunks_within(asked(shape), form, reports):
            first = first or perf_counter() - start
            file.write(chunk)
    seconds = perf_counter() - start
    grown = _peak() - before
    compared = table_of(asked(shape), reports[:COMPARED])
    alone = BASELINES[extension](compared) * len(reports) / compared.reports
    return {"seconds": seconds, "first": first, "megabytes": grown, "before": before, "baseline": alone}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(batches: Iterator[Batch]) -> list[tuple[object, ...]]:
    return [row for batch in batches for row in zip(*batch.values, strict=True)]


def _csv_alone(compared: DataTable) -> float:
    rows = _rows(iter(compared.batches))
    start = perf_counter()
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.getvalue().encode()
    return perf_counter() - start


def _xlsx_alone(compared: DataTable) -> float:
    rows = _rows(iter(compared.batches))
    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(f"{folder}/alone.xlsx", {"constant_memory": True})
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(line, place, value)
        book.close()
    return perf_counter() - start


def _parquet_alone(compared: DataTable) -> float:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.parquet"
        made.write_bytes(b"".join(FORMATS["parquet"].chunks(compared)))
        arrays: pa.Table = parquet.read_table(made)
        start = perf_counter()
        parquet.write_table(arrays, Path(folder) / "alone.parquet", compression="zstd", compression_level=1)
        return perf_counter() - start


def _jsonl_alone(compared: DataTable) -> float:
    names = [column.name for column in compared.columns]
    objects = [dict(zip(names, row, strict=True)) for row in _rows(iter(compared.batches))]
    start = perf_counter()
    msgspec.json.Encoder().encode_lines(objects)
    return perf_counter() - start


BASELINES = {"csv": _csv_alone, "xlsx": _xlsx_alone, "parquet": _parquet_alone, "jsonl": _jsonl_alone}


def main() -> None:
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        sys.stdout.write(json.dumps(measure(sys.argv[1], Shape(sys.argv[2]))))


if __name__ == "__main__":
    main()
