"""Claims of the prose against the table, and against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from archive.cells import Cell, Number
from archive.checks import Bound, Claim, CountClaim, PartsClaim, ShareClaim, check_prose
from archive.findings import Finding, Quote, Severity
from archive.forms import FORMS
from archive.forms.spoken import COUNTS
from archive.locators import Locator
from tests.archive.filled_forms import RESULTS, filled, row, uncertain

FORM = FORMS["2021"]
TRIAL = FORMS["2019"]
YEAR = 2023


def claim(
    *counts: str, value: int = 0, high: int | None = -1, year: int | None = None, section: int = 1, words: str = ""
) -> CountClaim:
    """That the counts, added together, are ``value`` (or lie between ``value`` and ``high``)."""
    printed = words or f"{value}件"
    quote = Quote(printed, "总体情况", Locator(block=section, start=0, end=len(printed)))
    bound = Bound(value, value if high == -1 else high, printed)
    return CountClaim((counts,), bound, printed, quote, year, section=section)


def check(*claims: Claim, cells: dict[str, Cell] | None = None, **numbers: Number | None) -> list[Finding]:
    given = {code.replace("__", "."): value for code, value in numbers.items()}
    return check_prose(claims, cells if cells is not None else filled(FORM, given), YEAR, FORM)


def rules(*claims: Claim, cells: dict[str, Cell] | None = None, **numbers: Number | None) -> list[str]:
    return [finding.rule for finding in check(*claims, cells=cells, **numbers)]


def requests(**rows: tuple[int, ...]) -> dict[str, Cell]:
    """The table of requests, by rows of seven numbers."""
    numbers: dict[str, Number | None] = {}
    for code, values in rows.items():
        numbers |= row(code.replace("__", "."), *values)
    return filled(FORM, numbers)


def persons(number: int) -> tuple[int, ...]:
    """A row of requests by natural persons alone."""
    return (number, 0, 0, 0, 0, 0, number)


def test_a_count_that_the_table_has_is_no_matter() -> None:
    assert rules(claim("received", value=7), requests__received__total=7) == []


def test_a_count_that_the_table_has_not_is_a_notice() -> None:
    (finding,) = check(claim("received", value=7, words="新收申请7件"), requests__received__total=9)
    assert finding.rule == "prose.received"
    assert finding.severity is Severity.NOTICE
    assert finding.message == "正文写“新收申请7件”，表中“本年新收”为9。"
    assert finding.cells == ("requests.received.total",)


def test_a_finding_quotes_the_prose_and_the_cell() -> None:
    (finding,) = check(claim("received", value=7, words="新收申请7件"), requests__received__total=9)
    prose, table = finding.quotes
    assert prose == Quote("新收申请7件", "总体情况", Locator(block=1, start=0, end=6))
    assert table == Quote(
        "本年新收政府信息公开申请数量 · 总计：9",
        "收到和处理政府信息公开申请情况",
        Locator(table=1, row=1, column=1),
    )


@pytest.mark.parametrize("value", [20, 22])
def test_requests_received_may_take_in_those_carried_over(value: int) -> None:
    cells = requests(received=persons(20), carried_in=persons(2))
    assert rules(claim("received/any", value=value), cells=cells) == []
    assert rules(claim("received/any", value=21), cells=cells) == ["prose.received"]


@pytest.mark.parametrize("value", [20, 21, 22])
def test_requests_handled_may_be_those_received_or_closed(value: int) -> None:
    cells = requests(received=persons(20), carried_in=persons(2), closed=persons(21))
    assert rules(claim("handled", value=value), cells=cells) == []


def test_a_category_is_the_sum_of_its_rows() -> None:
    cells = requests(withheld__internal=persons(2), withheld__deliberative=persons(3))
    assert rules(claim("outcome.withheld", value=5), cells=cells) == []
    (finding,) = check(claim("outcome.withheld", value=3), cells=cells)
    assert finding.message == "正文写“3件”，表中“不予公开”为5。"
    assert [quote.text for quote in finding.quotes[1:]] == [
        "（三）不予公开 · 属于三类内部事务信息 · 总计：2",
        "（三）不予公开 · 属于四类过程性信息 · 总计：3",
    ]
    assert len(finding.cells) == 8


def test_counts_named_together_are_added() -> None:
    cells = requests(disclosed=persons(22), partial=persons(20))
    both = ("outcome.disclosed", "outcome.partial")
    assert rules(claim(*both, value=42), cells=cells) == []
    assert rules(claim(*both, value=41), cells=cells) == ["prose.outcome.disclosed"]


def test_any_of_several_meanings_will_do() -> None:
    several = replace(
        claim("outcome.unavailable", value=4), choices=(("outcome.unavailable",), ("outcome.unavailable.not_held",))
    )
    cells = requests(unavailable__not_held=persons(4), unavailable__needs_creation=persons(1))
    assert rules(several, cells=cells) == []


def test_suits_are_those_before_and_after_review() -> None:
    cells = filled(FORM, {"suit_direct.total": 2, "suit_after_review.total": 3})
    assert rules(claim("suit", value=5), cells=cells) == []
    assert rules(claim("suit", value=2), cells=cells) == ["prose.suit"]


@pytest.mark.parametrize(("low", "high", "found"), [(20, 40, 0), (24, 36, 0), (0, 29, 1), (31, None, 1)])
def test_a_bound_is_contradicted_from_outside_only(low: int, high: int | None, found: int) -> None:
    cells = requests(received=persons(30))
    assert len(check(claim("received", value=low, high=high), cells=cells)) == found


def test_claims_about_another_year_are_not_about_these_cells() -> None:
    assert rules(claim("received", value=7, year=2022), requests__received__total=9) == []


@pytest.mark.parametrize("year", [None, YEAR])
def test_claims_about_this_year_are(year: int | None) -> None:
    assert rules(claim("received", value=7, year=year), requests__received__total=9) == ["prose.received"]


def test_an_uncertain_cell_settles_nothing() -> None:
    cells = filled(FORM) | {"requests.received.total": uncertain("9 7")}
    assert rules(claim("received", value=7), cells=cells) == []


def test_neither_does_a_table_that_was_not_read() -> None:
    cells = {code: cell for code, cell in filled(FORM).items() if not code.startswith("requests")}
    assert rules(claim("received", value=7), cells=cells) == []


def test_nor_does_a_row_left_blank() -> None:
    blank: dict[str, Number | None] = dict.fromkeys(f"review.{part}" for part in (*RESULTS, "total"))
    assert rules(claim("review", value=7), cells=filled(FORM, blank)) == []


def test_a_total_that_was_left_blank_or_mistyped_is_not_held_against_the_prose() -> None:
    assert rules(claim("review", value=11), review__upheld=10, review__corrected=1, review__total=0) == []
    assert rules(claim("review", value=11), review__upheld=10, review__corrected=1, review__total=None) == []


def test_what_was_carried_over_may_be_part_of_the_number_beside_it() -> None:
    cells = requests(received=persons(20), carried_in=persons(2), closed=persons(22))
    beside = replace(claim("closed", value=20), beside=("carried_in",))
    assert rules(beside, cells=cells) == []
    assert rules(claim("closed", value=20), cells=cells) == ["prose.closed"]


def test_a_number_that_leaves_out_what_was_carried_in_is_explained() -> None:
    cells = requests(
        received=persons(125),
        carried_in=persons(17),
        closed=persons(129),
        carried_out=persons(13),
    )
    (finding,) = check(claim("closed/answered", value=112, words="已完成答复112件"), cells=cells)
    assert finding.rule == "prose.closed"
    assert finding.message == (
        "正文写“已完成答复112件”，表中“办理结果总计”为129。112＝本年新收125－结转下年13，可能未计上年结转的申请。"
    )


def test_a_number_that_takes_all_received_for_closed_is_explained() -> None:
    cells = requests(received=persons(33), closed=persons(32), carried_out=persons(1))
    (finding,) = check(claim("closed/answered", value=33), cells=cells)
    assert finding.message.endswith("33与本年新收相同，可能未扣除结转下年度的申请。")


def test_the_same_contradiction_twice_is_told_once() -> None:
    twice = (claim("received", value=7, section=1), claim("received", value=7, section=3))
    assert len(check(*twice, requests__received__total=9)) == 1


def test_two_different_contradictions_of_one_count_are_told_both() -> None:
    both = (claim("received", value=7, section=1), claim("received", value=8, section=3))
    assert len(check(*both, requests__received__total=9)) == 2


def test_a_second_number_beside_the_right_one_is_of_a_part() -> None:
    both = (claim("received", value=9), claim("received", value=4))
    assert rules(*both, requests__received__total=9) == []


def test_what_is_said_of_all_is_no_part() -> None:
    concluded = replace(claim("review.pending", value=0, words="均已结案"), of_all=True)
    found = check(concluded, claim("review.pending", value=8), review__pending=8, review__total=8)
    assert [finding.message for finding in found] == ["正文写“均已结案”，表中“行政复议尚未审结”为8。"]


def test_a_category_that_takes_documents_in_has_no_fewer_of_them() -> None:
    cells = filled(TRIAL, {"proactive.normative.published": 89})
    assert check_prose([claim("normative.listed", value=90)], cells, 2019, TRIAL) == []
    (finding,) = check_prose([claim("normative.listed", value=68, words="规范性文件类信息68条")], cells, 2019, TRIAL)
    assert finding.message == "正文写“规范性文件类信息68条”，少于表中“规范性文件本年新公开数量”的89。"


def test_a_form_without_the_cell_says_nothing() -> None:
    assert rules(claim("normative.listed", value=0), proactive__normative__issued=9) == []
    assert rules(claim("published", value=7)) == []


def test_documents_made_or_published_both_answer_to_documents_issued() -> None:
    cells = filled(TRIAL, {"proactive.normative.made": 8, "proactive.normative.published": 6})
    assert [
        finding.rule
        for value in (6, 7, 8)
        for finding in check_prose([claim("normative.issued", value=value)], cells, 2019, TRIAL)
    ] == ["prose.normative.issued"]


def test_fees_are_compared_to_the_digits_printed() -> None:
    rounded = replace(claim("fees.amount"), bound=Bound(Decimal("7730.25"), Decimal("7730.35"), "7730.3万元"))
    assert rules(rounded, proactive__fees__amount=Decimal("7730.28")) == []
    assert rules(rounded, proactive__fees__amount=Decimal("7730.4")) == ["prose.fees.amount"]


def dated(value: int, year: int, words: str, section: int) -> CountClaim:
    found = claim("published", value=value, year=year, section=section)
    return replace(found, words=words, quote=replace(found.quote, text=f"{year}年{words}"))


def test_a_count_under_another_years_heading_is_this_years_elsewhere() -> None:
    (finding,) = check(dated(53, 2022, "主动公开53条", 2), dated(53, 2023, "公开53条", 1))
    assert finding.rule == "prose.year"
    assert finding.message == ("“主动公开53条”写在2022年之下，而同一数字在别处是2023年的（“公开53条”），年份可能有误。")
    assert [quote.text for quote in finding.quotes] == ["2022年主动公开53条", "2023年公开53条"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, "公开5条"),
        (53, "公开53条，比上年增长"),
        (53, "公开53条，2023年同样"),
    ],
)
def test_small_numbers_and_comparisons_of_years_say_nothing(value: int, words: str) -> None:
    assert check(dated(value, 2022, words, 2), dated(value, 2023, "公开", 1)) == []


QUOTE, PARTS = Quote("共10条"), Quote("其中甲4条，其他5条")


def test_parts_that_miss_their_total_are_told_with_the_sum() -> None:
    (finding,) = check(PartsClaim(10, (4, 5), QUOTE, PARTS))
    assert finding.rule == "prose.parts"
    assert finding.message == "正文写总数10，而所列各项之和为4＋5＝9，相差1。"
    assert finding.quotes == (QUOTE, PARTS)
    assert check(PartsClaim(9, (4, 5), QUOTE, PARTS)) == []


def share(part: int, percent: str, whole: int, *wholes: int) -> ShareClaim:
    return ShareClaim(part, Decimal(percent), whole, wholes, PARTS, QUOTE)


@pytest.mark.parametrize("percent", ["33.3", "33.33", "33", "34"])
def test_a_share_rounded_either_way_is_right(percent: str) -> None:
    assert check(share(10, percent, 30)) == []


def test_a_wrong_share_is_told_with_the_right_one() -> None:
    (finding,) = check(share(258, "33.9", 805))
    assert finding.rule == "prose.percentage"
    assert finding.message == "正文写258占33.9%，而258占总数805的32.05%。"
    assert finding.quotes == (PARTS, QUOTE)


def test_a_share_of_another_number_nearby_is_right_too() -> None:
    assert check(share(39, "83", 42, 59, 47)) == []


def test_a_claim_kept_from_an_earlier_version_may_name_a_count_that_is_gone() -> None:
    assert rules(claim("requests.by.carrier.pigeon", value=7)) == []


def test_prose_alone_is_checked_against_itself() -> None:
    claims: list[Claim] = [claim("received", value=7), PartsClaim(10, (4, 5), QUOTE, PARTS)]
    assert [finding.rule for finding in check_prose(claims, {}, 2013, None)] == ["prose.parts"]


def test_every_count_names_cells_of_some_form() -> None:
    layouts = [layout for form in FORMS.values() for layout in (form, form.alternate) if layout]
    for count in COUNTS.values():
        for reading in (*count.readings, *(slip for slip, _ in count.slips)):
            codes = [code for code in reading.split() if code not in "+-"]
            assert any(set(codes) <= {*layout.cells, *(c for c in codes if "*" in c)} for layout in layouts), reading
