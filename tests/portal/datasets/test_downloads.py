"""Downloads: streamed, or prepared and taken up again; consistent, tidy, and of public reports only."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client

from archive.models import Report
from archive.publishing import withdraw
from portal.datasets import downloads, prepared
from portal.datasets.asking import Dataset, dataset_from
from portal.datasets.formats import FORMATS
from portal.datasets.making import chunks_of
from portal.datasets.prepared import Prepared
from portal.datasets.snapshot import snapshot
from portal.datasets.tasks import prepare
from search import building
from tests import postgresql
from tests.house import ROOT
from tests.running import Running
from tests.search.archived import public

pytestmark = pytest.mark.django_db(transaction=True)
EVERY = pytest.mark.parametrize("extension", list(FORMATS))


@pytest.fixture
def reports() -> list[Report]:
    made = [public(year=year) for year in (2022, 2023, 2024)]
    building.build()
    return made


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the workers, of which there are none."""
    keys: list[str] = []

    def take(key: str) -> bool:
        keys.append(key)
        return True

    monkeypatch.setattr(downloads, "ask_for", take)
    return keys


@pytest.fixture
def nothing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "VALUES_AT_ONCE", 0)


def body_of(answer: Any) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type] # of the test's client


def get(client: Client, extension: str, query: str = "", **headers: str) -> Any:
    return client.get(f"/datasets/download.{extension}?{query}", headers=headers)


def csv_rows(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body_of(get(client, "csv", query)).decode("utf-8-sig"))))


# -- streamed --


def test_a_download_has_the_chosen_reports_and_columns(client: Client, reports: list[Report]) -> None:
    rows = csv_rows(client, "year=2023,2024&about=year&cells=requests.received&heads=total&order=oldest")
    assert list(rows[0]) == ["report", "year", "states", "requests.received.total", "dataset"]
    assert [row["year"] for row in rows] == ["2023", "2024"]


def test_its_name_tells_shape_day_and_version(client: Client, reports: list[Report]) -> None:
    answer = get(client, "csv", "table=long")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    name = answer["Content-Disposition"]
    assert name.startswith('attachment; filename="nianbao-long-20')
    assert name.endswith('.csv"')
    assert answer["Link"] == '</datasets/metadata.json?table=long>; rel="describedby"; type="application/csvm+json"'
    answer.close()


def test_asking_for_the_head_makes_nothing(client: Client, reports: list[Report]) -> None:
    answer = client.head("/datasets/download.csv")
    assert (answer.status_code, answer.content) == (200, b"")
    assert "attachment" in answer["Content-Disposition"]


def test_a_stream_is_one_state_of_the_archive_in_sqlite(tmp_path: Path) -> None:
    """Its head is out, then somebody withdraws a report: the file is as it was."""
    assert _one_state(tmp_path, {}) == [1 + 3, 2]


@pytest.mark.needs("initdb")
def test_a_stream_is_one_state_of_the_archive_in_postgresql(tmp_path: Path) -> None:
    with postgresql.server() as server:
        assert _one_state(tmp_path, {"DATABASE_URL": postgresql.create(server, "one_state")}) == [1 + 3, 2]


