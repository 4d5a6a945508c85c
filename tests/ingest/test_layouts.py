"""The forms printed in every layout known: what a careful person reads is read, and nothing else is called certain."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from archive.forms import FORMS
from archive.forms.schema import Form
from tests.layouts.accuracy import TARGET, office_name, row
from tests.layouts.forms import Printer, Wording
from tests.layouts.grids import cut, placed, width
from tests.layouts.measure import LAYOUTS, OFFICE, Measure, through_office, usual
from tests.layouts.numbers import err, fill, holds, layouts_of
from tests.needs import needs

FORM_LAYOUTS = [layout for form in FORMS.values() for layout in layouts_of(form)]

names = pytest.mark.parametrize("name", LAYOUTS)
targets = pytest.mark.parametrize("target", OFFICE)
forms = pytest.mark.parametrize("form", FORM_LAYOUTS, ids=lambda form: f"{form.code}-{len(form.rows)}")


@cache
def office(target: str) -> Measure:
    with TemporaryDirectory() as folder:
        return through_office(target, Path(folder))


@names
def test_every_certain_cell_is_read(name: str) -> None:
    assert usual(name).certain.open == []


@names
def test_no_wrong_value_is_presented_as_certain(name: str) -> None:
    assert usual(name).silent == []


@names
def test_no_proposal_is_wrong(name: str) -> None:
    assert usual(name).misled == []


@needs("soffice")
@targets
def test_every_cell_is_read_after_libreoffice(target: str) -> None:
    assert office(target).certain.open + office(target).lost.open == []


@needs("soffice")
@targets
def test_no_wrong_value_is_presented_as_certain_after_libreoffice(target: str) -> None:
    assert office(target).silent == []


@names
def test_the_documented_accuracy_is_what_is_measured(name: str) -> None:
    assert row(name, usual(name)) in TARGET.read_text(encoding="utf-8").splitlines()


@needs("soffice")
@targets
def test_the_documented_accuracy_after_libreoffice_is_what_is_measured(target: str) -> None:
    assert row(office_name(target), office(target)) in TARGET.read_text(encoding="utf-8").splitlines()


# -- the generator itself --


@forms
def test_fillings_satisfy_every_sum(form: Form) -> None:
    assert all(holds(form, dict(fill(form, Random(seed)).values)) for seed in range(30))


@forms
def test_an_error_breaks_a_sum(form: Form) -> None:
    assert not any(holds(form, err(fill(form, Random(seed)), Random(seed)).values) for seed in range(30))


@forms
def test_every_cell_is_printed_once(form: Form) -> None:
    printer = Printer(fill(form, Random(0)), Wording())
    printed = [piece for table in form.tables for line in printer.table(table) for piece in line if piece.number]
    assert len(printed) == len(form.cells)


@forms
def test_rows_of_a_table_are_equally_wide(form: Form) -> None:
    printer = Printer(fill(form, Random(0)), Wording())
    for table in form.tables:
        grid = printer.table(table)
        assert {len(line) for line in placed(grid)} == {width(grid)}


@forms
def test_a_page_break_leaves_both_parts_as_wide_as_the_table(form: Form) -> None:
    printer = Printer(fill(form, Random(0)), Wording())
    for table in form.tables:
        grid = printer.table(table)
        for at in range(1, len(grid)):
            assert {len(line) for part in cut(grid, at) for line in placed(part)} == {width(grid)}
