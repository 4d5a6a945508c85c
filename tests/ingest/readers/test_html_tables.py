"""Tables of web pages: spans as in a browser, layout told from data."""

from __future__ import annotations

import pytest

from archive.locators import Locator
from ingest.document import Document, Table, TableCell
from ingest.readers import html
from ingest.readers.marks import PICTURE
from ingest.refusals import Refusal
from tests.ingest.readers.shown import lines, order, places, tables

SENTENCE = "2024年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开政府信息184条。"


def read(markup: str) -> Document:
    return html.read(f"<html><body><div>{markup}</div></body></html>".encode())


def only(markup: str) -> Table:
    (table,) = read(f"<table>{markup}</table>").tables()
    return table


def test_a_cell_knows_its_place_in_the_source() -> None:
    document = read("<p>x</p><table><tr><td>a<td>b</table><p>y</p><table><tr><td>c<td>d<tr><td>e<td>f</table>")
    second = list(document.tables())[1]
    assert second.locator == Locator(table=2)
    assert second.rows[1][1] == TableCell("f", 1, 1, 1, 1, Locator(table=2, row=2, column=2))


# Spans


def test_spans_push_later_cells_aside() -> None:
    table = only("<tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f")
    assert places(table) == {
        "a": (0, 0, 2, 1),
        "b": (0, 1, 1, 2),
        "c": (0, 3, 1, 1),
        "d": (1, 1, 1, 1),
        "e": (1, 2, 1, 1),
        "f": (1, 3, 1, 1),
    }
    assert [cell.locator.column for cell in table.rows[1]] == [1, 2, 3]


@pytest.mark.parametrize("rowspan", ["0", "9", "3", " 3px", "99999999999"])
def test_a_rowspan_ends_with_its_group(rowspan: str) -> None:
    table = only(f"<tbody><tr><td rowspan='{rowspan}'>a<td>b<tr><td>c<tr><td>d</tbody><tbody><tr><td>e<td>f</tbody>")
    assert places(table)["a"] == (0, 0, 3, 1)
    assert places(table)["e"] == (3, 0, 1, 1)


@pytest.mark.parametrize("colspan", ["0", "", "x", "-2"])
def test_a_colspan_that_says_nothing_is_one(colspan: str) -> None:
    assert places(only(f"<tr><td colspan='{colspan}'>a<td>b"))["b"] == (0, 1, 1, 1)


def test_a_colspan_beyond_the_table_ends_with_it() -> None:
    table = only("<tr><td colspan=100>head<tr><td>a<td>b<td>c")
    assert places(table)["head"] == (0, 0, 1, 3)
    assert table.width == 3


def test_overlapping_spans_stand_where_a_browser_puts_them() -> None:
    table = only("<tr><td>a<td rowspan=2>b<tr><td colspan=2>c<td>d")
    assert places(table)["c"] == (1, 0, 1, 2)
    assert places(table)["d"] == (1, 2, 1, 1)


def test_missing_cells_leave_their_places_empty() -> None:
    assert tables(read("<table><tr><td>a<td>b<td>c<tr><td>d<tr></tr><tr><td>e<td>f</table>")) == [
        [["a", "b", "c"], ["d"], [], ["e", "f"]]
    ]


def test_a_rowspan_covers_an_empty_row() -> None:
    assert places(only("<tr><td rowspan=2>a<td rowspan=2>b<tr></tr><tr><td>c<td>d"))["c"] == (2, 0, 1, 1)


# Careless markup


@pytest.mark.parametrize(
    "markup",
    [
        "<td>a</td><td>b</td><tr><td>c</td><td>d</td></tr>",
        "<tr><td>a</td><td>b</td></tr><td>c</td><td>d</td>",
        "<tr><td>a<td>b<tr><td>c<td>d",
        "<tbody><tr><td>a<td>b</tbody><tbody><td>c<td>d</tbody>",
        "<thead><tr><th>a<th>b</thead><tfoot><tr><td>c<td>d</tfoot>",
        "<tfoot><tr><td>c<td>d</tfoot><tbody><tr><td>a<td>b</tbody>",
        "<form><tr><td>a<td>b</tr></form><tr><td>c<td>d",
        "<colgroup><col><col></colgroup><tr><td>a<td>b<tr><td>c<td>d",
        "<tr><form><td>a<td>b</form></tr><tr><td>c<td>d</tr>",
        "<tr><td><p>a</p><td><div>b</td></tr></div><tr><td>c<td>d",
    ],
)
def test_rows_are_found_in_careless_markup(markup: str) -> None:
    assert tables(read(f"<table>{markup}</table>")) == [[["a", "b"], ["c", "d"]]]


def test_text_between_the_rows_stands_above_the_table() -> None:
    markup = "<table><caption>附表</caption>单位：件<tr><td>a<td>b</tr><p>说明</p><tr><td>c<td>d</table>"
    assert order(read(f"<p>{SENTENCE}</p>{markup}")) == [SENTENCE, "附表", "单位：件", "说明", "T"]


