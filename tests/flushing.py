"""Emptying a test's database, whose guards refuse it to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations

from archive import guards

_flush = BaseDatabaseOperations.execute_sql_flush


def _without_guards(operations: Any, statements: Sequence[str]) -> None:
    """Django puts them up again after the flush, as after a migration."""
    guards.take_down(operations.connection)
    _flush(operations, statements)


def flush_past_the_guards() -> None:
    BaseDatabaseOperations.execute_sql_flush = _without_guards  # type: ignore[assignment,method-assign]
