"""The way of an upload is the same on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests import postgresql
from tests.house import ROOT

TESTS = [f"tests/ingest/test_{name}.py" for name in ("batches", "stages", "tasks", "reparse", "ingest_command")]


@pytest.mark.needs("initdb")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="this is PostgreSQL already")
def test_what_holds_on_sqlite_holds_on_postgresql() -> None:
    with postgresql.server() as server:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": postgresql.create(server, "archive")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    assert run.returncode == 0, run.stdout
    assert " passed" in run.stdout
