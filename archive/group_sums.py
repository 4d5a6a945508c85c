"""Sums made beforehand: the counts of one year, kind, province and city, added up anew whenever one of them changes.

Never by adding a difference: what is added up from the rows themselves cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection

from archive.models import Counts, CountSums
from archive.models.counts import COLUMNS

GROUP = ("province", "city", "year", "kind")

_COUNTS, _SUMS = Counts._meta.db_table, CountSums._meta.db_table
_KEYS = ", ".join(GROUP)
_TARGET = f"{_KEYS}, reports, {', '.join(COLUMNS)}"
_ADDED_UP = f"SELECT {_KEYS}, COUNT(*), {', '.join(f'SUM({column})' for column in COLUMNS)} FROM {_COUNTS}"  # noqa: S608
_OF_GROUP = " AND ".join(f"{name} = %s" for name in GROUP)

Group = Sequence[str | int]


def refresh_group(group: Group) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_SUMS} WHERE {_OF_GROUP}", group)  # noqa: S608
        cursor.execute(f"INSERT INTO {_SUMS} ({_TARGET}) {_ADDED_UP} WHERE {_OF_GROUP} GROUP BY {_KEYS}", group)


def refresh_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_SUMS}")  # noqa: S608
        cursor.execute(f"INSERT INTO {_SUMS} ({_TARGET}) {_ADDED_UP} GROUP BY {_KEYS}")


def wrong_groups() -> Iterator[str]:
    """The groups whose sums are not those of their reports."""
    kept, due = f"SELECT {_TARGET} FROM {_SUMS}", f"{_ADDED_UP} GROUP BY {_KEYS}"  # noqa: S608
    with connection.cursor() as cursor:
        found: set[tuple[object, ...]] = set()
        for one, other in ((kept, due), (due, kept)):
            cursor.execute(f"{one} EXCEPT {other}")
            found |= {tuple(row[: len(GROUP)]) for row in cursor.fetchall()}
    for province, city, year, kind in sorted(found, key=str):
        yield f"{year} {city or province} {kind}"
