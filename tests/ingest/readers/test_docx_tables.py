"""DOCX documents: tables, tables in tables, and text boxes."""

from __future__ import annotations

import pytest

from archive.locators import Locator
from ingest.document import Document, TableCell
from ingest.readers import docx as reader
from ingest.readers.marks import PICTURE
from tests.ingest.readers.shown import order, places, tables
from tests.ingest.readers.word_files import docx, p, run, t, tbl, tc, tr


def read(body: str) -> Document:
    return reader.read(docx(body))


def test_a_cell_knows_its_place_in_the_source() -> None:
    (table,) = read(p("x") + tbl(tr("a", "b"), tr("c", "d"))).tables()
    assert table.locator == Locator(table=1)
    assert table.rows[1][1] == TableCell("d", 1, 1, 1, 1, Locator(table=1, row=2, column=2))


def test_merged_cells_have_their_spans() -> None:
    start, go_on, wide = "<w:vMerge w:val='restart'/>", "<w:vMerge/>", "<w:gridSpan w:val='2'/>"
    (table,) = read(
        tbl(
            tr(tc("a", start), tc("b", wide), "c"),
            tr(tc("hidden", go_on), "d", "e", tc("f", start)),
            tr(tc("", "<w:vMerge w:val='continue'/>"), tc("g", wide + start), tc("", go_on)),
            tr(tc("h", start), tc("", wide + go_on), "i"),
        )
    ).tables()
    assert places(table) == {
        "a": (0, 0, 3, 1),
        "b": (0, 1, 1, 2),
        "c": (0, 3, 1, 1),
        "d": (1, 1, 1, 1),
        "e": (1, 2, 1, 1),
        "f": (1, 3, 2, 1),
        "g": (2, 1, 2, 2),
        "h": (3, 0, 1, 1),
        "i": (3, 3, 1, 1),
    }


def test_old_sideways_merging_and_grids_that_start_later() -> None:
    first, more = "<w:hMerge w:val='restart'/>", "<w:hMerge w:val='continue'/>"
    (table,) = read(
        tbl(tr(tc("a", first), tc("", more), "b"), tr("c", "d", properties="<w:gridBefore w:val='1'/>"))
    ).tables()
    assert places(table) == {"a": (0, 0, 1, 2), "b": (0, 2, 1, 1), "c": (1, 1, 1, 1), "d": (1, 2, 1, 1)}


def test_a_cell_that_continues_nothing_is_a_cell() -> None:
    assert tables(read(tbl(tr(tc("a", "<w:vMerge/>"), "b")))) == [[["a", "b"]]]


def test_lines_of_a_cell_are_kept_apart() -> None:
    assert tables(
        read(tbl(tr(tc(p("商业") + p("企业")), tc(f"<w:p>{run(t('科研') + '<w:br/>' + t('机构'))}</w:p>"))))
    ) == [[["商业\n企业", "科研\n机构"]]]


_WORDPROCESSING_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_INLINE = f"<w:drawing><wp:inline xmlns:wp='{_WORDPROCESSING_DRAWING}'/></w:drawing>"
_FLOATING = f"<w:drawing><wp:anchor xmlns:wp='{_WORDPROCESSING_DRAWING}'/></w:drawing>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (_INLINE, PICTURE),
        (_FLOATING, PICTURE),
        ("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>", PICTURE),
        (t("4") + _INLINE + t("2"), f"4{PICTURE}2"),
        (t("412") + _FLOATING, "412"),
        (t("规章") + _INLINE, "规章"),
    ],
)
def test_a_picture_in_a_cell_counts_alone_or_in_a_number(content: str, text: str) -> None:
    assert tables(read(tbl(tr("x", tc(p(run(content))))))) == [[["x", text]]]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert tables(read(tbl(tr("a", control.format(tc("b"))), control.format(tr("c", "d"))))) == [
        [["a", "b"], ["c", "d"]]
    ]


def test_deleted_rows_are_gone() -> None:
    assert tables(read(tbl(tr("a", "b"), tr("c", "d", properties="<w:del w:id='1'/>")))) == [[["a", "b"]]]


def test_a_table_in_a_cell_follows_the_table_around_it() -> None:
    inner = tbl(tr("p", "q"))
    document = read(tbl(tr("a", tc(p("b") + inner + p("")))) + tbl(tr("y", "z")))
    assert tables(document) == [[["a", "b"]], [["p", "q"]], [["y", "z"]]]
    assert [table.locator.table for table in document.tables()] == [1, 2, 3]


def test_a_frame_of_one_cell_is_no_table() -> None:
    assert order(read(tbl(tr(tc(p("一、总体情况") + tbl(tr("a", "b")) + p("二、其他")))))) == [
        "一、总体情况",
        "T",
        "二、其他",
    ]


# Text boxes

BOX = f"<w:txbxContent>{p('盒中')}{tbl(tr('a', 'b'))}</w:txbxContent>"
DRAWN = f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
PICTURED = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"
TWICE = (
    f"<mc:AlternateContent><mc:Choice Requires='wps'>{DRAWN}</mc:Choice>"
    f"<mc:Fallback>{PICTURED}</mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.parametrize("box", [DRAWN, PICTURED, TWICE], ids=["drawn", "pictured", "twice"])
def test_a_text_box_is_read_once_behind_its_paragraph(box: str) -> None:
    assert order(read(f"<w:p>{run(t('前'))}{run(box)}{run(t('后'))}</w:p>" + p("下"))) == ["前后", "盒中", "T", "下"]


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    body = tbl(tr(tc(f"<w:p>{run(t('a'))}{run(DRAWN)}</w:p>"), "b"))
    assert order(read(body)) == ["T", "盒中", "T"]
    assert tables(read(body))[0] == [["a", "b"]]