def _one_state(folder: Path, settings: dict[str, str]) -> object:
    """In a house of its own: a database that two connections share."""
    house = Running(folder / "house", settings)
    house.data.mkdir()
    house.manage("migrate", "-v0")
    command = [sys.executable, "-m", "tests.portal.datasets.one_state"]
    run = subprocess.run(command, cwd=ROOT, env=house.environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_whoever_goes_away_leaves_no_transaction(client: Client, reports: list[Report]) -> None:
    answer = get(client, "csv")
    next(iter(answer.streaming_content))
    answer.close()
    assert withdraw(reports[0], actor=None, reason="误发") is not None


def test_a_stream_that_takes_too_long_ends(
    client: Client, reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "STREAM_SECONDS", -1)
    with pytest.raises(downloads.TooSlow):
        body_of(get(client, "csv"))


def test_a_snapshot_gives_the_cache_back(reports: list[Report]) -> None:
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()
        with snapshot():
            assert cursor.execute("PRAGMA cache_size").fetchone() == (-8192,)
        assert cursor.execute("PRAGMA cache_size").fetchone() == before


# -- prepared --


@EVERY
def test_every_format_can_be_prepared(client: Client, reports: list[Report], extension: str) -> None:
    answer = get(client, extension, "prepare=1")
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert "文件准备好了" in page.content.decode()
    file = client.get(f"{answer['Location']}file")
    assert len(body_of(file)) == int(file["Content-Length"])


def test_a_small_workbook_comes_at_once(client: Client, reports: list[Report]) -> None:
    answer = get(client, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(body_of(answer)))
    assert book.worksheets[0].max_row == 1 + len(reports)
    assert answer["Accept-Ranges"] == "bytes"


def test_a_large_one_is_made_by_a_worker(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None
) -> None:
    answer = get(client, "parquet", "table=long")
    (key,) = queue
    assert answer["Location"] == f"/datasets/prepared/{key}/"
    waiting = client.get(answer["Location"])
    assert waiting["Refresh"] == "2"
    assert "正在准备文件" in waiting.content.decode()
    prepare(key)
    state = json.loads(client.get(f"/datasets/prepared/{key}/state.json").content)
    assert (state["state"], state["file"]) == ("ready", f"/datasets/prepared/{key}/file")


def test_a_message_that_comes_twice_makes_it_once(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None
) -> None:
    get(client, "xlsx")
    prepare(queue[0])
    made = Prepared(queue[0]).file.stat().st_mtime_ns
    prepare(queue[0])
    assert Prepared(queue[0]).file.stat().st_mtime_ns == made
    prepare("0" * 24)


def test_a_broken_download_goes_on_where_it_stopped(client: Client, reports: list[Report]) -> None:
    whole = get(client, "parquet")
    data, tag = body_of(whole), whole["ETag"]
    rest = get(client, "parquet", "", Range="bytes=100-", **{"If-Range": tag})
    assert (rest.status_code, rest["Content-Range"]) == (206, f"bytes 100-{len(data) - 1}/{len(data)}")
    assert data[:100] + body_of(rest) == data


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=-5", 206, -5, None),
        ("bytes=3-2", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
    ],
)
def test_parts(client: Client, reports: list[Report], asked: str, status: int, first: int, last: int | None) -> None:
    data = body_of(get(client, "parquet"))
    answer = get(client, "parquet", "", Range=asked)
    assert answer.status_code == status
    assert body_of(answer) == (data[first:] if last is None else data[first : last + 1])


def test_a_part_that_is_not_there(client: Client, reports: list[Report]) -> None:
    size = len(body_of(get(client, "parquet")))
    answer = get(client, "parquet", "", Range=f"bytes={size}-")
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{size}")


def test_another_file_is_not_taken_up(client: Client, reports: list[Report]) -> None:
    data = body_of(get(client, "parquet"))
    answer = get(client, "parquet", "", Range="bytes=5-", **{"If-Range": '"other"'})
    assert answer.status_code == 200
    assert body_of(answer) == data


