"""Bad input of every kind: a coded refusal within seconds and little memory, and nothing else happens."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.limits import MAX_BYTES, MEGABYTE
from ingest.readers import docx, html, text
from ingest.refusals import Refusal
from tests.house import ROOT
from tests.ingest.files import compound, zipped
from tests.ingest.readers.word_files import TYPES, document, p, tbl, tc, tr
from tests.ingest.readers.word_files import docx as word_file

REPORTS = Path(__file__).parents[1] / "reports"
SENTENCE = "2024年，我局主动公开政府信息184条，收到政府信息公开申请23件。"
ENTITIES = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20)) + "]>"

# Name of the file -> its content, and what must become of it.
HOSTILE: dict[str, tuple[bytes, set[str]]] = {
    "empty.docx": (b"", {"empty"}),
    "blank.txt": (b"\n" * 1000, {"empty"}),
    "nuls.txt": (SENTENCE.encode() + b"\0" * 10 + SENTENCE.encode(), {"binary"}),
    "nuls.pdf": (b"\0" * 100_000, {"empty"}),
    "mojibake.txt": ((SENTENCE * 5).encode().decode("latin-1").encode(), {"mojibake"}),
    "mojibake.html": (f"<html><p>{SENTENCE * 5}".encode().decode("gb18030", "replace").encode(), {"mojibake"}),
    "picture.docx": (b"\x89PNG\r\n\x1a\n" + bytes(1000), {"type"}),
    "program.doc": (b"\x7fELF" + bytes(1000), {"type"}),
    "sheet.docx": (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), {"type"}),
    "nested.docx": (zipped({"a.docx": word_file(p("x"))}), {"type"}),
    "macros.docm": (word_file(p("x"), parts={"word/vbaProject.bin": "x"}), {"macros"}),
    "macros.doc": (compound(["WordDocument", "_VBA_PROJECT"]), {"macros"}),
    "password.docx": (compound(["EncryptedPackage"]), {"password"}),
    "password.doc": (compound(["WordDocument"], flags=0x100), {"password"}),
    "truncated.docx": (word_file(p(SENTENCE) * 99)[:-500], {"damaged"}),
    "truncated.doc": (compound(["WordDocument"])[:1000], {"damaged"}),
    "bomb.docx": (word_file("", parts={"word/document.xml": bytes(300 * MEGABYTE)}), {"zip-bomb"}),
    "small-bomb.docx": (word_file(p("x") + " " * (30 * MEGABYTE)), {"zip-bomb"}),
    "elements.docx": (word_file("<w:p/>" * 290_000), {"empty", "too-complex"}),
    "cells.docx": (word_file(tbl(tr("1", "2") * 60_000)), {"too-complex"}),
    "spans.docx": (word_file(tbl(tr(*[tc("1", "<w:gridSpan w:val='99999'/>")] * 9) * 2000)), {"read"}),
    "bomb.xml": (f"<?xml version='1.0'?>{ENTITIES}<x>&e19;</x>".encode(), {"xml-entities"}),
    "entities.docx": (
        zipped(
            {
                "[Content_Types].xml": TYPES,
                "word/document.xml": f"<?xml version='1.0'?>{ENTITIES}{document(p('&e19;'))}".encode("utf-16"),
            }
        ),
        {"xml-entities", "damaged"},
    ),
    "attributes.html": (b"<html><p " + b" ".join(b"a%d" % n for n in range(900_000)) + b">x", {"too-complex"}),
    "values.html": (b"<html><p " + b"".join(b"a%d='>'" % n for n in range(90_000)) + b">x", {"too-complex"}),
    "angles.html": (b"<html><p " + b"".join(b"a<%d/" % n for n in range(90_000)) + b">x", {"too-complex"}),
    "many-attributes.html": (b"<html>" + b"<p a b c d e f g h i j k l m n>" * 60_000, {"too-complex"}),
    "elements.html": (b"<html>" + b"<i>" * 200_000, {"read", "too-complex", "empty"}),
    "open.html": (b"<html>" + b"<p><b>x" * 140_000, {"read", "too-complex"}),
    "tables.html": (b"<html>" + b"<table><tr><td>" * 30_000, {"too-complex"}),
    "text.html": (b"<html><p>" + b"x" * (MAX_BYTES - 20), {"too-large"}),
    "comment.html": (b"<html><p>x<!--" + b"-" * (15 * MEGABYTE), {"read"}),
    "breaks.html": (b"<html><p>" + b"x<br>" * 250_000, {"too-complex"}),
    "spaces.html": (b"<html><p>" + b" \n" * (7 * MEGABYTE) + b"x", {"read"}),
    "labels.html": (b"<html><p>" + "时间：".encode() * 300_000, {"read"}),
    "comments.html": (b"<!-- -->" * 1000 + b"x", {"read"}),
    "styles.html": (b"<html><p style='" + b"display:none;" * 1_000_000 + b"'>x</p>y", {"read"}),
    "grids.html": (b"<html>" + b"<table><tr><td><td><td><tr><td><td><td><tr><td><td><td>" * 500, {"too-complex"}),
    "gaps.html": ("<html><p>一".encode() + b" \n" * (7 * MEGABYTE) + b"x", {"read"}),
    "tags.html": (b"<html><p>x" + b"<script" * 40_000, {"read", "too-complex"}),
    "gaps.docx": (word_file(p("a" + " " * 900_000 + "b") + p("x")), {"read"}),
    "characters.docx": (word_file(p("长" * 100_000) * 11), {"too-complex"}),
    "paragraphs.docx": (word_file(p("x") * 90_000), {"read"}),
    "paragraphs.html": (b"<html>" + b"<p>x" * 90_000, {"read"}),
    "lines.txt": (b"1\n" * (20 * MEGABYTE), {"too-complex"}),
    "line.txt": (b"1" * MAX_BYTES, {"too-complex"}),
    "wide.txt": (("一二三四，。\n" * (1 * MEGABYTE)).encode(), {"too-complex"}),
    "wide-line.txt": (("一二三四，。" * (3 * MEGABYTE)).encode(), {"too-complex"}),
    "年" * 80 + ".docx": (b"", {"empty"}),
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What becomes of all of them, read one after the other by one process."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in HOSTILE.items():
        (folder / name).write_bytes(content)
    with (folder / "giant.html").open("wb") as file:
        file.truncate(200 * MEGABYTE)
    command = [sys.executable, "-m", "tests.ingest.hostile", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_or_read_within_seconds(outcome: dict[str, Any], name: str) -> None:
    code, seconds = outcome["outcomes"][name]
    assert code in HOSTILE[name][1]
    assert seconds < 5


def test_a_giant_is_refused_at_once(outcome: dict[str, Any]) -> None:
    code, seconds = outcome["outcomes"]["giant.html"]
    assert code == "too-large"
    assert seconds < 0.1


def test_memory_stays_small(outcome: dict[str, Any]) -> None:
    assert outcome["peak"] < 512 * MEGABYTE


def test_nothing_is_written_fetched_or_started(outcome: dict[str, Any]) -> None:
    assert outcome["deeds"] == []


# Damage of every kind to real files

PAGE = (REPORTS / "pingtan-finance-2009.html").read_bytes()
TEXT = (REPORTS / "guodian-2023.txt").read_bytes()
BODY = document(
    p("一、总体情况") + tbl(tr(tc("a", "<w:vMerge w:val='restart'/>"), "b"), tr("c", "d")) + p(SENTENCE)
).encode()


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Pieces of the file lost, doubled, moved or overwritten."""
    data = whole
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 3000)))
        place = draw(st.integers(0, len(data)))
        patch = draw(st.sampled_from((b"", data[start:end], b"<", b">", b"</td>", b"<table>", b"\xff", b"&#0;", b'"')))
        data = data[:place] + patch + data[place:] if draw(st.booleans()) else data[:start] + patch + data[end:]
    return data


def survives(read: Callable[[bytes], Document], data: bytes) -> None:
    """Any other exception fails the test."""
    with contextlib.suppress(Refusal):
        assert isinstance(read(data), Document)


@settings(max_examples=60)
@given(damaged(PAGE))
def test_a_damaged_page_is_read_or_refused(data: bytes) -> None:
    survives(html.read, data)


@settings(max_examples=60)
@given(damaged(TEXT))
def test_a_damaged_text_is_read_or_refused(data: bytes) -> None:
    survives(text.read, data)


@settings(max_examples=60)
@given(damaged(BODY))
def test_a_damaged_document_part_is_read_or_refused(data: bytes) -> None:
    survives(docx.read, zipped({"[Content_Types].xml": TYPES, "word/document.xml": data}))


@settings(max_examples=60)
@given(damaged(word_file(p(SENTENCE) + tbl(tr("a", "b")))))
def test_a_damaged_package_is_read_or_refused(data: bytes) -> None:
    survives(docx.read, data)
