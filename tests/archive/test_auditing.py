"""The log: who did what, each event sealed to the one before."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection

from archive import guards
from archive.auditing import changing, record, verify_chain
from archive.models import AuditEvent
from tests.archive.readings import stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(reviewer: User) -> list[AuditEvent]:
    return [record("test", actor=reviewer, obj=reviewer, summary=f"第{number}条") for number in (1, 2, 3)]


@pytest.fixture
def unguarded(three: list[AuditEvent]) -> list[AuditEvent]:
    """Somebody has got past the database's guards."""
    guards.take_down(connection)
    return three


def test_each_event_seals_the_one_before(three: list[AuditEvent]) -> None:
    assert [event.previous_seal for event in three] == ["", three[0].seal, three[1].seal]
    assert list(verify_chain()) == []


def test_the_machine_has_a_name_too() -> None:
    report, _, _ = stored()
    event = AuditEvent.objects.get(action="report.store")
    assert (event.actor, event.actor_name, event.object_id) == (None, "系统", str(report.pk))


def test_an_account_is_named_as_it_was_called_then(three: list[AuditEvent], reviewer: User) -> None:
    User.objects.filter(pk=reviewer.pk).update(username="王组长")
    assert AuditEvent.objects.get(pk=three[0].pk).actor_name == "王审核"
    assert list(verify_chain()) == []


def test_an_altered_event_is_found(unguarded: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=unguarded[1].pk).update(summary="别的")
    assert list(verify_chain()) == [f"操作记录 {unguarded[1].pk} 的内容与它的校验不符：记录被改动"]


def test_a_missing_event_is_found(unguarded: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=unguarded[1].pk).delete()
    assert list(verify_chain()) == [
        f"操作记录 {unguarded[2].pk} 与上一条接不上：中间有记录缺失或被改动",
        "操作记录的末端不符：应有 3 条，实有 2 条",
    ]


def test_events_cut_off_at_the_end_are_missed(unguarded: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=unguarded[2].pk).delete()
    assert list(verify_chain()) == ["操作记录的末端不符：应有 3 条，实有 2 条"]


def test_a_change_that_fails_leaves_no_event(reviewer: User) -> None:
    def fail() -> None:
        with changing():
            record("test", actor=reviewer, obj=reviewer, summary="没有成功")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not AuditEvent.objects.exists()
    assert list(verify_chain()) == []