def test_who_has_it_already_is_told_so(client: Client, reports: list[Report]) -> None:
    first = get(client, "parquet")
    first.close()
    assert get(client, "parquet", "", **{"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("given", ["W/{}", "*", '"other", {}'])
def test_a_tag_that_was_weakened_on_the_way_is_known(client: Client, reports: list[Report], given: str) -> None:
    first = get(client, "parquet")
    first.close()
    assert get(client, "parquet", "", **{"If-None-Match": given.format(first["ETag"])}).status_code == 304


def test_the_head_is_that_of_the_whole_whatever_part_is_named(client: Client, reports: list[Report]) -> None:
    size = len(body_of(get(client, "parquet")))
    answer = client.head("/datasets/download.parquet", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer["Content-Length"], body_of(answer)) == (200, str(size), b"")


def test_more_rows_than_a_sheet_has_are_refused_kindly(
    client: Client, reports: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    form = FORMATS["xlsx"]
    monkeypatch.setitem(FORMATS, "xlsx", type(form)(**{n: getattr(form, n) for n in form.__slots__} | {"most_rows": 2}))
    answer = get(client, "xlsx")
    assert answer.status_code == 422
    assert "最多 2 行，这里有 3 行" in answer.content.decode()


def test_a_failure_is_told_and_tried_again(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    get(client, "parquet")
    with monkeypatch.context() as patched:
        patched.setattr(prepared, "chunks_within", _full_disk)
        with pytest.raises(OSError, match="full"):
            prepare(queue[0])
    assert "没有准备成" in client.get(f"/datasets/prepared/{queue[0]}/").content.decode()
    assert [path.name for path in Prepared(queue[0]).folder.glob("half*")] == []
    get(client, "parquet")
    assert Prepared(queue[0]).progress.state == "waiting"
    prepare(queue[1])
    assert Prepared(queue[0]).is_ready


def _full_disk(*_: object) -> Iterator[bytes]:
    yield b"PAR1"
    raise OSError("disk full")


def test_too_many_waiting_are_told_to_come_back(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST_WAITING", 1)
    get(client, "parquet")
    answer = get(client, "parquet", "year=2024")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_a_lost_message_is_sent_again(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    get(client, "parquet")
    client.get(f"/datasets/prepared/{queue[0]}/state.json")
    assert len(queue) == 1
    monkeypatch.setattr(prepared, "REMIND_SECONDS", -1)
    client.get(f"/datasets/prepared/{queue[0]}/state.json")
    assert len(queue) == 2


def test_what_a_killed_worker_left_half_made_is_asked_for_again(
    client: Client, reports: list[Report], queue: list[str], nothing_at_once: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    get(client, "parquet")
    folder = Prepared(queue[0]).folder
    (folder / "half").write_bytes(b"PAR1")
    (folder / "progress.json").write_text('{"state": "working", "done": 1, "total": 3}', encoding="utf-8")
    assert "已写好 1 份，共 3 份年报" in client.get(f"/datasets/prepared/{queue[0]}/").content.decode()
    monkeypatch.setattr(prepared, "REMIND_SECONDS", -1)
    client.get(f"/datasets/prepared/{queue[0]}/")
    prepare(queue[1])
    assert Prepared(queue[0]).is_ready


def test_what_is_old_is_cleared_away(client: Client, reports: list[Report], monkeypatch: pytest.MonkeyPatch) -> None:
    key = get(client, "parquet", "prepare=1")["Location"].split("/")[-2]
    prepared.clear_away()
    assert Prepared(key).is_ready
    monkeypatch.setattr(prepared, "KEPT_SECONDS", -1)
    prepared.clear_away()
    assert not Prepared(key).folder.exists()
    assert client.get(f"/datasets/prepared/{key}/").status_code == 404


@pytest.mark.parametrize("key", ["..", "%2e%2e", "0" * 24, "0" * 23, "x" * 24])
def test_nothing_but_a_known_key_leads_anywhere(client: Client, reports: list[Report], key: str) -> None:
    assert client.get(f"/datasets/prepared/{key}/file").status_code == 404


def test_a_workbook_leaves_nothing_behind(
    reports: list[Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    chunks = chunks_of(Dataset(), FORMATS["xlsx"])
    next(chunks)
    assert list((tmp_path / "scratch").iterdir())
    chunks.close()  # type: ignore[attr-defined] # it is a generator
    assert list((tmp_path / "scratch").iterdir()) == []


def test_what_a_full_disk_left_without_a_question_waits_for_nothing(
    client: Client, reports: list[Report], folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared, "MOST_WAITING", 1)
    (folders / "exports" / ("0" * 24)).mkdir(parents=True)
    assert get(client, "parquet", "prepare=1").status_code == 303


# -- public reports only --


@EVERY
def test_a_withdrawn_report_is_in_no_file(client: Client, reports: list[Report], extension: str) -> None:
    withdraw(reports[1], actor=None, reason="误发")
    data = body_of(get(client, extension, "prepare=0"))
    if extension == "csv":
        assert [row["year"] for row in csv_rows(client, "order=oldest")] == ["2022", "2024"]
    if extension in {"csv", "jsonl"}:
        assert b"2023" not in data.replace(b"2023-", b"")
    assert len(data) > 0


def test_a_file_that_was_prepared_before_is_served_no_more(client: Client, reports: list[Report]) -> None:
    place = get(client, "parquet", "prepare=1")["Location"]
    withdraw(reports[1], actor=None, reason="误发")
    assert client.get(f"{place}file").status_code == 410
    state = json.loads(client.get(f"{place}state.json").content)
    assert (state["state"], state["file"]) == ("gone", None)
    page = client.get(place)
    assert page.status_code == 410
    assert "按现在的数据重新准备" in page.content.decode()


def test_a_change_elsewhere_spoils_no_download(client: Client, reports: list[Report]) -> None:
    place = get(client, "parquet", "prepare=1&year=2024")["Location"]
    withdraw(reports[0], actor=None, reason="误发")
    assert len(body_of(client.get(f"{place}file"))) > 0


# -- the rest --


def test_without_an_index_the_reader_is_asked_to_wait(client: Client) -> None:
    for address in ("/datasets/", "/datasets/download.csv", "/datasets/download.xlsx"):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_unknown_formats_are_unknown(client: Client, reports: list[Report]) -> None:
    assert get(client, "exe").status_code == 404


def test_the_metadata_explain_every_column(client: Client, reports: list[Report]) -> None:
    told = json.loads(client.get("/datasets/metadata.json?table=long&year=2024").content)
    columns = dataset_from("table=long").columns
    assert [column["name"] for column in told["tableSchema"]["columns"]] == [*(c.name for c in columns), "dataset"]
    assert told["url"].endswith("/datasets/download.csv?year=2024&table=long")
    assert told["dc:title"].endswith("年份：2024")
