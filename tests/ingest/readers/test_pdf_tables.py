"""Tables of hand-written PDFs: ruled in every way, over page breaks, on their side, and not ruled at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from ingest.document import Document, Paragraph, Table
from ingest.readers.pdf import read
from tests.ingest.readers.pdf_samples import A4, FONTS, line, pages, rules, stream, table, text

PROSE = "本机关认真贯彻落实政府信息公开条例，积极推进各项工作"
XS = (70, 200, 300, 400)
TOPS = (100, 130, 160)
ROWS = (("规章", "1", "2"), ("文件", "3", "4"))
WORDS = b"".join(
    text(x + 3, top + 5, word) for top, row in zip(TOPS, ROWS, strict=False) for x, word in zip(XS, row, strict=False)
)


def content(*parts: bytes) -> Document:
    return read(pages(text(70, 60, PROSE) + b"".join(parts)))


def texts(document: Document) -> list[list[str]]:
    """The rows of the only table."""
    (found,) = document.tables()
    return [[cell.text for cell in row] for row in found.rows]


def lines(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def bars(boxes: Sequence[tuple[float, float, float, float]]) -> bytes:
    """Filled rectangles: left, top, width, height."""
    return "".join(f"{x} {A4[1] - top - height} {width} {height} re f\n" for x, top, width, height in boxes).encode()


def dots() -> bytes:
    flat = [(x, top, 0.5, 0.5) for top in TOPS for x in range(XS[0], XS[-1])]
    tall = [(x, top, 0.5, 0.5) for x in XS for top in range(TOPS[0], TOPS[-1])]
    return bars(flat + tall)


def boxes() -> bytes:
    """Every cell framed on its own, two points apart from its neighbour."""
    return b"".join(
        f"{x + 1} {A4[1] - bottom + 1} {right - x - 2} {bottom - top - 2} re S\n".encode()
        for x, right in pairwise(XS)
        for top, bottom in pairwise(TOPS)
    )


def level() -> bytes:
    return b"".join(line(XS[0], top, XS[-1], top) for top in TOPS)


def upright() -> bytes:
    return b"".join(line(x, TOPS[0], x, TOPS[-1]) for x in XS)


def halved() -> bytes:
    """The lines in a drawing half as large, to be drawn twice as large."""
    xs, ys = [x / 2 for x in XS], [(A4[1] - top) / 2 for top in TOPS]
    return rules(xs, [A4[1] - y for y in ys])


@pytest.mark.parametrize(
    "ruled",
    [
        pytest.param(rules(XS, TOPS), id="lines"),
        pytest.param(
            bars([(x, 100, 0.7, 60) for x in XS] + [(70, top, 330, 0.7) for top in TOPS]), id="thin rectangles"
        ),
        pytest.param(boxes(), id="a frame around each cell"),
        pytest.param(dots(), id="dots"),
        pytest.param(level() + b"".join(line(x, 100, x, 160) for x in XS[1:3]), id="no line at the left and right"),
        pytest.param(upright() + line(70, 130, 400, 130), id="no line at the top and bottom"),
        pytest.param(b"q 2 0 0 2 0 0 cm\n" + halved() + b"Q\n", id="scaled"),
    ],
)
def test_a_table_however_it_is_ruled(ruled: bytes) -> None:
    assert texts(content(ruled, WORDS)) == [list(row) for row in ROWS]


def test_lines_inside_a_form_are_lines_of_the_page() -> None:
    form = stream(halved(), b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]")
    data = pages(
        text(70, 60, PROSE) + WORDS + b"q 2 0 0 2 0 0 cm /X Do Q", resources=b"/XObject<</X 6 0 R>>", more=[form]
    )
    assert texts(read(data)) == [list(row) for row in ROWS]


def test_white_lines_are_not_seen() -> None:
    document = content(b"1 1 1 RG\n", rules(XS, TOPS), WORDS)
    assert lines(document)[1:] == ["规章\t1\t2", "文件\t3\t4"]


def test_spans_are_told_from_the_lines_that_are_missing() -> None:
    flat = [(70, 100, 400, 100), (200, 130, 400, 130), (70, 160, 400, 160), (70, 190, 400, 190)]
    tall = [(70, 100, 70, 190), (200, 100, 200, 190), (300, 130, 300, 190), (400, 100, 400, 190)]
    words = [
        (73, 120, "结果"),
        (203, 105, "复议"),
        (203, 135, "1"),
        (303, 135, "2"),
        (73, 165, "合计"),
        (203, 165, "3"),
    ]
    drawn = [line(*ends) for ends in flat + tall]
    (found,) = content(*drawn, *(text(*word) for word in words), text(303, 165, "4")).tables()
    assert [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in found.cells()] == [
        ("结果", 0, 0, 2, 1),
        ("复议", 0, 1, 1, 2),
        ("1", 1, 1, 1, 1),
        ("2", 1, 2, 1, 1),
        ("合计", 2, 0, 1, 1),
        ("3", 2, 1, 1, 1),
        ("4", 2, 2, 1, 1),
    ]


def test_a_cell_says_where_it_stands() -> None:
    (found,) = content(rules(XS, TOPS), WORDS).tables()
    locator = found.rows[1][2].locator
    assert (locator.page, locator.table, locator.row, locator.column, locator.box) == (1, 1, 2, 3, (300, 130, 400, 160))


def test_a_number_wider_than_its_cell_is_not_cut_in_two() -> None:
    document = content(rules(XS, TOPS), text(260, 105, "39857581234", 10), text(303, 135, "4"))
    assert texts(document) == [["", "39857581234", ""], ["", "", "4"]]


def test_rows_without_a_line_between_them_stay_two_lines() -> None:
    document = content(rules(XS, (100, 160)), WORDS)
    assert texts(document) == [["规章\n文件", "1\n3", "2\n4"]]


@pytest.mark.parametrize(
    "ruled",
    [
        pytest.param(b"", id="no lines"),
        pytest.param(level(), id="level lines only"),
        pytest.param(bars([(70, 100, 330, 30)]), id="a background"),
    ],
)
def test_a_table_that_is_not_ruled_comes_line_by_line_with_tabs(ruled: bytes) -> None:
    assert lines(content(b"0.9 g\n", ruled, b"0 g\n", WORDS))[1:] == ["规章\t1\t2", "文件\t3\t4"]


def test_a_table_with_columns_not_ruled_comes_line_by_line_with_tabs() -> None:
    rows = (("甲", "1", "2", "3"), ("乙", "4", "5", "6"))
    words = [
        text(x, top + 5, word)
        for top, row in zip(TOPS, rows, strict=False)
        for x, word in zip((73, 210, 270, 330), row, strict=True)
    ]
    assert lines(content(rules((70, 200, 400), TOPS), *words))[1:] == ["甲\t1\t2\t3", "乙\t4\t5\t6"]


def test_a_number_close_behind_its_label_is_a_column_where_numbers_follow() -> None:
    document = content(
        text(70, 105, "其他法律禁止公开"), text(167, 105, "35"), text(210, 105, "36"), text(250, 105, "37")
    )
    assert lines(document)[1] == "其他法律禁止公开\t35\t36\t37"


def upright_heading() -> bytes:
    return b"".join(text(75, 104 + 12 * index, letter, 10) for index, letter in enumerate("三、结果"))


def turned_heading(matrix: str, top: float) -> bytes:
    return text(85, top - 8.8, "三、结果", 10, matrix)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param(upright_heading(), "三\n、\n结\n果", id="one character a line"),
        pytest.param(turned_heading("0 -1 1 0", 105), "三、结果", id="turned to the right"),
        pytest.param(turned_heading("0 1 -1 0", 150), "三、结果", id="turned to the left"),
    ],
)
def test_a_heading_from_top_to_bottom_is_read_in_order(heading: bytes, expected: str) -> None:
    document = content(rules(XS, (100, 160)), heading, text(203, 105, "1"), text(303, 105, "2"))
    assert texts(document) == [[expected, "1", "2"]]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright_and_located_as_displayed(turned: int) -> None:
    document = read(pages(text(70, 60, PROSE) + rules(XS, TOPS) + WORDS, turned=turned))
    assert texts(document) == [list(row) for row in ROWS]
    (found,) = document.tables()
    assert (
        found.rows[0][0].locator.box
        == {
            0: (70, 100, 200, 130),
            90: (712, 70, 742, 200),
            180: (395, 712, 525, 742),
            270: (100, 395, 130, 525),
        }[turned]
    )


def two_pages(first: bytes, second: bytes) -> Document:
    return read(pages(text(70, 60, PROSE) + first, second))


def test_a_table_over_a_page_break_is_one() -> None:
    document = two_pages(
        table(XS, TOPS, ROWS) + text(280, 800, "- 1 -"), table(XS, TOPS, [("许可", "5", "6")]) + text(280, 800, "- 2 -")
    )
    (found,) = document.tables()
    assert [(cell.text, cell.row, cell.locator.page) for cell in found.cells() if cell.column == 0] == [
        ("规章", 0, 1),
        ("文件", 1, 1),
        ("许可", 2, 2),
        ("", 3, 2),
    ]


def test_the_rest_of_a_table_may_have_other_columns_inside() -> None:
    document = two_pages(table(XS, TOPS, ROWS), table((70, 200, 400), TOPS, [("许可", "5"), ("处罚", "6")]))
    (found,) = document.tables()
    assert [(cell.text, cell.column, cell.colspan) for cell in found.rows[3]] == [("处罚", 0, 1), ("6", 1, 2)]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(text(70, 60, "另有一段文字") + table(XS, TOPS, ROWS), id="text between"),
        pytest.param(table((70, 200, 300, 480), TOPS, ROWS), id="another width"),
        pytest.param(table([x + 60 for x in (70, 100, 330, 400)], TOPS, ROWS), id="other columns"),
    ],
)
def test_tables_that_do_not_belong_together_stay_apart(second: bytes) -> None:
    assert len(list(two_pages(table(XS, TOPS, ROWS), second).tables())) == 2


def test_tables_side_by_side_are_not_taken_for_parts_of_one() -> None:
    page = table((40, 100, 150, 250), TOPS, ROWS) + table((300, 360, 410, 510), TOPS, ROWS)
    assert len(list(two_pages(page, page).tables())) == 4


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    wide = (70, 140, 300, 400)
    first = table(wide, (700, 730), [("5.确认或重", "1", "2")], 12) + text(73, 716, "新出具已获", 12)
    document = two_pages(first, table(wide, TOPS, [("取信息", "", ""), ("6.其他", "3", "4")]))
    assert texts(document) == [["5.确认或重\n新出具已获\n取信息", "1", "2"], ["6.其他", "3", "4"]]


def test_a_row_without_numbers_on_the_next_page_is_not_the_rest_of_the_one_before() -> None:
    document = two_pages(
        table(XS, (700, 730), [("行政许可", "1", "2")]), table(XS, TOPS, [("行政处罚", "", ""), ("强制", "3", "4")])
    )
    assert [row[0] for row in texts(document)] == ["行政许可", "行政处罚", "强制"]


def test_a_page_number_printed_over_the_table_is_in_no_cell() -> None:
    tall = (100, 130, 820)
    first = table(XS, tall, [("规章", "1", "2"), ("文件", "3", "4")]) + text(230, 795, "- 1 -")
    second = table(XS, TOPS, [("许可", "5", "6"), ("处罚", "7", "8")]) + text(230, 795, "- 2 -")
    assert texts(two_pages(first, second)) == [
        ["规章", "1", "2"],
        ["文件", "3", "4"],
        ["许可", "5", "6"],
        ["处罚", "7", "8"],
    ]


def test_numbers_of_a_table_at_the_foot_of_pages_are_no_page_numbers() -> None:
    foot = (770, 800)
    rows = [["规章", str(page), "0"] for page in (1, 2, 3)]
    document = read(pages(*(text(70, 300, PROSE) + table(XS, foot, [row]) for row in rows)))
    assert [[cell.text for cell in found.rows[0]] for found in document.tables()] == rows


def test_text_in_a_frame_is_no_table() -> None:
    document = content(rules((60, 500), (40, 800)))
    assert [type(block) for block in document.blocks] == [Paragraph]


def test_a_table_inside_a_frame_is_a_table() -> None:
    document = content(rules((60, 500), (40, 800)), rules(XS, TOPS), WORDS)
    assert [type(block) for block in document.blocks] == [Paragraph, Table]


@pytest.mark.parametrize("kind", ["/FreeText", "/Widget/FT/Tx/T(a)"])
def test_a_number_typed_on_the_page_afterwards_is_read(kind: str) -> None:
    words = stream(b"BT /F 12 Tf 3 10 Td <0034> Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 50 30]" + FONTS)
    typed = f"<</Type/Annot/Subtype{kind}/F 4/Rect[300 682 350 712]/AP<</N 6 0 R>>>>".encode()
    drawn = text(70, 60, PROSE) + table(XS, TOPS, [("规章", "1", "2"), ("文件", "3", "")])
    assert texts(read(pages(drawn, more=[words, typed], entries=b"/Annots[7 0 R]"))) == [list(row) for row in ROWS]


def test_a_leaning_watermark_is_in_no_cell() -> None:
    document = content(rules(XS, TOPS), WORDS, text(150, 130, "仅供内部使用", 20, "0.7 0.7 -0.7 0.7"))
    assert texts(document) == [list(row) for row in ROWS]


def test_spaces_in_a_cell_stay_so_that_two_numbers_never_become_one() -> None:
    document = content(rules(XS, TOPS), text(73, 105, "总 计"), text(203, 105, "1 362"), text(303, 105, "4  5"))
    assert texts(document)[0] == ["总 计", "1 362", "4 5"]


@pytest.mark.parametrize(
    ("mark", "read_as"),
    [(text(168, 111, "1", 8), "412¹"), (text(168, 111, "12", 8), "412¹²"), (text(168, 114, "1", 8), "4121")],
    ids=["raised", "two digits", "only small"],
)
def test_a_footnote_mark_is_no_digit_of_its_number(mark: bytes, read_as: str) -> None:
    ruled = table([50, 150, 250], [100, 120, 140], [["规章", ""], ["规范", "0"]])
    assert texts(content(ruled, text(150, 110, "412", 12), mark))[0][1] == read_as


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    document = content(rules(XS, TOPS), text(203, 105, "11"), text(203.3, 105, "11"), text(303, 105, "2"))
    assert texts(document)[0] == ["", "11", "2"]


def test_a_number_whose_meaning_the_file_spells_out_keeps_all_its_digits() -> None:
    spelled = b"/Span<</ActualText<FEFF00310031>>>BDC " + text(203, 105, "11") + b" EMC\n"
    assert texts(content(rules(XS, TOPS), spelled, text(303, 105, "2")))[0] == ["", "11", "2"]
