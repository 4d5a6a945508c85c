"""Whatever arrives: a report or a refusal, soon.  Nothing else is ever raised."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.cells import Status
from ingest.pipeline import parse_bytes
from ingest.refusals import Refusal
from tests.layouts.cases import make_case
from tests.layouts.word import LAYOUTS

REPORTS = Path(__file__).parent.parent / "reports"
TEXTS = sorted(REPORTS.glob("*.txt"))
PAGES = sorted(REPORTS.glob("*.html"))
PDFS = sorted(REPORTS.glob("*.pdf"))
# Seconds: ten times what the slowest takes on a slow core.
PATIENCE = 20

few = settings(max_examples=150, deadline=None, derandomize=True, database=None)
fewer = settings(few, max_examples=25)

Mutation = Callable[[bytes, Random], bytes]


def survives(data: bytes) -> None:
    """Parses; a cell has a value exactly where its status says so."""
    try:
        report = parse_bytes(data)
    except Refusal:
        return
    assert all((cell.value is None) == (cell.status is not Status.READ) for cell in report.cells.values())


# -- files damaged on their way --


def cut_off(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def flip(data: bytes, rng: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 200)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def repeat(data: bytes, rng: Random) -> bytes:
    start, end = sorted(rng.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * rng.randint(1, 3) + data[end:]


def drop(data: bytes, rng: Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(2000) :]


def shuffle(data: bytes, rng: Random, mark: bytes = b"\n") -> bytes:
    pieces = data.split(mark)
    start = rng.randrange(len(pieces))
    some = pieces[start : start + 40]
    rng.shuffle(some)
    return mark.join((*pieces[:start], *some, *pieces[start + 40 :]))


def shuffle_tags(data: bytes, rng: Random) -> bytes:
    return shuffle(data, rng, b"<")


def splice(data: bytes, rng: Random) -> bytes:
    """Something between two bytes that is not at home there."""
    at = rng.randrange(len(data))
    odd = "\x00 | \t \n 　 ９ \u202e \ufeff （一） 000000000000 。 𠮷 - <table> </td>".split(" ")
    return data[:at] + rng.choice(odd).encode() * rng.randint(1, 50) + data[at:]


MUTATIONS: tuple[Mutation, ...] = (cut_off, flip, repeat, drop, shuffle, shuffle_tags, splice)


def mutated(paths: list[Path]) -> st.SearchStrategy[bytes]:
    def apply(path: Path, mutations: list[Mutation], seed: int) -> bytes:
        data, rng = path.read_bytes(), Random(seed)
        for mutation in mutations:
            data = mutation(data, rng) or b"\n"
        return data

    chosen = st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3)
    return st.builds(apply, st.sampled_from(paths), chosen, st.integers(0, 2**32))


@few
@given(mutated(TEXTS))
def test_damaged_text_files(data: bytes) -> None:
    survives(data)


@few
@given(mutated(PAGES))
def test_damaged_web_pages(data: bytes) -> None:
    survives(data)


@fewer
@given(mutated(PDFS))
def test_damaged_pdf_files(data: bytes) -> None:
    survives(data)


@few
@given(st.integers(0, 2**32), st.sampled_from(MUTATIONS))
def test_damaged_word_files(seed: int, mutation: Mutation) -> None:
    """The damage is done to the text inside, so that it reaches the reader."""
    rng = Random(seed)
    whole = LAYOUTS[seed % len(LAYOUTS)].write(make_case(seed % 50).report, rng)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, mutation(data, rng) if name == "word/document.xml" else data)
    survives(target.getvalue())


# -- files made of nothing sensible --

_PRINTED = """
本年新收 政府信息公开工作年度报告 三、本年度办理结果 （一）予以公开 总计 其他 自然人 规章 信息内容
现行有效件数 行政复议 结果维持 第二十条第（一）项 0 1 12 5845546 / - — 无 | 。 2023年 １２ 万元 件 <td> </tr>
减4 1,024 （ ） 、
"""
_WORDS = st.sampled_from([*_PRINTED.split(), " ", "\t", "\n"])


@few
@given(st.text())
def test_any_text(text: str) -> None:
    survives(text.encode("utf-8", "surrogatepass"))


@few
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    survives(data)


@few
@given(st.lists(_WORDS, max_size=400))
def test_any_words_of_the_form(words: list[str]) -> None:
    survives("".join(words).encode())


@few
@given(st.lists(_WORDS, max_size=60), st.integers(0, 4), st.integers(0, 2**32))
def test_any_words_inside_a_report(words: list[str], sample: int, seed: int) -> None:
    text = TEXTS[sample].read_text(encoding="utf-8")
    at = Random(seed).randrange(len(text))
    survives(f"{text[:at]}{''.join(words)}{text[at:]}".encode())


# -- files that are too much: work grows with size, never with its square --

REPORT = (REPORTS / "guodian-2023.txt").read_text(encoding="utf-8")
PAGE = "<html><body><h1>甲乙县丙丁镇人民政府2023年政府信息公开工作年度报告</h1>{}</body></html>"
LABEL = "本年新收政府信息公开申请数量"


def inside(text: str) -> str:
    """Something in the middle of the table of a good report."""
    at = REPORT.index("三、本年度办理结果")
    return f"{REPORT[:at]}{text}\n{REPORT[at:]}"


def html_row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


MUCH = {
    "a long number": inside("1" * 250_000),
    "many numbers on a line": inside("12 " * 80_000),
    "many lines of numbers": inside("12345\n" * 6_000),
    "many labels": inside(f"{LABEL}\n" * 12_000),
    "many labels and numbers": inside(f"{LABEL}\n5\n" * 10_000),
    "many rows": inside(f"{LABEL}\t1\t2\t3\t4\t5\t6\t7\n" * 6_000),
    "many misprinted rows": inside("上年转政府信公开申请量\t1\t2\t3\t4\t5\t6\t7\n" * 6_000),
    "many rows of heads": inside("信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n" * 6_000),
    "many rows without a label": inside("1\t2\t3\t4\t5\t6\t7\n" * 12_000),
    "many cells in a row": inside("\t1" * 100_000),
    "many empty cells": inside("\t" * 250_000),
    "many pipes": inside("|1" * 100_000),
    "many dashes": inside("|---" * 60_000 + "x"),
    "many words": inside("某某事项\n" * 6_000),
    "words run together": inside("某某事项" * 15_000),
    "labels run together": inside(LABEL * 15_000),
    "tables run together": "第二十条第（一）项信息内容本年制发件数规章" + "0行政规范性文件1" * 25_000,
    "gaps within words": inside(f"本{' ' * 3000}" * 290),
    "digits run together": inside(f"（一）予以公开{'1234567890' * 3}\n" * 5_000),
    "many rows of a web page": PAGE.format(f"<table>{html_row([LABEL, *'1234567']) * 6000}</table>"),
    "wide rows of a web page": PAGE.format(f"<table>{html_row(['0'] * 5000) * 9}</table>"),
    "spans over spans": PAGE.format("<table>" + "<tr><td rowspan=1000 colspan=40>1</td></tr>" * 1000 + "</table>"),
    "tables in tables": PAGE.format("<table><tr><td>" * 39 + LABEL + "</td></tr></table>" * 39),
    "many tables": PAGE.format(f"<table>{html_row([LABEL, *'1234567'])}</table>" * 3000),
    "elements in elements": PAGE.format("<div>" * 50_000 + LABEL),
}


@pytest.mark.parametrize("name", MUCH)
def test_much_is_read_or_refused_in_time(name: str) -> None:
    start = time.monotonic()
    survives(MUCH[name].encode())
    assert time.monotonic() - start < PATIENCE
