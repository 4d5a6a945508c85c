"""DOCX documents: the numbers that Word prints in front of list paragraphs."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.readers import docx as reader
from tests.ingest.readers.shown import lines, tables
from tests.ingest.readers.word_files import docx, level, numbered, numbering, p, styled, tbl, tc, tr


def read(body: str, styles: str = "", numbers: str = "") -> Document:
    return reader.read(docx(body, styles=styles, numbering=numbers))


@pytest.mark.parametrize(
    ("kind", "text", "printed"),
    [
        ("chineseCounting", "%1、", ["一、", "二、", "三、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（三）"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "叁、"]),
        ("decimal", "%1.", ["1. ", "2. ", "3. "]),
        ("decimal", "%1、", ["1、", "2、", "3、"]),
        ("decimal", "（%1）", ["（1）", "（2）", "（3）"]),
        ("decimal", "(%1)", ["(1) ", "(2) ", "(3) "]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
        ("upperRoman", "%1.", ["I. ", "II. ", "III. "]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "c) "]),
        ("bullet", "\uf0b7", ["", "", ""]),
        ("none", "", ["", "", ""]),
        ("unheardOf", "%1、", ["1、", "2、", "3、"]),
        ("decimal", "第%1条", ["第1条", "第2条", "第3条"]),
    ],
)
def test_automatic_numbers_are_printed(kind: str, text: str, printed: list[str]) -> None:
    body = numbered("x") + p("between") + numbered("y") + numbered("z")
    found = lines(read(body, numbers=numbering(level(0, kind, text))))
    assert found == [f"{printed[0]}x".strip(), "between", f"{printed[1]}y", f"{printed[2]}z"]


def test_chinese_numbers_beyond_ten() -> None:
    found = lines(read(numbered("x") * 111, numbers=numbering(level(0, "chineseCountingThousand", "%1"))))
    assert [found[n - 1] for n in (10, 11, 19, 20, 21, 100, 101, 110, 111)] == [
        "十x",
        "十一x",
        "十九x",
        "二十x",
        "二十一x",
        "一百x",
        "一百零一x",
        "一百一十x",
        "一百一十一x",
    ]


def test_deeper_levels_start_again() -> None:
    levels = level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
    body = "".join(numbered("x", one) for one in (0, 1, 2, 2, 1, 2, 0, 1))
    assert lines(read(body, numbers=numbering(*levels))) == [
        "一、x",
        "（一）x",
        "1. x",
        "2. x",
        "（二）x",
        "1. x",
        "二、x",
        "（一）x",
    ]


def test_a_level_may_show_those_above_it() -> None:
    levels = level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = numbered("x") + numbered("y") + numbered("z", 1)
    assert lines(read(body, numbers=numbering(*levels))) == ["一、x", "二、y", "2.1 z"]


def test_a_list_may_start_anew_or_elsewhere() -> None:
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{}'/></w:lvlOverride>"
    more = "".join(
        f"<w:num w:numId='{n}'><w:abstractNumId w:val='0'/>{override.format(start)}</w:num>"
        for n, start in ((2, 1), (3, 7))
    )
    body = numbered("a") + numbered("b") + numbered("c", 0, 2) + numbered("d", 0, 2) + numbered("e", 0, 3)
    found = lines(read(body, numbers=numbering(level(0, "decimal", "%1、"), more=more)))
    assert found == ["1、a", "2、b", "1、c", "2、d", "7、e"]


def test_lists_of_one_kind_count_on() -> None:
    more = "<w:num w:numId='2'><w:abstractNumId w:val='0'/></w:num>"
    body = numbered("a") + numbered("b", 0, 2)
    assert lines(read(body, numbers=numbering(level(0, "decimal", "%1、"), more=more))) == ["1、a", "2、b"]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='h'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/>"
        "</w:numPr></w:pPr></w:style>"
    )
    body = styled("总体情况", "h") + p("x", "<w:pStyle w:val='h'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    found = lines(read(body, styles, numbering(level(0, "chineseCounting", "%1、"))))
    assert found == ["一、总体情况", "x"]


def test_empty_numbered_paragraphs_count() -> None:
    body = numbered("a") + numbered("") + numbered("c")
    assert lines(read(body, numbers=numbering(level(0, "decimal", "%1、")))) == ["1、a", "3、c"]


def test_a_column_of_automatic_ordinals_is_printed() -> None:
    body = tbl(tr(tc(numbered("")), "甲"), tr(tc(numbered("")), "乙"))
    assert tables(read(body, numbers=numbering(level(0, "decimal", "%1")))) == [[["1", "甲"], ["2", "乙"]]]


def test_absurd_numbers_cost_nothing() -> None:
    huge = level(0, "upperRoman", "%1").replace('w:start w:val="1"', 'w:start w:val="999999999"')
    assert lines(read(numbered("x"), numbers=numbering(huge))) == ["999999999 x"]
