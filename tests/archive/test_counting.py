"""Published numbers as plain columns, and their sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from archive.agencies_work import set_kind
from archive.cells import Cell, Number, Status
from archive.counting import Dimension, columns, outcome_cells, row_of, sums
from archive.divisions import Certainty, DivisionMatch
from archive.forms import FORMS, NEWEST, all_cells
from archive.group_sums import wrong_groups
from archive.models import Counts, Report
from archive.publishing import publish, restore, withdraw
from archive.reading import Reading
from tests.archive.filled_forms import filled
from tests.archive.readings import certain, reading, source, stored

RECEIVED = "requests.received.total"
DISCLOSED = "requests.disclosed.total"
FEES = "proactive.fees.amount"
PROCUREMENT = "proactive.procurement.amount"


def public(what: Reading) -> Report:
    report, revision, _ = stored(what, of=source(f"{what.agency}{what.year}"))
    publish(report, revision, actor=None, reason="试")
    return report


def row(cells: dict[str, Cell]) -> dict[str, object]:
    report, revision, _ = stored(reading(cells=cells))
    return row_of(report, revision)


def state(row: dict[str, object], code: str) -> str:
    return str(row["states"])[list(columns()).index(code)]


# -- one report --


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cell", "number", "kept"),
    [
        (Cell(3, "3", Status.READ), 3, "r"),
        (Cell(0, "0", Status.READ), 0, "r"),
        (Cell(None, "/", Status.BLANK), None, "b"),
        (Cell(None, "3?", Status.UNCERTAIN, proposal=3), None, "u"),
        # No office counts so much, and none counts halves.
        (Cell(10**10, "1" + "0" * 10, Status.READ), None, "u"),
        (Cell(Decimal("0.5"), "0.5", Status.READ), None, "u"),
        (Cell(Decimal("3.0"), "3.0", Status.READ), 3, "r"),
    ],
)
def test_the_three_kinds_of_nothing_stay_apart(cell: Cell, number: int | None, kept: str) -> None:
    found = row(filled(NEWEST) | {RECEIVED: cell})
    assert (found["requests_received_total"], state(found, RECEIVED)) == (number, kept)


@pytest.mark.django_db
def test_a_cell_that_the_form_does_not_have_is_absent() -> None:
    found = row(filled(NEWEST))
    assert (found["proactive_procurement_amount"], state(found, PROCUREMENT)) == (None, "-")


@pytest.mark.django_db
@pytest.mark.parametrize(("printed", "kept"), [("7730.28", 77_302_800), ("0.0001", 1), ("12", 120_000)])
def test_amounts_are_kept_exactly(printed: str, kept: int) -> None:
    found = row(filled(NEWEST) | {FEES: Cell(Decimal(printed), printed, Status.READ)})
    assert found["proactive_fees_amount"] == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("unit", "kept"), [("元", 15_000), ("万元", 150_000_000), ("亿元", 1_500_000_000_000), ("", None)]
)
def test_amounts_in_the_agencys_own_unit_are_made_equal(unit: str, kept: int | None) -> None:
    cell = Cell(Decimal("1.5"), "1.5", Status.READ, unit=unit)
    report, revision, _ = stored(reading(cells=filled(FORMS["2019"]) | {PROCUREMENT: cell}, year=2020))
    found = row_of(report, revision)
    assert (found["proactive_procurement_amount"], state(found, PROCUREMENT)) == (kept, "u" if kept is None else "r")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("320813", ("32", "3208", "320813")),
        ("3208", ("32", "3208", "")),
        ("32", ("32", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_report_counts_in_every_division_it_is_in(code: str, place: tuple[str, str, str]) -> None:
    match = certain(code) if code else DivisionMatch(Certainty.CERTAIN, "")
    report, revision, _ = stored(reading(division=match))
    found = row_of(report, revision)
    assert (found["province"], found["city"], found["county"]) == place


def test_every_cell_has_its_column() -> None:
    fields = {field.name for field in Counts._meta.get_fields()}
    assert set(columns()) == set(all_cells())
    assert set(columns().values()) <= fields
    assert len(set(columns().values())) == len(columns())
    assert len(columns()) <= 400


# -- sums --


def disclosed(number: Number, **where: object) -> Reading:
    return reading({DISCLOSED: number}, **where)  # type: ignore[arg-type]


@pytest.fixture
def archive(db: None, reviewer: User) -> None:
    public(disclosed(3, year=2023))
    public(disclosed(4, year=2024))
    public(disclosed(5, year=2024, agency="淮安市财政局", division=certain("3208")))
    public(disclosed(6, year=2024, agency="淮安市洪泽区人民政府"))
    public(disclosed(7, year=2024, agency="郑州市财政局", division=certain("4101")))
    stored(disclosed(100, agency="淮安市洪泽区教育局"), of=source("没有发布"))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ((), {(): 25}),
        ((Dimension.YEAR,), {(2023,): 3, (2024,): 22}),
        ((Dimension.PROVINCE,), {("32",): 18, ("41",): 7}),
        ((Dimension.CITY,), {("3208",): 18, ("4101",): 7}),
        ((Dimension.COUNTY,), {("",): 12, ("320813",): 13}),
        ((Dimension.KIND,), {("department",): 19, ("government",): 6}),
        (
            (Dimension.YEAR, Dimension.KIND),
            {(2023, "department"): 3, (2024, "department"): 16, (2024, "government"): 6},
        ),
    ],
)
@pytest.mark.usefixtures("archive")
def test_sums_by_any_dimension(by: tuple[Dimension, ...], expected: dict[tuple[object, ...], int]) -> None:
    found = sums(by=by, cells=[DISCLOSED])
    assert {tuple(row.group.values()): row.sums[DISCLOSED] for row in found} == expected


@pytest.mark.parametrize("by", [(), *((dimension,) for dimension in Dimension), (Dimension.YEAR, Dimension.KIND)])
@pytest.mark.usefixtures("archive")
def test_sums_made_beforehand_are_those_of_the_reports(by: tuple[Dimension, ...]) -> None:
    cells = list(columns())
    assert sums(by=by, cells=cells) == sums(by=by, cells=cells, within=Counts.objects.all())


@pytest.mark.usefixtures("archive")
def test_sums_follow_every_change(reviewer: User) -> None:
    report = Report.objects.get(agency__name="郑州市财政局")
    withdraw(report, actor=reviewer, reason="机关要求")
    assert [row.group[Dimension.PROVINCE] for row in sums(by=[Dimension.PROVINCE], cells=[DISCLOSED])] == ["32"]
    restore(report, actor=reviewer, reason="误撤")
    set_kind(report.agency, "other", actor=reviewer, reason="试")
    assert [row.reports for row in sums(by=[Dimension.KIND], cells=[DISCLOSED])] == [3, 1, 1]
    assert list(wrong_groups()) == []


@pytest.mark.usefixtures("archive")
def test_sums_where_a_dimension_is_so() -> None:
    (found,) = sums(by=[], cells=[DISCLOSED], where={"province": "32", "year__gte": 2024})
    assert (found.reports, found.sums) == (3, {DISCLOSED: 15})
    (found,) = sums(by=[], cells=[DISCLOSED], where={"county": "320813"})
    assert (found.reports, found.sums) == (3, {DISCLOSED: 13})


@pytest.mark.usefixtures("archive")
def test_nothing_is_the_sum_of_no_reports() -> None:
    assert sums(by=[Dimension.YEAR], cells=[DISCLOSED], where={"province": "99"}) == []
    (found,) = sums(by=[], cells=[DISCLOSED], where={"province": "99"})
    assert (found.reports, found.sums) == (0, {DISCLOSED: None})


@pytest.mark.usefixtures("archive")
def test_sums_within_some_reports() -> None:
    (found,) = sums(by=[], cells=[DISCLOSED], within=Counts.objects.filter(province="32", year__gte=2024))
    assert (found.reports, found.sums) == (3, {DISCLOSED: 15})


@pytest.mark.usefixtures("archive")
def test_nothing_added_up_is_no_zero() -> None:
    (found,) = sums(by=[], cells=[PROCUREMENT])
    assert found.sums == {PROCUREMENT: None}


@pytest.mark.django_db
def test_amounts_add_up_exactly() -> None:
    for year, printed in ((2022, "0.1"), (2023, "0.2"), (2024, "7730.28")):
        public(reading(cells=filled(NEWEST) | {FEES: Cell(Decimal(printed), printed, Status.READ)}, year=year))
    (found,) = sums(by=[], cells=[FEES])
    assert found.sums == {FEES: Decimal("7730.58")}


def test_outcomes_have_the_rows_of_all_forms() -> None:
    found = outcome_cells("total")
    assert list(found) == ["disclosed", "partial", "withheld", "unavailable", "unprocessed", "other"]
    assert len(found["withheld"]) == 8
    assert {code.rpartition(".")[0] for code in found["other"]} == {
        "requests.other.uncorrected",
        "requests.other.unpaid",
        "requests.other.rest",
        "requests.other.all",
    }
