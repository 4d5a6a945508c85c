"""A table as the formats write it: its columns, where it comes from, and its rows a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from portal.datasets.columns import DataColumn
from portal.datasets.rows import Batch


@dataclass(frozen=True, slots=True)
class Origin:
    """Which query made a file, when, and from which version of the data."""

    address: str
    query: str
    made_at: datetime
    version: int

    def sentence(self) -> str:
        return _("{query}；{time} 由数据版本 {version} 生成；{address}").format(
            query=self.query,
            time=self.made_at.isoformat(timespec="seconds"),
            version=self.version,
            address=self.address,
        )

    def as_json(self) -> dict[str, str | int]:
        return {
            "query": self.query,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "data_version": self.version,
            "address": self.address,
        }


@dataclass(frozen=True, slots=True)
class DataTable:
    """``batches`` can be gone through once."""

    columns: tuple[DataColumn, ...]
    origin: Origin
    reports: int
    batches: Iterable[Batch]

    def sections(self, batch: Batch) -> Iterable[list[dict[str, object]] | None]:
        return batch.sections or Nothing(batch.rows)


@dataclass(frozen=True, slots=True)
class Nothing:
    """As many times None as there are rows."""

    rows: int

    def __iter__(self) -> Iterator[None]:
        return iter([None] * self.rows)
