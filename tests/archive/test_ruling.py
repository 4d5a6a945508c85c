"""Publishing by rule: only what is certain in every respect."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from archive.cells import Cell, Status
from archive.divisions import Certainty, DivisionMatch
from archive.forms import NEWEST
from archive.models import AuditEvent, Report
from archive.publishing import publish, set_aside, withdraw
from archive.reading import Reading
from archive.ruling import publish_by_rule, reasons_against, rule_now, set_rule
from archive.undoing import undo
from tests.archive.filled_forms import filled
from tests.archive.readings import certain, reading, source, stored

pytestmark = pytest.mark.django_db

RECEIVED = "requests.received.natural"


@pytest.fixture
def enabled(reviewer: User) -> None:
    set_rule(actor=reviewer, enabled=True)


def why_not(what: Reading) -> list[str]:
    report, revision, _ = stored(what)
    return list(reasons_against(rule_now(), report, revision))


def without(code: str) -> dict[str, Cell]:
    return {name: cell for name, cell in filled(NEWEST).items() if name != code}


def test_nothing_is_published_until_the_desk_says_so() -> None:
    assert why_not(reading()) == ["没有启用自动发布"]


def test_a_complete_report_is_published(enabled: None) -> None:
    report, revision, _ = stored()
    assert publish_by_rule(report)
    assert Report.objects.get().published == revision
    event = AuditEvent.objects.get(action="report.publish")
    assert (event.actor, event.summary) == (None, "发布淮安市洪泽区财政局 2024第 1 版：符合自动发布规则")


def test_the_rule_can_be_asked_again(enabled: None) -> None:
    report, _, _ = stored()
    assert publish_by_rule(report)
    assert publish_by_rule(report)
    assert AuditEvent.objects.filter(action="report.publish").count() == 1


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (lambda: reading({RECEIVED: 3}), "有 2 处数字不符"),
        (lambda: reading(cells=without(RECEIVED)), "有 1 个数据项没有读出"),
        (lambda: reading(cells={}), "没有读出法定表格"),
        (
            lambda: reading(cells=filled(NEWEST) | {RECEIVED: Cell(None, "3?", Status.UNCERTAIN)}),
            "有 1 个数据项存疑",
        ),
        (lambda: reading(division=DivisionMatch(Certainty.UNKNOWN)), "机关所在的地区没有核定"),
        (
            lambda: reading(division=DivisionMatch(Certainty.INFERRED, "320813", certain("320813").names)),
            "机关所在的地区是推断的",
        ),
        (lambda: reading(text="联系人手机13912345678。"), "正文中有个人信息"),
        (lambda: reading(warnings=("题名中没有年份",)), "读取时有 1 条说明"),
    ],
)
def test_what_is_not_certain_waits_for_a_person(enabled: None, what: Callable[[], Reading], reason: str) -> None:
    assert why_not(what()) == [reason]


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        (
            {"allow_inferred_division": True},
            lambda: reading(division=DivisionMatch(Certainty.INFERRED, "320813", certain("320813").names)),
        ),
        ({"allow_notices": True}, lambda: reading(warnings=("题名中没有年份",))),
        ({"allow_blanks": True}, lambda: reading({RECEIVED: None})),
    ],
)
def test_the_desk_chooses_what_does_not_matter(
    enabled: None, reviewer: User, choice: dict[str, bool], what: Callable[[], Reading]
) -> None:
    set_rule(actor=reviewer, allow_inferred_division=False, allow_notices=False, allow_blanks=False)
    assert why_not(what())
    set_rule(actor=reviewer, **choice)
    assert why_not(what()) == []


def test_a_second_file_is_never_published_silently(enabled: None) -> None:
    report, _, _ = stored()
    publish_by_rule(report)
    stored(reading(text="更正后的文本。"), of=source("另一份"))
    assert not publish_by_rule(report)


def test_what_a_person_withdrew_stays_withdrawn(enabled: None, reviewer: User) -> None:
    report, _, _ = stored()
    publish_by_rule(report)
    withdraw(report, actor=reviewer, reason="机关要求")
    assert not publish_by_rule(report)


def test_what_a_person_set_aside_stays_aside(enabled: None, reviewer: User) -> None:
    report, _, _ = stored()
    set_aside(report, actor=reviewer, reason="不是年报")
    assert not publish_by_rule(report)


def test_what_a_person_took_back_is_not_published_again(enabled: None, reviewer: User) -> None:
    report, _, _ = stored()
    publish_by_rule(report)
    undo(AuditEvent.objects.get(action="report.publish"), actor=reviewer)
    assert not publish_by_rule(report)


def test_a_change_of_the_rule_is_undone(enabled: None, reviewer: User) -> None:
    undo(AuditEvent.objects.get(action="rule.set"), actor=reviewer)
    assert not rule_now().enabled


def test_the_same_rule_again_is_no_event(enabled: None, reviewer: User) -> None:
    assert set_rule(actor=reviewer, enabled=True) is None


def test_last_years_report_must_agree(enabled: None, reviewer: User) -> None:
    last = {"requests.received.natural": 2, "requests.received.total": 2}
    last |= {"requests.carried_out.natural": 2, "requests.carried_out.total": 2}
    before, revision, _ = stored(reading(last, year=2023), of=source("2023"))
    publish(before, revision, actor=reviewer, reason="核对无误")
    assert why_not(reading()) == ["有 2 条核对提示"]
