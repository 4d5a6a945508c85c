"""A PostgreSQL server of its own for a test: on no port, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.needs import where

USER = "archive"
# The server refuses to be run by root.
SERVER_USER = "postgres"
SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def _run(*command: str) -> None:
    user = SERVER_USER if os.geteuid() == 0 else None
    done = subprocess.run(command, user=user, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")


@contextmanager
def server() -> Iterator[Path]:
    """The folder with the server's socket."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
    data = folder / "data"
    initdb, pg_ctl = str(where("initdb")), str(where("pg_ctl"))
    try:
        _run(initdb, "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        _run(pg_ctl, "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {SETTINGS}", "start")
        try:
            yield folder
        finally:
            _run(pg_ctl, "-D", str(data), "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def address(folder: Path, name: str) -> str:
    """What DATABASE_URL is set to."""
    return f"postgres://{USER}@/{name}?host={folder}"


def create(folder: Path, name: str, template: str = "template1") -> str:
    """The address of a new database, empty or a copy of another that nobody uses at the moment."""
    with psycopg.connect(host=str(folder), user=USER, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address(folder, name)
