"""Every test of the archive that uses a database holds on PostgreSQL too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgresql
from tests.house import ROOT

HERE = ROOT / "tests" / "archive"
# These try both databases by themselves.
WITH_HOUSES = ("test_care.py", "test_concurrency.py")


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="this is PostgreSQL already")
def test_all_that_holds_on_sqlite_holds_on_postgresql(postgresql_server: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "django_db", "tests/archive"]
    run = subprocess.run(
        [*command, *(f"--ignore={HERE / name}" for name in WITH_HOUSES)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": postgresql.address(postgresql_server, "archive")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert " passed" in run.stdout
