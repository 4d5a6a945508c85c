"""`manage.py parse`: one line a file, in order, whatever the files are like."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.house import ROOT

REPORTS = ROOT / "tests" / "reports"
KEYS = (
    "file title agency year form agency_kind division published sections cells indicators findings warnings error"
).split()


def parse(*arguments: str | Path) -> tuple[list[str], str, int]:
    command = [sys.executable, "manage.py", "parse", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines(), done.stderr, done.returncode


def lines(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in parse(*arguments)[0]]


def test_each_file_has_its_line_in_order_with_every_key() -> None:
    names = ["yizhuang-2023.txt", "pingtan-2019.html", "huaian-2024.pdf"]
    printed, _, status = parse(*(REPORTS / name for name in names))
    read = [json.loads(line) for line in printed]
    assert [Path(line["file"]).name for line in read] == names
    assert all(set(KEYS) <= set(line) for line in read)
    assert status == 0


def test_a_bad_file_has_its_error_and_the_others_are_read(tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 and no more")
    printed, errors, status = parse(bad, REPORTS / "guodian-2023.txt")
    first, second = map(json.loads, printed)
    assert set(KEYS) <= set(first)
    assert (first["title"], first["cells"]) == (None, {})
    assert first["error"]["code"]
    assert first["error"]["message"].endswith("。")
    assert (second["year"], second["error"]) == (2023, None)
    assert status == 1
    assert "1 个文件" in errors


def test_a_file_that_is_not_there_is_an_error_too() -> None:
    printed, _, status = parse("没有这个文件.pdf")
    assert json.loads(printed[0])["error"]["code"] == "not-found"
    assert status == 1


def test_a_text_that_is_no_report_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "通知.txt"
    other.write_text("关于放假的通知\n各单位：现将有关事项通知如下。\n", encoding="utf-8")
    (line,) = lines(other)
    assert line["error"]["code"] == "not-a-report"


def test_a_cell_says_value_raw_status_and_place() -> None:
    (line,) = lines(REPORTS / "guodian-2023.txt")
    cell = line["cells"]["proactive.normative.in_force"]
    assert (cell["value"], cell["raw"], cell["status"]) == (2, "2", "read")
    text = (REPORTS / "guodian-2023.txt").read_text(encoding="utf-8")
    assert text[cell["locator"]["start"] : cell["locator"]["end"]] == "2"


def test_nothing_is_written_and_no_database_is_needed(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "parse", str(REPORTS / "guodian-2023.txt")]
    environment = {"NIANBAO_DATA": str(tmp_path / "var"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["yizhuang-2023.txt", "pingtan-2019.html"])
def test_it_starts_without_what_other_commands_need(name: str) -> None:
    command = [sys.executable, "-X", "importtime", "manage.py", "parse", str(REPORTS / name)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stderr
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    heavy = {
        "celery",
        "kombu",
        "redis",
        "jieba",
        "whoosh",
        "numpy",
        "pyarrow",
        "opencc",
        "drf_spectacular",
        "pypdfium2",
        "PIL",
    }
    assert "ingest" in imported
    assert not imported & heavy


@pytest.fixture(scope="module")
def pretty() -> str:
    return "\n".join(parse("--pretty", REPORTS / "hongze-2023.pdf")[0])


def test_pretty_shows_the_tables_as_the_form_has_them(pretty: str) -> None:
    assert "二、上年结转政府信息公开申请数量" in pretty
    assert "7,730.28" in pretty


def test_pretty_marks_what_does_not_add_up_and_says_why(pretty: str) -> None:
    assert "10!" in pretty
    assert "与总计0不符" in pretty


def test_pretty_marks_what_was_not_read_with_certainty(tmp_path: Path) -> None:
    text = (REPORTS / "guodian-2023.txt").read_text(encoding="utf-8")
    doubtful = tmp_path / "doubtful.txt"
    doubtful.write_text(text.replace("行政规范性文件\t0\t0\t2", "行政规范性文件\t002"), encoding="utf-8")
    shown = "\n".join(parse("--pretty", doubtful)[0])
    assert "未读出?" in shown
    assert "3 个数据项存疑" in shown


def test_pretty_gives_a_sentence_for_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    shown = "\n".join(parse("--pretty", empty)[0])
    assert "未能读取（empty）" in shown
