"""The harness of ``make bench``: its figures, its table, its samples.  No speed is judged here."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from archive.forms import NEWEST
from tests.bench import command, environment, opening, timing, word
from tests.bench.figures import Figure, Goal, table, write

FIGURE = Figure("parse.pdf", "PDF（2 份）", 5.0, "份/s", 20.0, Goal(4, least=True))


def test_a_figure_is_one_json_object_with_its_environment(tmp_path: Path) -> None:
    write([FIGURE], {"python": "3.11"}, tmp_path / "results.jsonl")
    assert json.loads((tmp_path / "results.jsonl").read_text(encoding="utf-8")) == {
        "name": "parse.pdf",
        "value": 5.0,
        "unit": "份/s",
        "baseline": 20.0,
        "ratio": 0.25,
        "environment": {"python": "3.11"},
    }


def test_the_table_stands_in_columns_of_a_terminal() -> None:
    assert table([FIGURE]).splitlines() == [
        "项目         数值  单位  基线  倍率  目标",
        "PDF（2 份）  5     份/s  20    0.25  ≥ 4   达到",
    ]


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [(Goal(4, least=True), 4, True), (Goal(4, least=True), 3.9, False), (Goal(0.5), 0.5, True), (Goal(0.5), 1, False)],
)
def test_a_goal_is_a_floor_or_a_ceiling(goal: Goal, value: float, met: bool) -> None:
    assert goal.met_by(value) is met


def test_a_rate_counts_files_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(timing, "perf_counter", lambda: float(next(clock)))
    monkeypatch.setattr(timing, "SECONDS_PER_RUN", 4.0)
    assert timing.rate(lambda path: path, [Path("a"), Path("b")]) == 6 / 4


def test_the_word_sample_holds_every_label_of_the_form(tmp_path: Path) -> None:
    text = "".join(opening.open_docx(word.write_report(tmp_path / "form.docx")).itertext())
    assert {spec.row.label for spec in NEWEST.specs() if spec.row.label not in text} == set()
    assert {spec.column.label for spec in NEWEST.specs() if spec.column.label not in text} == set()


def test_peak_memory_is_that_of_the_command_alone() -> None:
    small, large = (command.peak([sys.executable, "-c", f"x = b'1' * {size}"]) for size in (1, 100_000_000))
    assert 90 < large - small < 110


def test_the_environment_names_processor_and_libraries() -> None:
    described = environment.describe()
    assert described["processor"]
    assert described["libraries"] == environment.libraries()
    assert environment.libraries().keys() == set(environment.LIBRARIES)
