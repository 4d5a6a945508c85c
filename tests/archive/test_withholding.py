"""Sources with private data stay behind the desk until a person releases them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.models import AuditEvent, Source
from archive.selectors import public_text
from archive.undoing import undo
from archive.withholding import release, withhold
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

PRIVATE = "联系人张三13912345678。"


def only() -> Source:
    return Source.objects.get()


def test_a_source_with_a_mobile_number_is_held_back_at_once() -> None:
    _, revision, _ = stored(reading(text=PRIVATE))
    assert only().withheld
    assert AuditEvent.objects.get(action="source.withhold").actor is None
    assert public_text(revision, PRIVATE) == "联系人张三***********。"


def test_a_harmless_source_is_not() -> None:
    _, revision, _ = stored(reading(text="电话0517-87208888。"))
    assert not only().withheld
    assert public_text(revision, "电话0517-87208888。") == "电话0517-87208888。"


def test_what_a_person_released_is_not_held_back_again(reviewer: User) -> None:
    stored(reading(text=PRIVATE))
    release(only(), actor=reviewer, reason="是值班手机")
    stored(reading(text=f"{PRIVATE}新版。"), version="2")
    assert not only().withheld


def test_a_person_may_hold_back_anything(reviewer: User) -> None:
    stored()
    withhold(only(), actor=reviewer, reason="有照片")
    assert only().withheld
    assert withhold(only(), actor=reviewer, reason="再次") is None


def test_holding_back_is_undone(reviewer: User) -> None:
    event = withhold(source(), actor=reviewer, reason="看错")
    assert event is not None
    undo(event, actor=reviewer)
    assert (only().withheld, only().withheld_decided) == (False, False)
