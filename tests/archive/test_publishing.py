"""What the public sees: publish, withdraw, restore, set aside, and back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive import signals
from archive.impossible import Impossible
from archive.models import AuditEvent, Counts, Report, Revision
from archive.publishing import publish, restore, set_aside, withdraw
from archive.selectors import waiting
from archive.undoing import undo
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return stored()[0]


@pytest.fixture
def public(report: Report, reviewer: User) -> Report:
    publish(report, latest(report), actor=reviewer, reason="核对无误")
    return report


def latest(report: Report) -> Revision:
    return report.revisions.order_by("-number")[0]


def now(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def last_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_a_published_report_waits_no_more(public: Report) -> None:
    assert now(public).published == latest(public)
    assert not waiting().exists()
    assert Counts.objects.get().year == 2024


def test_publishing_the_same_again_changes_nothing(public: Report, reviewer: User) -> None:
    assert publish(public, latest(public), actor=reviewer, reason="再次") is None
    assert AuditEvent.objects.filter(action="report.publish").count() == 1


def test_publishing_is_announced_once_after_the_commit(
    report: Report, heard: list[int], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(report, latest(report), actor=None, reason="规则")
        assert heard == []
    assert heard == [report.pk]


def test_a_listener_that_fails_harms_nobody(
    report: Report, heard: list[int], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    def fail(**_rest: Any) -> None:
        raise ZeroDivisionError

    signals.published.connect(fail)
    with django_capture_on_commit_callbacks(execute=True):
        publish(report, latest(report), actor=None, reason="规则")
    assert heard == [report.pk]
    assert now(report).published is not None


def test_another_reports_revision_is_refused(report: Report, reviewer: User) -> None:
    foreign = stored(reading(year=2020), of=source("别的"))[1]
    with pytest.raises(Impossible, match="这个版本不属于这份年报"):
        publish(report, foreign, actor=reviewer, reason="")


def test_a_second_file_waits_while_the_first_stays_public(public: Report) -> None:
    first = latest(public)
    stored(reading(text="更正后的文本。"), of=source("另一份"))
    assert (now(public).published, now(public).needs_review) == (first, True)
    assert waiting().get() == public


def test_an_older_revision_can_be_published_and_the_newer_still_waits(public: Report, reviewer: User) -> None:
    first = latest(public)
    _, second, _ = stored(reading(text="更正后的文本。"), of=source("另一份"))
    publish(public, second, actor=reviewer, reason="新版")
    publish(public, first, actor=reviewer, reason="还是旧版")
    assert (now(public).published, now(public).needs_review) == (first, True)


def test_a_withdrawn_report_is_gone_from_the_numbers_and_the_queue(public: Report, reviewer: User) -> None:
    withdraw(public, actor=reviewer, reason="机关要求")
    assert (now(public).published, Counts.objects.count(), waiting().count()) == (None, 0, 0)
    assert last_event().summary == "撤回淮安市洪泽区财政局 2024：机关要求"


def test_a_restored_report_is_what_it_was(public: Report, reviewer: User) -> None:
    withdraw(public, actor=reviewer, reason="机关要求")
    restore(public, actor=reviewer, reason="误撤")
    assert (now(public).published, Counts.objects.count()) == (latest(public), 1)


def test_what_is_not_public_cannot_be_withdrawn(report: Report, reviewer: User) -> None:
    with pytest.raises(Impossible, match="没有发布"):
        withdraw(report, actor=reviewer, reason="")


def test_what_was_not_withdrawn_cannot_be_restored(public: Report, reviewer: User) -> None:
    with pytest.raises(Impossible, match="没有撤回"):
        restore(public, actor=reviewer, reason="")


def test_a_report_that_is_set_aside_leaves_the_queue(report: Report, reviewer: User) -> None:
    set_aside(report, actor=reviewer, reason="不是年报")
    assert not waiting().exists()
    with pytest.raises(Impossible, match="不在待审核之列"):
        set_aside(report, actor=reviewer, reason="再次")


# -- undo --


def test_publishing_is_undone(public: Report, reviewer: User) -> None:
    undo(last_event(), actor=reviewer)
    assert (now(public).published, now(public).needs_review, Counts.objects.count()) == (None, True, 0)


def test_withdrawing_is_undone(public: Report, reviewer: User) -> None:
    before = now(public).published_at
    event = withdraw(public, actor=reviewer, reason="机关要求")
    undo(event, actor=reviewer, reason="点错")
    assert (now(public).published, now(public).published_at) == (latest(public), before)
    assert last_event().undoes == event
    assert last_event().summary == "撤销“撤回淮安市洪泽区财政局 2024：机关要求” 点错"


def test_restoring_is_undone(public: Report, reviewer: User) -> None:
    withdraw(public, actor=reviewer, reason="机关要求")
    undo(restore(public, actor=reviewer, reason="误撤"), actor=reviewer)
    assert now(public).published is None
    assert now(public).withdrawn_at is not None


def test_setting_aside_is_undone(report: Report, reviewer: User) -> None:
    undo(set_aside(report, actor=reviewer, reason="不是年报"), actor=reviewer)
    assert waiting().get() == report


def test_nothing_is_undone_twice(public: Report, reviewer: User) -> None:
    event = last_event()
    undo(event, actor=reviewer)
    with pytest.raises(Impossible, match="已经撤销过"):
        undo(event, actor=reviewer)


def test_nothing_is_undone_over_a_later_change(public: Report, reviewer: User) -> None:
    event = last_event()
    withdraw(public, actor=reviewer, reason="机关要求")
    with pytest.raises(Impossible, match="之后又有改动"):
        undo(event, actor=reviewer)


def test_what_came_in_cannot_be_undone(report: Report, reviewer: User) -> None:
    with pytest.raises(Impossible, match="不能撤销"):
        undo(AuditEvent.objects.get(action="report.store"), actor=reviewer)
