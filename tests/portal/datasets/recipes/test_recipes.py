"""The recipes give what they promise: run on a real release, each prints the same numbers."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import nbformat
import pytest
from django.conf import LazySettings
from django.test import Client
from nbclient import NotebookClient

from archive.forms import all_cells
from archive.models import Counts
from portal.datasets.columns import Type
from portal.datasets.recipes.programs import question, recipes
from portal.datasets.releases.making import folder_of, make_release
from portal.datasets.releases.resources import CELLS, REPORTS
from tests.house import ROOT
from tests.needs import needs
from tests.town import archived

pytestmark = pytest.mark.django_db

NOTEBOOK = ROOT / "docs" / "notebooks" / "what-is-refused.ipynb"
PROGRAMS = {recipe.code: recipe.program for recipe in recipes()}


@pytest.fixture
def release(settings: LazySettings, tmp_path: Path) -> Path:
    options = {"BACKEND": "archive.file_store.SafeFolder", "OPTIONS": {"location": tmp_path / "sources"}}
    settings.RELEASES_DIR = tmp_path / "releases"
    settings.STORAGES = {**settings.STORAGES, "sources": options}
    archived.fill("财政局", "教育局")
    make_release(date(2026, 1, 31))
    return folder_of(1)


def expected() -> dict[int, float]:
    """From the database: sums of the reports in which every part was read, then one division."""
    parts = {code: code.replace(".", "_") for code in (*question().numerator, *question().denominator)}
    sums: dict[int, list[int]] = {}
    for row in Counts.objects.values("year", *parts.values()):
        numbers = [row[column] for column in parts.values()]
        if None not in numbers:
            opened = sum(row[parts[code]] for code in question().numerator)
            closed = sum(row[parts[code]] for code in question().denominator)
            both = sums.setdefault(row["year"], [0, 0])
            both[0], both[1] = both[0] + opened, both[1] + closed
    return {year: round(opened / closed, 4) for year, (opened, closed) in sorted(sums.items())}


def printed(text: str) -> dict[int, float]:
    return {int(year): float(rate) for year, rate in re.findall(r"^(\d{4}),([\d.]+)$", text, re.MULTILINE)}


def run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.usefixtures("release")
def test_there_is_something_to_work_out() -> None:
    assert len(expected()) >= 5


def test_pandas(release: Path) -> None:
    assert printed(run([sys.executable, "-c", PROGRAMS["pandas"]], release)) == expected()


def test_duckdb(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release)
    with duckdb.connect() as connection:
        assert dict(connection.sql(PROGRAMS["duckdb"]).fetchall()) == expected()


@needs("Rscript")
def test_r(release: Path) -> None:
    assert printed(run(["Rscript", "--vanilla", "-e", PROGRAMS["r"]], release)) == expected()


def test_stata_names_columns_and_cells_that_are_there(release: Path) -> None:
    """Nobody may run Stata here: what it takes from the files is there under these names."""
    quoted = set(re.findall(r'"([a-z_]+\.[a-z_.]+)"', PROGRAMS["stata"])) - {"reports.csv", "cells.csv"}
    assert quoted == {*question().numerator, *question().denominator}
    assert quoted <= set(all_cells())
    assert {"report", "year"} <= set(REPORTS.names)
    assert {"report", "cell", "value"} <= set(CELLS.names)
    head = gzip.decompress((release / CELLS.file).read_bytes()).splitlines()[0].decode()
    assert head.split(",") == list(CELLS.names)
    assert next(column for column in CELLS.columns if column.name == "value").type is Type.NUMBER


def test_the_page_shows_them_as_they_are_run(client: Client) -> None:
    page = client.get("/datasets/recipes/").content.decode()
    assert all(recipe.language in page for recipe in recipes())
    assert "@OPENED" not in page
    assert page.count("在测试里运行，结果") == 3


def test_the_notebook_draws_its_three_charts(release: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(release)}}).execute()
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 3


def test_the_notebook_is_kept_without_what_it_printed() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") for cell in notebook.cells)
