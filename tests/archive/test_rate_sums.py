"""Rates over many reports divide only what is known of the same reports."""

from __future__ import annotations

from decimal import Decimal

import pytest

from archive.counting import Dimension
from archive.forms import NEWEST, all_cells
from archive.models import Counts
from archive.ranking import CLOSED_TOTAL
from archive.rate_sums import Fraction, fractions, summed_rates
from archive.rates import definitions, rates_of
from tests.archive.filled_forms import filled
from tests.search.archived import public
from tests.town.archived import fill, reading_of
from tests.town.bodies import LIANDU, named
from tests.town.reports import reports

pytestmark = pytest.mark.django_db

FULL, PARTIAL = definitions()[0].numerator
FEE = next(code for code, spec in all_cells().items() if spec.column.decimal and code in NEWEST.cells)


def disclosed(**where: object) -> tuple[object, object]:
    rate = summed_rates(["disclosed"], by=[], where=where)[()]["disclosed"]
    return rate.numerator, rate.denominator


def test_a_report_with_an_unread_part_is_left_out_of_both_sides() -> None:
    public(year=2023, numbers={FULL: 3, PARTIAL: 1, CLOSED_TOTAL: 10})
    public(year=2024, numbers={FULL: None, PARTIAL: 5, CLOSED_TOTAL: 90})
    assert disclosed() == (4, 10)


def test_nobody_knows_a_rate_of_reports_that_all_lack_a_part() -> None:
    public(year=2024, numbers={FULL: None, CLOSED_TOTAL: 90})
    assert disclosed() == (None, None)
    assert fractions({"a": ((FULL,), (CLOSED_TOTAL,))}, by=[])[()] == {"a": Fraction(None, None, 0)}


def test_a_row_of_the_other_form_is_not_a_part_that_lacks() -> None:
    cells = {code: cell for code, cell in filled(NEWEST, {FULL: 3, CLOSED_TOTAL: 10}).items() if code != PARTIAL}
    public(cells=cells)
    assert disclosed() == (3, 10)


def test_amounts_and_counts_are_divided_in_their_own_units() -> None:
    public(year=2023, numbers={FEE: Decimal("1.5"), CLOSED_TOTAL: 3})
    assert fractions({"fee": ((FEE,), (CLOSED_TOTAL,))}, by=[])[()] == {"fee": Fraction(Decimal("1.5"), 3, 1)}


def test_rates_of_and_by_very_many_cells_can_be_asked_for() -> None:
    public(numbers={CLOSED_TOTAL: 10})
    codes = tuple(NEWEST.cells)[:100]
    found = fractions({code: ((code,), codes) for code in codes}, by=[Dimension.YEAR])
    assert found[(2024,)][codes[0]].reports == 1


def test_groups_and_narrower_scopes_are_those_of_sums() -> None:
    public(year=2023, numbers={FULL: 3, PARTIAL: 0, CLOSED_TOTAL: 10})
    public(year=2024, numbers={FULL: 2, PARTIAL: 0, CLOSED_TOTAL: 4})
    pairs = {"full": ((FULL,), (CLOSED_TOTAL,))}
    by_year = fractions(pairs, by=[Dimension.PROVINCE, Dimension.YEAR])
    assert by_year == {("32", 2023): {"full": Fraction(3, 10, 1)}, ("32", 2024): {"full": Fraction(2, 4, 1)}}
    assert fractions(pairs, by=[], within=Counts.objects.filter(year=2024))[()] == by_year["32", 2024]


def test_every_rate_of_a_town_is_what_its_reports_add_up_to() -> None:
    fill(LIANDU)
    codes = [one.code for one in definitions()]
    found = summed_rates(codes, by=[Dimension.YEAR])
    for (year,), rates in found.items():
        told = [reading_of(one) for one in reports(named((LIANDU,))) if one.year == year]
        for place, code in enumerate(codes):
            each = [rates_of({name: cell.value for name, cell in one.cells.items()})[place] for one in told]
            known = [rate for rate in each if rate.numerator is not None and rate.denominator is not None]
            meant = sum(r.numerator or 0 for r in known), sum(r.denominator or 0 for r in known)
            assert (rates[code].numerator, rates[code].denominator) == (meant if known else (None, None)), (year, code)


def test_of_no_reports_nothing_is_told() -> None:
    public(numbers={FULL: 3, PARTIAL: 1, CLOSED_TOTAL: 10})
    assert summed_rates(["disclosed"], by=[Dimension.YEAR], where={"year__in": []}) == {}
