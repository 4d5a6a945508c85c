"""Numbered editions of everything that is published: whole, described, the same for ever."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from archive.correcting import correct_cells
from archive.corrections import Correction
from archive.divisions import Certainty, DivisionMatch
from archive.forms import all_cells
from archive.models import AuditEvent, Report
from archive.publishing import publish, withdraw
from portal.datasets.releases.making import BeingMade, Unchanged, _alone, build, folder_of, make_release
from portal.datasets.releases.resources import RESOURCES
from portal.models import Release
from tests.archive.readings import reading, source, stored
from tests.search.archived import public

pytestmark = pytest.mark.django_db

UNKNOWN = DivisionMatch(Certainty.UNKNOWN, None, (), None, (), "")
JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
BUREAU, TOWN = "淮安市洪泽区财政局", "淮安市洪泽区教育局"


def table(release: Release, name: str) -> list[dict[str, str]]:
    data = (folder_of(release.number) / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return list(csv.DictReader(io.StringIO(text)))


def corrected(report: Report, code: str, value: int, reviewer: User) -> None:
    assert report.published is not None
    revision = correct_cells(
        report, {code: Correction(value)}, actor=reviewer, reason="原件如此", base=report.published
    )
    publish(report, revision, actor=reviewer, reason="更正")


def test_a_release_has_every_table_its_descriptions_and_one_file_with_all() -> None:
    public(year=2023)
    public(year=2024)
    release = make_release(JANUARY)
    told = {name for name, _size, _sha256 in release.files}
    described = {"README.md", "CITATION.cff", "csvw.json", "catalogue.jsonld", "datapackage.json", "SHA256SUMS"}
    tables = {resource.file for resource in RESOURCES} | {"reports.parquet", "cells.parquet"}
    assert told == described | tables | {"gongkai-nianbao-1.zip"}
    assert {path.name for path in folder_of(1).iterdir()} == told
    with zipfile.ZipFile(folder_of(1) / "gongkai-nianbao-1.zip") as whole:
        assert set(whole.namelist()) == described | tables
        assert whole.testzip() is None
    assert (release.number, release.reports, release.cells) == (1, 2, 2 * len(all_cells()))


def test_it_is_a_valid_data_package() -> None:
    public(year=2023, problems="一是主动公开不够；二是解读不多。")
    public(agency=TOWN, year=2024)
    make_release(JANUARY)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    told = subprocess.run(command, cwd=folder_of(1), capture_output=True, text=True, check=False)
    report = json.loads(told.stdout)
    assert report["valid"], told.stdout
    assert {task["name"] for task in report["tasks"]} == {resource.name for resource in RESOURCES}


def test_the_checksums_are_those_that_sha256sum_checks() -> None:
    public()
    make_release(JANUARY)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=folder_of(1), check=True)


def test_made_twice_it_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    public(year=2023)
    public(agency=TOWN, year=2024)
    one, other = (build(tmp_path / name, 1, JANUARY, None) for name in ("one", "other"))
    assert one.sha256 == other.sha256
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "other").iterdir())
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "other" / n).read_bytes() for n in names)


def test_only_what_is_published_is_in_it(reviewer: User) -> None:
    shown = public(year=2023)
    withdraw(public(year=2024), actor=reviewer, reason="重复")
    stored(reading(year=2022), of=source("未审"))
    release = make_release(JANUARY)
    assert [row["report"] for row in table(release, "reports.csv")] == [str(shown.pk)]
    assert {row["report"] for row in table(release, "cells.csv.gz")} == {str(shown.pk)}
    assert {row["report"] for row in table(release, "revisions.csv")} == {str(shown.pk)}


def test_a_correction_that_waits_at_the_desk_is_not_in_it(reviewer: User) -> None:
    report = public()
    assert report.published is not None
    change = {"requests.received.natural": Correction(77)}
    correct_cells(report, change, actor=reviewer, reason="还没审", base=report.published)
    rows = table(make_release(JANUARY), "revisions.csv")
    assert [(row["revision"], row["reason"]) for row in rows] == [("1", "上传")]


def test_the_next_release_tells_what_changed_number_by_number(reviewer: User) -> None:
    kept, gone = public(year=2023), public(year=2022)
    make_release(JANUARY)
    corrected(kept, "requests.received.natural", 41, reviewer)
    withdraw(gone, actor=reviewer, reason="重复")
    new = public(agency=TOWN, year=2024)
    release = make_release(FEBRUARY)
    changed = [(row["report"], row["cell"], row["change"], row["after"]) for row in table(release, "changes.csv")]
    assert changed == [
        (str(kept.pk), "requests.received.natural", "changed", "41"),
        (str(gone.pk), "", "withdrawn", ""),
        (str(new.pk), "", "added", ""),
    ]
    assert release.changes == {"added": 1, "withdrawn": 1, "changed": 1}


def test_there_is_no_second_release_of_the_same_data() -> None:
    public()
    make_release(JANUARY)
    with pytest.raises(Unchanged):
        make_release(FEBRUARY)
    assert Release.objects.count() == 1
    assert not list(folder_of(2).parent.glob("*2*"))


def test_there_is_none_of_nothing(db: None) -> None:
    with pytest.raises(Unchanged):
        make_release(JANUARY)


def test_while_one_is_being_made_nobody_begins_another() -> None:
    with _alone(), pytest.raises(BeingMade):
        make_release(JANUARY)


def test_what_a_broken_attempt_left_is_cleared_away() -> None:
    public()
    left = folder_of(1).parent / ".making-1"
    left.mkdir(parents=True)
    (left / "reports.csv").write_text("half")
    make_release(JANUARY)
    assert not left.exists()


def test_making_one_stands_in_the_audit_log() -> None:
    public()
    release = make_release(JANUARY)
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.object_id, event.data) == ("release.make", "1", {"sha256": release.sha256})


def test_parquet_and_csv_have_the_same_numbers() -> None:
    public(year=2023)
    release = make_release(JANUARY)
    typed = pd.read_parquet(folder_of(1) / "cells.parquet")
    rows = table(release, "cells.csv.gz")
    assert [(r["cell"], r["status"]) for r in rows] == list(zip(typed["cell"], typed["status"], strict=True))
    numbers = [None if pd.isna(value) else value for value in typed["value"]]
    assert [float(r["value"]) if r["value"] else None for r in rows] == numbers


def test_the_codebook_has_every_column_of_every_table() -> None:
    public()
    rows = table(make_release(JANUARY), "codebook.csv")
    assert [(row["table"], row["column"]) for row in rows] == [
        (resource.name, name) for resource in RESOURCES for name in resource.names
    ]
    assert all(row["label"] and row["english"] for row in rows)
    numbers = {row["column"]: row for row in rows if row["table"] == "reports"}
    assert numbers["requests.partial.total"]["article"] == "37"


def test_the_command_makes_one_and_says_where() -> None:
    public()
    said = io.StringIO()
    call_command("release", "--date", "2026-01-31", stdout=said)
    assert "第 1 发布版：1 份年报" in said.getvalue()
    assert "https://nianbao.example/datasets/releases/1/" in said.getvalue()
    with pytest.raises(CommandError, match="没有变化"):
        call_command("release")
    with pytest.raises(CommandError, match="日期写作 2026-01-31"):
        call_command("release", "--date", "31.1.2026")


def test_its_page_has_files_checksums_and_citations(client: Client) -> None:
    public()
    release = make_release(JANUARY)
    page = client.get("/datasets/releases/1/").content.decode()
    assert all(sha256 in page for _name, _size, sha256 in release.files)
    assert "[DS/OL]. (2026-01-31)" in page
    assert "https://nianbao.example/datasets/releases/1/" in page
    schema = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(schema)["version"] == "1.0.0"
    assert "第 1 版" in client.get("/datasets/releases/").content.decode()


def test_a_file_is_what_its_checksum_says_and_may_be_kept_for_ever(client: Client) -> None:
    public()
    release = make_release(JANUARY)
    digests = {name: sha256 for name, _size, sha256 in release.files}
    answer = client.get("/datasets/releases/1/reports.csv")
    assert b"".join(answer.streaming_content) == (folder_of(1) / "reports.csv").read_bytes()  # type: ignore[attr-defined]
    assert answer.headers["ETag"] == f'"{digests["reports.csv"]}"'
    assert "immutable" in answer.headers["Cache-Control"]
    again = client.get("/datasets/releases/1/reports.csv", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["SHA256SUMS%00", "..%2f..%2farchive.sqlite3", "nothing.csv"])
def test_nothing_but_its_files_is_handed_out(client: Client, name: str) -> None:
    public()
    make_release(JANUARY)
    assert client.get(f"/datasets/releases/1/{name}").status_code == 404


def test_the_page_of_changes_says_them_in_words(client: Client, reviewer: User) -> None:
    report = public(year=2023)
    make_release(JANUARY)
    corrected(report, "requests.received.natural", 41, reviewer)
    make_release(FEBRUARY)
    page = client.get("/datasets/releases/2/changes/").content.decode()
    assert all_cells()["requests.received.natural"].words in page
    assert '<td class="number">41</td>' in page


ODD_NAMES = ('含"引号"，逗,号局', "回\r车局", "换\r\n行局", "=cmd|局", "表情😀局")
TELEPHONE = "13800138000"


def test_names_that_nobody_should_have_break_no_row() -> None:
    for number, name in enumerate(ODD_NAMES):
        public(f"第{number}份", agency=name, division=UNKNOWN)
    make_release(JANUARY)
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    told = subprocess.run(command, cwd=folder_of(1), capture_output=True, text=True, check=False)
    assert json.loads(told.stdout)["valid"], told.stdout


def test_nothing_private_gets_into_any_table() -> None:
    public(f"请打{TELEPHONE}", agency=f"联系{TELEPHONE}财政局", problems=f"问{TELEPHONE}")
    release = make_release(JANUARY)
    for name, _size, _sha256 in release.files:
        data = (folder_of(1) / name).read_bytes()
        text = gzip.decompress(data) if name.endswith(".gz") else data
        assert TELEPHONE.encode() not in text, name


def test_a_file_that_was_lost_is_not_found(client: Client) -> None:
    public()
    make_release(JANUARY)
    for name in ("reports.csv", "changes.csv"):
        (folder_of(1) / name).unlink()
    assert client.get("/datasets/releases/1/reports.csv").status_code == 404
    assert client.get("/datasets/releases/1/changes/").status_code == 404
