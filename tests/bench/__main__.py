"""Measures, prints the table, writes ``bench-results.jsonl``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django

from ingest.pipeline import parse_file
from tests.bench import archive, command, datasets, environment, ingest, opening, portal, search, word
from tests.bench.figures import Figure, Goal, table, write
from tests.bench.timing import Action, rates
from tests.house import ROOT

RESULTS = ROOT / "bench-results.jsonl"
REPORTS = ROOT / "tests" / "reports"
TINY = "某市档案局2024年政府信息公开工作年度报告\n一、总体情况\n本机关认真贯彻条例。\n"
PAGES_A_REPORT = 8

OPENERS: dict[str, Action] = {
    "text": opening.open_text,
    "html": opening.open_html,
    "docx": opening.open_docx,
    "pdf": opening.open_pdf,
}
LABELS = {"text": "文本", "html": "网页", "docx": "DOCX", "pdf": "PDF"}
GOALS = {"text": 150, "html": 150, "docx": 30, "pdf": 4}

Samples = dict[str, list[Path]]


def samples(folder: Path) -> Samples:
    """The shared reports, and a DOCX made from the form, since none was found in that format."""
    return {
        "text": sorted(REPORTS.glob("*.txt")),
        "html": sorted(REPORTS.glob("*.html")),
        "docx": [word.write_report(folder / "form.docx")],
        "pdf": sorted(REPORTS.glob("*.pdf")),
    }


def biggest(paths: list[Path]) -> Path:
    return max(paths, key=lambda path: path.stat().st_size)


def speed(kind: str, paths: list[Path]) -> Figure:
    value, baseline = rates(parse_file, OPENERS[kind], paths)
    label = f"{LABELS[kind]}（{len(paths)} 份）"
    return Figure(f"parse.{kind}", label, value, "份/s", baseline, Goal(GOALS[kind], least=True))


def page_speed(figure: Figure, paths: list[Path]) -> Figure:
    """The goal is set for reports of eight pages; ours have fewer."""
    each = sum(map(opening.pages, paths)) / len(paths)
    goal = Goal(GOALS["pdf"] * PAGES_A_REPORT, least=True)
    return Figure("parse.pdf.pages", "PDF 页", figure.value * each, "页/s", figure.baseline * each, goal)


def measure(folder: Path) -> Iterator[Figure]:
    tiny = folder / "tiny.txt"
    tiny.write_text(TINY, encoding="utf-8")
    files = samples(folder)
    for kind, paths in files.items():
        figure = speed(kind, paths)
        yield figure
        if kind == "pdf":
            yield page_speed(figure, paths)
    yield command.start_up(tiny)
    for kind, paths in files.items():
        yield command.memory(kind, biggest(paths))
    yield from archive.figures(folder)
    yield from ingest.figures(folder)
    yield from search.figures(folder)
    yield from datasets.figures(folder)
    yield from portal.figures(folder)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    environment.stay_on_one_core()
    described = environment.describe()
    print("测量中（约一分钟，只用一个核）：", described["processor"], "· Python", described["python"], flush=True)
    with tempfile.TemporaryDirectory() as folder:
        figures = list(measure(Path(folder)))
    print(table(figures))
    write(figures, described, RESULTS)
    print(f"倍率 = 数值 ÷ 基线；基线是只用该格式的库打开同一文件。已写入 {RESULTS.name}。")


if __name__ == "__main__":
    main()
