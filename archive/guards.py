"""What the database itself refuses, whoever asks: triggers, in the words of SQLite and of PostgreSQL.

They are put up after every migration and taken down before it, because SQLite changes a table by copying it
into a new one, which has no triggers.  ``manage.py check_archive`` tells when one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Guard:
    """``event`` on ``table`` is refused, always or where ``condition`` holds of the new row."""

    name: str
    table: str
    event: str
    message: str
    condition: str = ""


def _for_ever(table: str, message: str) -> Iterator[Guard]:
    for event in ("UPDATE", "DELETE"):
        yield Guard(f"{table}_no_{event.lower()}", table, event, message)


def _own_revision(column: str, event: str) -> Guard:
    own = f"SELECT 1 FROM archive_revision r WHERE r.id = NEW.{column} AND r.report_id = NEW.id"  # noqa: S608
    condition = f"NEW.{column} IS NOT NULL AND NOT EXISTS ({own})"
    name = f"archive_report_own_{column}_{event[:6].lower()}"
    return Guard(name, "archive_report", event, "a report's revision must be its own", condition)


GUARDS = (
    *_for_ever("archive_auditevent", "audit events are for ever"),
    *_for_ever("archive_revision", "revisions are for ever"),
    *_for_ever("archive_finding", "findings are part of a revision"),
    Guard("archive_auditchain_no_delete", "archive_auditchain", "DELETE", "audit events are for ever"),
    Guard("archive_section_no_delete", "archive_section", "DELETE", "sections are part of a revision"),
    # Their words may be segmented anew.
    Guard(
        "archive_section_no_update",
        "archive_section",
        "UPDATE OF id, revision_id, position, number, heading, text",
        "sections are part of a revision",
    ),
    Guard("archive_source_no_update", "archive_source", "UPDATE OF sha256, size", "a source is its bytes"),
    *(
        _own_revision(column, event)
        for column in ("published_id", "latest_id")
        for event in ("INSERT", f"UPDATE OF {column}, id")
    ),
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Safe to run again; tables that are not there yet are left for the migration that makes them."""
    there = _tables(connection)
    take_down(connection)
    statements = _STATEMENTS[connection.vendor]
    _execute(connection, [sql for guard in GUARDS if guard.table in there for sql in statements.up(guard)])


def take_down(connection: BaseDatabaseWrapper) -> None:
    there = _tables(connection)
    statements = _STATEMENTS[connection.vendor]
    _execute(connection, [sql for guard in GUARDS if guard.table in there for sql in statements.down(guard)])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[connection.vendor].listed)
        there = {row[0] for row in cursor.fetchall()}
    return [guard.name for guard in GUARDS if guard.name not in there]


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class _Sqlite:
    listed = "SELECT name FROM sqlite_master WHERE type = 'trigger'"

    @staticmethod
    def up(guard: Guard) -> list[str]:
        when = f"WHEN {guard.condition} " if guard.condition else ""
        refuse = f"SELECT RAISE(ABORT, {_quoted(guard.message)});"
        return [f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {when}BEGIN {refuse} END"]

    @staticmethod
    def down(guard: Guard) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {guard.name}"]


class _Postgresql:
    listed = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"

    @staticmethod
    def up(guard: Guard) -> list[str]:
        refuse = f"RAISE EXCEPTION {_quoted(guard.message)} USING ERRCODE = 'restrict_violation';"
        body = f"IF {guard.condition} THEN {refuse} END IF;" if guard.condition else refuse
        function = (
            f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$guard$ BEGIN {body} RETURN COALESCE(NEW, OLD); END $guard$"
        )
        rows = _trigger(guard.name, guard.event, guard.table, "ROW", guard.name)
        if guard.event != "DELETE":
            return [function, rows]
        return [function, rows, _trigger(f"{guard.name}_all", "TRUNCATE", guard.table, "STATEMENT", guard.name)]

    @staticmethod
    def down(guard: Guard) -> list[str]:
        names = [guard.name, *([f"{guard.name}_all"] if guard.event == "DELETE" else [])]
        drops = [f"DROP TRIGGER IF EXISTS {name} ON {guard.table}" for name in names]
        return [*drops, f"DROP FUNCTION IF EXISTS {guard.name}()"]


def _trigger(name: str, event: str, table: str, each: str, function: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"


_STATEMENTS: dict[str, Any] = {"sqlite": _Sqlite, "postgresql": _Postgresql}
