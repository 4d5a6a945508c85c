"""The database as lines of JSON, one file for each kind of row, the same whichever database it came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, TypeAlias

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import QuerySet, sql

ROWS_AT_ONCE = 500
# What every instance makes for itself, with keys of its own; and who is logged in at the moment.
OWN_MAKING = ("contenttypes.contenttype", "auth.permission")
LEFT_OUT = (*OWN_MAKING, "sessions.session")
# An instance with any of these has been used.
TELLING = ("archive.source", "archive.report", "archive.auditevent", "archive.upload")

Kind = type[models.Model]
Column: TypeAlias = "models.Field[Any, Any]"


def kinds() -> list[Kind]:
    """Every table that is kept, those that join two others among them."""
    found = apps.get_models(include_auto_created=True)
    return [kind for kind in found if kind._meta.managed and not kind._meta.proxy and label(kind) not in LEFT_OUT]


def label(kind: Kind) -> str:
    return kind._meta.label_lower


def snapshot() -> AbstractContextManager[None]:
    """All reads see the archive of one moment, while it goes on being used."""
    if connection.in_atomic_block:
        return nullcontext()
    return _postgresql_snapshot() if connection.vendor == "postgresql" else _sqlite_snapshot()


@contextmanager
def _postgresql_snapshot() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _sqlite_snapshot() -> Iterator[None]:
    """A transaction of Django's own would keep all others from writing."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines(kind: Kind) -> Iterator[bytes]:
    """One row a line, in the order of the keys."""
    columns = _columns(kind)
    rows: QuerySet[models.Model] = QuerySet(kind)
    for row in rows.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        said = {column.attname: _value(column, row) for column in columns}
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_exactly)
        yield text.encode() + b"\n"


def _columns(kind: Kind) -> list[Column]:
    return list(kind._meta.concrete_fields)


def _value(column: Column, row: models.Model) -> Any:
    value = getattr(row, column.attname)
    if value is not None and _is_own_making(column):
        return getattr(row, column.name).natural_key()
    return value


def _is_own_making(column: Column) -> bool:
    """Whether it leads to a row that has another key in every instance."""
    other = column.related_model
    return isinstance(other, type) and label(other) in OWN_MAKING


def _exactly(value: object) -> str:
    """Times to the microsecond: the seals of the audit log are made with them."""
    return value.isoformat() if isinstance(value, date) else str(value)


# -- and back --


def load(kind: Kind, said: Iterable[bytes]) -> None:
    """Stores rows as they are: what is usually set on saving stays what it was."""
    columns = _columns(kind)
    rows = (_row(kind, columns, json.loads(line)) for line in said)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        size = connection.ops.bulk_batch_size([column.name for column in columns], some)
        for start in range(0, len(some), size):
            query = sql.InsertQuery(kind)
            query.insert_values(columns, some[start : start + size], raw=True)
            query.get_compiler(connection=connection).execute_sql()


def _row(kind: Kind, columns: Iterable[Column], said: dict[str, Any]) -> models.Model:
    return kind(**{column.attname: _read(column, said[column.attname]) for column in columns})


def _read(column: Column, said: Any) -> Any:
    if said is not None and _is_own_making(column):
        return _key_here(column.related_model, tuple(said))
    return column.to_python(said)


@lru_cache(maxsize=1024)
def _key_here(kind: Any, natural_key: tuple[str, ...]) -> Any:
    return kind.objects.get_by_natural_key(*natural_key).pk


def is_unused() -> bool:
    """What migrations and a first start make does not count."""
    return not any(QuerySet(apps.get_model(name)).exists() for name in TELLING)


def clear() -> None:
    """Away with what this instance made for itself."""
    with connection.cursor() as cursor:
        for kind in kinds():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(kind._meta.db_table)}")  # noqa: S608


def reset_sequences() -> None:
    """PostgreSQL would give the next row a key that is taken."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kinds()):
            cursor.execute(statement)