# Text of cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("商业<br>企业", "商业\n企业"),
        ("<p>商业</p><p>企业</p>", "商业\n企业"),
        ("<p>&nbsp;0</p>", "0"),
        ("&nbsp;", ""),
        ("<p><span>1</span><span>2</span></p>", "12"),
        ("<div><p>1.<b>属于</b></p>\n<p>国家秘密</p></div>", "1.属于\n国家秘密"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<p>3</p><p style='display:none'>4</p>", "3"),
        ("<div style='display:none'>4</div>3", "3"),
        ("<a href='#'>3</a>", "3"),
        ("<input value='3' readonly>", "3"),
        ("75394432.52<br>元", "75394432.52\n元"),
        ("<del>41</del>412", "412"),
        ("412<sup>1</sup>", "412¹"),
    ],
)
def test_lines_of_a_cell_are_kept_apart(cell: str, text: str) -> None:
    assert tables(read(f"<table><tr><td>x</td><td>{cell}</td></tr></table>")) == [[["x", text]]]


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "text-decoration:line-through"])
def test_a_cell_or_row_that_is_hidden_or_struck_out_says_nothing(style: str) -> None:
    markup = (
        f"<table><tr><td>x</td><td style='{style}'>3</td></tr><tr style='{style}'><td>4</td><td>5</td></tr></table>"
    )
    assert tables(read(markup)) == [[["x", ""], ["", ""]]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<img src='x.gif' alt='0'>", PICTURE),
        ("<p><span><img src='x.gif'></span>&nbsp;</p>", PICTURE),
        ("<svg><text>0</text></svg>", PICTURE),
        ("4<img src='x.gif'>2", f"4{PICTURE}2"),
        ("<img src='x.gif'>2件", f"{PICTURE}2件"),
        ("<img src='icon.gif'>规章", "规章"),
        ("规章<br><img src='icon.gif'><br>制定", "规章\n制定"),
        ("<img src='x.gif' width='1'>", ""),
        ("<img src='/images/spacer.gif'>", ""),
        ("<img src='x.gif' style='display:none'>", ""),
    ],
)
def test_a_picture_counts_alone_or_in_a_number(cell: str, text: str) -> None:
    assert tables(read(f"<table><tr><td>x</td><td>{cell}</td></tr></table>")) == [[["x", text]]]


# Layout


def test_a_table_around_the_report_is_no_table() -> None:
    inner = "<table><tr><td>规章<td>0<tr><td>行政许可<td>3</table>"
    markup = f"<table><tr><td>一、总体情况<p>{SENTENCE}</p>{inner}<p>二、其他</p></td><td>&nbsp;</td></tr></table>"
    assert order(read(markup)) == ["一、总体情况", SENTENCE, "T", "二、其他"]


def test_layout_tables_nest_to_any_sane_depth() -> None:
    inner = "<table><tr><td>规章<td>0<tr><td>行政许可<td>3</table>"
    markup = "<table><tr><td>" * 30 + inner + "</table>" * 30
    assert tables(read(markup)) == [[["规章", "0"], ["行政许可", "3"]]]


def test_tables_nested_without_end_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read("<table><tr><td>" * 100)
    assert caught.value.code == "too-complex"


def test_a_row_that_holds_the_article_is_layout() -> None:
    article = f"<p>一、总体情况</p><p>{SENTENCE * 10}</p>"
    assert lines(read(f"<table><tr><td>{article}</td><td>左栏</td></tr></table>"))[0] == "一、总体情况"


def test_one_column_is_no_table() -> None:
    assert lines(read("<table><tr><td>规章</td></tr><tr><td>0</td></tr></table>")) == ["规章", "0"]


def test_a_table_in_a_cell_follows_the_table_around_it() -> None:
    inner = "<table><tr><td>p<td>q</table>"
    outer = f"<table><tr><td>a<td>b<td>c<tr><td>d<td>e{inner}<td>f<tr><td>g<td>h<td>i</table>"
    document = read(outer + "<table><tr><td>y<td>z</table>")
    assert tables(document) == [
        [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]],
        [["p", "q"]],
        [["y", "z"]],
    ]
    assert [table.locator.table for table in document.tables()] == [1, 2, 3]


def test_a_cell_with_a_long_remark_does_not_make_a_table_layout() -> None:
    rows = "".join(f"<tr><td>指标{number}<td>条<td>{number}" for number in range(40))
    table = only(f"{rows}<tr><td>备注<td colspan=2>{SENTENCE * 4}")
    assert len(table.rows) == 41


def test_endless_tables_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read("<table>" + ("<tr>" + "<td>1" * 100) * 600 + "</table>")
    assert caught.value.code == "too-complex"


def test_tables_wider_than_any_report_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read("<table>" + ("<tr>" + "<td colspan=1000 rowspan=65534>1" * 50) * 200 + "</table>")
    assert caught.value.code == "too-complex"
