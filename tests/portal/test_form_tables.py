"""Statutory tables as pages print them: every form's heads merged, every number under the heads that are its."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from archive.cells import Cell, Status
from archive.forms import FORMS
from archive.forms.schema import Form
from portal.form_tables import Figure, Grid, Head, Line, State, tables_of, text_of
from tests.archive.filled_forms import filled, uncertain

LAYOUTS = [layout for form in FORMS.values() for layout in (form, form.alternate) if layout]


def lines(grid: Grid) -> Iterator[Line]:
    yield from grid.head
    for body in grid.bodies:
        yield from body


def widths(rows: tuple[Line, ...]) -> list[int]:
    """How many columns each line takes, with what spans it from above."""
    above: dict[int, int] = {}
    found = []
    for row in rows:
        spanning = sum(1 for left in above.values() if left)
        above = {column: left - 1 for column, left in above.items() if left > 1}
        own = sum(piece.colspan for piece in row)
        for piece in row:
            if isinstance(piece, Head) and piece.rowspan > 1:
                above |= {max(above, default=0) + 1 + n: piece.rowspan - 1 for n in range(piece.colspan)}
        found.append(own + spanning)
    return found


@pytest.mark.parametrize("form", LAYOUTS, ids=lambda form: f"{form.code}-{len(form.cells)}")
def test_every_cell_of_every_form_stands_there_once_in_printed_order(form: Form) -> None:
    figures = [figure.code for grid in tables_of(form.code, filled(form)) for figure in grid.figures]
    assert figures == list(form.cells)


@pytest.mark.parametrize("form", LAYOUTS, ids=lambda form: f"{form.code}-{len(form.cells)}")
def test_every_line_of_a_table_is_equally_wide(form: Form) -> None:
    for grid in tables_of(form.code, filled(form)):
        for part in (grid.head, *grid.bodies):
            assert len(set(widths(part))) <= 1, (grid.code, widths(part))


@pytest.mark.parametrize("form", LAYOUTS, ids=lambda form: f"{form.code}-{len(form.cells)}")
def test_every_number_names_heads_that_are_there(form: Form) -> None:
    grids = tables_of(form.code, filled(form))
    heads = [piece.id for grid in grids for line in lines(grid) for piece in line if isinstance(piece, Head)]
    assert len(heads) == len(set(heads))
    for figure in (figure for grid in grids for figure in grid.figures):
        assert figure.heads
        assert set(figure.heads) <= set(heads)


def figure_of(code: str) -> tuple[Figure, dict[str, str]]:
    grids = tables_of("2021", filled(FORMS["2021"]))
    words = {
        piece.id: piece.text for grid in grids for line in lines(grid) for piece in line if isinstance(piece, Head)
    }
    return next(figure for grid in grids for figure in grid.figures if figure.code == code), words


@pytest.mark.parametrize(
    ("code", "heads"),
    [
        (
            "requests.withheld.internal.legal",
            [
                "申请人情况",
                "法人或其他组织",
                "法律服务机构",
                "三、本年度办理结果",
                "（三）不予公开",
                "5.属于三类内部事务信息",
            ],
        ),
        ("requests.received.natural", ["申请人情况", "自然人", "一、本年新收政府信息公开申请数量"]),
        ("requests.closed.total", ["申请人情况", "总计", "三、本年度办理结果", "（七）总计"]),
        ("suit_direct.upheld", ["行政诉讼", "未经复议直接起诉", "结果维持"]),
        ("review.total", ["行政复议", "总计"]),
        ("proactive.fees.amount", ["第二十条第（八）项", "本年收费金额（单位：万元）", "行政事业性收费"]),
    ],
)
def test_a_number_stands_under_the_heads_that_the_form_prints(code: str, heads: list[str]) -> None:
    figure, words = figure_of(code)
    assert [words[head] for head in figure.heads] == heads


@pytest.mark.parametrize(
    ("cell", "state", "text"),
    [
        (Cell(1284, "1284", Status.READ), State.NUMBER, "1,284"),
        (Cell(0, "0", Status.READ), State.ZERO, "0"),
        (Cell(None, "/", Status.BLANK), State.BLANK, "未填"),
        (uncertain("1O"), State.UNCERTAIN, "未读出"),
        (None, State.ABSENT, "未读出"),
    ],
)
def test_a_number_zero_and_the_three_kinds_of_nothing(cell: Cell | None, state: State, text: str) -> None:
    form = FORMS["2021"]
    cells = {code: one for code, one in filled(form).items() if code != "review.upheld"}
    grids = tables_of("2021", cells | ({"review.upheld": cell} if cell else {}))
    figure = next(figure for grid in grids for figure in grid.figures if figure.code == "review.upheld")
    assert (figure.state, figure.text) == (state, text)
    assert text_of(cell) == text


def test_the_form_is_printed_as_this_report_prints_it() -> None:
    alternate = FORMS["2021"].alternate
    assert alternate
    codes = {figure.code for grid in tables_of("2021", filled(alternate)) for figure in grid.figures}
    assert "requests.other.all.total" in codes
    assert "requests.other.rest.total" not in codes


def test_a_form_without_cells_is_an_empty_form_and_no_form_has_no_tables() -> None:
    assert all(grid.is_missing for grid in tables_of("2021", {}))
    assert tables_of("pre-2019", {}) == []


def test_what_does_not_add_up_is_lit() -> None:
    grids = tables_of("2021", filled(FORMS["2021"]), {"review.total"})
    assert [figure.code for grid in grids for figure in grid.figures if figure.failing] == ["review.total"]
