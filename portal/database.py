"""Which database the archive is kept in: SQLite in the data folder, or PostgreSQL by one address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# A reader never waits for a writer (WAL); a commit that was answered survives a power cut (FULL).
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY"
SECONDS_TO_WAIT_FOR_A_LOCK = 30
SECONDS_A_CONNECTION_LIVES = 60
POSTGRES = ("postgres", "postgresql")


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's setting for ``postgres://user:password@host:port/name``, or for none."""
    return _postgresql(url) if url else _sqlite(folder / "archive.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "init_command": SQLITE_PRAGMAS,
            "timeout": SECONDS_TO_WAIT_FOR_A_LOCK,
            # A transaction that reads and then writes would fail at once if another wrote in between.
            "transaction_mode": "IMMEDIATE",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in POSTGRES:
        raise ValueError("DATABASE_URL: postgres://user:password@host:port/name")
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A folder, for a Unix socket, does not fit between the slashes: ?host=/run/postgresql
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": SECONDS_A_CONNECTION_LIVES,
        "CONN_HEALTH_CHECKS": True,
    }
