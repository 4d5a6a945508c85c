"""The columns are those of the forms, whatever is chosen of them."""

from __future__ import annotations

from archive.forms import NEWEST, all_cells
from portal.datasets.columns import (
    LONG_COLUMNS,
    LONG_REPORT_NAMES,
    REPORT_COLUMNS,
    Shape,
    Type,
    chosen_cells,
    long_columns,
    report_columns,
    rows_of_tables,
    value_columns,
    wide_columns,
)


def test_a_wide_table_has_every_cell_of_every_form_in_its_order() -> None:
    names = [column.name for column in wide_columns()]
    assert names == [*(column.name for column in REPORT_COLUMNS), "states", *all_cells()]


def test_a_long_table_tells_the_report_then_the_cell() -> None:
    assert [column.name for column in long_columns()] == [
        *LONG_REPORT_NAMES,
        *(column.name for column in LONG_COLUMNS),
    ]


def test_no_name_comes_twice() -> None:
    for columns in (wide_columns(statuses=True), long_columns([column.name for column in REPORT_COLUMNS])):
        names = [column.name for column in columns]
        assert len(names) == len(set(names))


def test_counts_are_integers_and_amounts_are_not() -> None:
    assert value_columns()["requests.received.total"].type is Type.INTEGER
    assert value_columns()["proactive.fees.amount"].type is Type.NUMBER
    assert value_columns()["proactive.fees.amount"].unit == "万元"


def test_every_column_is_explained_in_both_languages() -> None:
    assert all(str(column.label) and column.english for column in (*wide_columns(statuses=True), *long_columns()))


def test_a_place_is_a_table_a_group_a_row_or_a_cell() -> None:
    table = chosen_cells(["remedies"])
    assert table == tuple(code for code, spec in all_cells().items() if spec.table.code == "remedies")
    assert set(chosen_cells(["requests.withheld"])) == {code for code in all_cells() if ".withheld." in code}
    assert len(chosen_cells(["requests.received"])) == 7
    assert chosen_cells(["requests.received.total"]) == ("requests.received.total",)


def test_rows_and_columns_meet() -> None:
    assert chosen_cells(["requests.received", "requests.closed"], ["total"]) == (
        "requests.received.total",
        "requests.closed.total",
    )


def test_nothing_chosen_is_everything() -> None:
    assert chosen_cells() == tuple(all_cells())


def test_the_reports_number_is_always_there() -> None:
    assert [column.name for column in report_columns(["year"], Shape.WIDE)] == ["report", "year"]


def test_a_status_stands_beside_its_number() -> None:
    names = [column.name for column in wide_columns(["year"], ["requests.received.total"], statuses=True)]
    assert names == ["report", "year", "states", "requests.received.total", "requests.received.total.status"]


def test_what_can_be_chosen_is_every_row_once() -> None:
    rows = [choice.row.code for _, choices in rows_of_tables().values() for choice in choices]
    assert len(rows) == len(set(rows))
    assert set(rows) == {spec.row.code for spec in all_cells().values()}
    assert NEWEST.rows.keys() <= set(rows)
