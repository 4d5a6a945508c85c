"""The first rows of a dataset, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from portal.datasets.asking import Dataset
from portal.datasets.columns import STATUS_LABELS, DataColumn, Shape, Status, Type
from portal.datasets.making import table_of
from portal.datasets.rows import STATUS_OF

ROWS = 5
# A wide table has hundreds of columns: these tell which report it is, then come some numbers.
COLUMNS = 30
TELLING = ("report", "agency_name", "division_name", "year", "form")


@dataclass(frozen=True, slots=True)
class Place:
    """``is_number`` stands to the right; ``is_nothing`` is told in words, and quietly."""

    text: str
    is_number: bool = False
    is_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Place, ...], ...]
    # Columns that are in the file and not shown here.
    more: int


def preview(dataset: Dataset, reports: Sequence[int]) -> Preview:
    """Within a snapshot."""
    table = table_of(dataset, reports[:ROWS])
    names = [column.name for column in table.columns]
    rows = islice((row for batch in table.batches for row in zip(*batch.values, strict=True)), ROWS)
    shown = [dict(zip(names, row, strict=True)) for row in rows]
    columns = _shown(dataset)
    places = tuple(tuple(_places(dataset, columns, row)) for row in shown)
    return Preview(columns, places, len(table.columns) - len(columns))


def _shown(dataset: Dataset) -> tuple[DataColumn, ...]:
    """In the order of the file; what somebody chose is shown."""
    is_telling = {*TELLING, *dataset.about}
    shown = (
        column for column in dataset.columns if dataset.shape is Shape.LONG or column.cell or column.name in is_telling
    )
    return tuple(islice(shown, COLUMNS))


def _places(dataset: Dataset, columns: Iterable[DataColumn], row: dict[str, Any]) -> Iterator[Place]:
    numbers = [column.name for column in dataset.columns if column.cell and not column.is_status]
    statuses = dict(zip(numbers, row.get("states", ""), strict=False))
    for column in columns:
        value = row[column.name]
        if value is None:
            yield Place(_nothing(dataset, column, row, statuses), is_nothing=True)
        else:
            yield Place(str(value), is_number=column.type in {Type.INTEGER, Type.NUMBER})


def _nothing(dataset: Dataset, column: DataColumn, row: dict[str, Any], statuses: dict[str, str]) -> str:
    if dataset.shape is Shape.LONG:
        status = row["status"] if column.name == "value" else ""
    else:
        status = STATUS_OF.get(statuses.get(column.name, ""), "")
    return str(STATUS_LABELS[Status(status)][0]) if status else _("（空）")
