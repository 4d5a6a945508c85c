"""What the desk asks: the queue, findings with decisions, differences, the log."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.cells import Cell, Status
from archive.divisions import Certainty, DivisionMatch
from archive.doubting import WEIGHTS, doubt_of
from archive.forms import NEWEST
from archive.models import Report
from archive.publishing import publish, withdraw
from archive.reading import Reading
from archive.selectors import audit_log, difference, published, revisions_of, waiting
from tests.archive.filled_forms import filled
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"
DOUBTFUL = Cell(None, "3?", Status.UNCERTAIN, proposal=3)


def doubt(what: Reading) -> int:
    return Report.objects.get(pk=stored(what)[0].pk).doubt


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (reading(), 0),
        (reading({RECEIVED: 3}), 200),
        (reading(cells=filled(NEWEST) | {RECEIVED: DOUBTFUL}), 20),
        (reading(cells={code: cell for code, cell in filled(NEWEST).items() if code != RECEIVED}), 5),
        (reading(cells={}), 300),
        (reading({RECEIVED: None}), 1),
        (reading(division=DivisionMatch(Certainty.UNKNOWN)), 250),
        (reading(warnings=("题名中没有年份", "没有读到题名")), 20),
        (reading(text="手机13912345678。"), 60),
    ],
)
def test_what_makes_a_report_doubtful(what: Reading, expected: int) -> None:
    assert doubt(what) == expected


def test_a_doubt_counts_only_so_often() -> None:
    assert doubt_of({"blanks": 200}) == 40
    assert doubt_of(dict.fromkeys(WEIGHTS, 10_000)) == sum(weight.most for weight in WEIGHTS.values())


def test_many_small_doubts_do_not_push_away_an_error() -> None:
    small = {"blanks": 200, "notices": 1}
    assert doubt_of({"errors": 1}) > doubt_of(small)


def test_the_queue_begins_with_the_most_doubtful() -> None:
    sound = stored(reading(year=2021), of=source("一"))[0]
    wrong = stored(reading({RECEIVED: 3}, year=2022, agency="淮安市洪泽区教育局"), of=source("二"))[0]
    other = stored(reading(year=2023, agency="淮安市洪泽区民政局"), of=source("三"))[0]
    assert list(waiting()) == [wrong, sound, other]


def test_the_queue_is_read_with_one_question(django_assert_num_queries: pytest.FixtureRequest) -> None:
    for year in (2021, 2022, 2023):
        stored(reading(year=year), of=source(str(year)))
    with django_assert_num_queries(1):  # type: ignore[operator]
        told = [
            (str(report), str(report.agency.division), report.latest and report.latest.title) for report in waiting()
        ]
    assert len(told) == 3


def test_published_reports_are_those_the_public_sees(reviewer: User) -> None:
    report, revision, _ = stored()
    stored(reading(year=2023), of=source("别的"))
    publish(report, revision, actor=reviewer, reason="核对无误")
    assert published().get() == report


def test_revisions_come_newest_first() -> None:
    report, first, _ = stored()
    _, second, _ = stored(reading(text="更正后的文本。"), of=source("另一份"))
    assert list(revisions_of(report)) == [second, first]


def test_the_difference_of_two_files() -> None:
    _, first, _ = stored()
    _, second, _ = stored(reading({RECEIVED: 3}, text="更正后的文本。"), of=source("另一份"))
    found = difference(first, second)
    assert [change.code for change in found.cells] == [RECEIVED]
    assert [change.heading_after for change in found.sections] == ["总体情况"]


def test_the_log_is_asked_by_any_of_its_columns(reviewer: User) -> None:
    report, revision, _ = stored()
    publish(report, revision, actor=reviewer, reason="核对无误")
    withdraw(report, actor=reviewer, reason="机关要求")
    assert [event.action for event in audit_log()] == ["report.withdraw", "report.publish", "report.store"]
    assert audit_log(action="report.publish").count() == 1
    assert audit_log(actor="王审核").count() == 2
    assert audit_log(object_type="report", object_id=str(report.pk)).count() == 3
    assert audit_log(words="机关要求").get().action == "report.withdraw"
    assert not audit_log(actor="李四").exists()
