"""Rates: what is divided by what, and when nobody knows."""

from __future__ import annotations

from archive.cells import Cell, Number, Status
from archive.forms import FORMS, all_cells
from archive.rates import Rate, definitions, numbers_of, rate_cells, rates_of
from tests.archive.filled_forms import filled, uncertain

CLOSED = {
    "requests.received.total": 10,
    "requests.disclosed.total": 3,
    "requests.partial.total": 1,
    "requests.withheld.internal.total": 2,
    "requests.unavailable.not_held.total": 2,
    "requests.closed.total": 8,
    "requests.carried_out.total": 2,
}


def rate(code: str, numbers: dict[str, Number | None]) -> Rate:
    return next(one for one in rates_of(numbers) if one.definition.code == code)


def of_report(
    changes: dict[str, Number | None] | None = None, cells: dict[str, Cell] | None = None
) -> dict[str, Number | None]:
    return numbers_of("2021", filled(FORMS["2021"], changes or CLOSED) | (cells or {}))


def test_what_was_disclosed_in_part_counts_as_disclosed() -> None:
    found = rate("disclosed", of_report())
    assert (found.numerator, found.denominator, found.share) == (4, 8, 0.5)
    assert found.words == "予以公开、部分公开 ÷ 办结总数"


def test_an_outcome_is_the_sum_of_its_rows() -> None:
    assert rate("withheld", of_report()).share == 0.25
    assert rate("unavailable", of_report()).share == 0.25
    assert rate("withheld", of_report()).name == "不予公开占比"


def test_what_is_carried_over_of_all_that_had_to_be_handled() -> None:
    found = rate("carried_over", of_report())
    assert (found.name, found.numerator, found.denominator) == ("结转率", 2, 10)


def test_on_the_merits_only_those_count_on_which_disclosure_was_decided() -> None:
    found = rate("decided", of_report())
    assert (found.name, found.numerator, found.denominator) == ("实体公开率", 4, 6)
    assert found.words == "予以公开、部分公开 ÷ 予以公开、部分公开、不予公开"


def test_the_six_outcomes_are_shares_of_what_was_closed() -> None:
    named = {one.code: one.name for one in definitions()}
    assert named["unprocessed"] == "不予处理占比"
    assert named["other"] == "其他处理占比"
    assert rate("other", of_report({"requests.other.rest.total": 2, "requests.closed.total": 8})).share == 0.25


def test_a_rate_of_few_is_known_as_one() -> None:
    assert rate("disclosed", of_report()).is_of_few
    assert not rate("disclosed", of_report({"requests.closed.total": 10})).is_of_few


def test_pending_cases_are_neither_upheld_nor_corrected() -> None:
    found = of_report({"review.corrected": 1, "review.upheld": 3, "review.pending": 5})
    assert (rate("reviews", found).numerator, rate("reviews", found).denominator) == (1, 4)


def test_suits_are_those_with_and_without_a_review_before() -> None:
    found = of_report({"suit_direct.corrected": 1, "suit_after_review.upheld": 1})
    assert rate("suits", found).share == 0.5


def test_nobody_knows_a_rate_of_which_a_part_is_not_read_blank_or_not_there() -> None:
    cells = filled(FORMS["2021"], CLOSED)
    unread = numbers_of("2021", cells | {"requests.partial.total": uncertain("1O")})
    blank = numbers_of("2021", cells | {"requests.partial.total": Cell(None, "", Status.BLANK)})
    gone = numbers_of("2021", {code: cell for code, cell in cells.items() if code != "requests.partial.total"})
    for numbers in (unread, blank, gone):
        found = rate("disclosed", numbers)
        assert (found.numerator, found.denominator, found.share) == (None, 8, None)


def test_where_nothing_was_closed_there_is_no_share() -> None:
    assert rate("disclosed", of_report({"requests.closed.total": 0})).share is None


def test_more_than_all_is_no_share() -> None:
    assert rate("disclosed", of_report({"requests.closed.total": 1, "requests.disclosed.total": 2})).share is None


def test_sums_without_what_no_report_has_give_the_same_rates() -> None:
    assert rate("disclosed", dict(CLOSED)).share == 0.5
    assert rate("reviews", dict(CLOSED)).numerator is None


def test_a_report_of_before_2019_has_no_rates() -> None:
    assert all(one.share is None for one in rates_of(numbers_of("pre-2019", {})))


def test_every_part_is_a_cell_of_a_form_and_every_rate_has_its_words() -> None:
    assert set(rate_cells()) <= set(all_cells())
    assert all(one.name and one.numerator_words and one.denominator_words for one in definitions())
    assert len({one.code for one in definitions()}) == len(definitions())
