"""Sources with private data stay behind the desk until a person releases them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.cells import Cell, Status
from archive.models import AuditEvent, Source
from archive.reading import IndicatorReading, SectionReading
from archive.selectors import public_text
from archive.undoing import undo
from archive.withholding import release, withhold
from tests.archive.readings import reading, source, stored

pytestmark = pytest.mark.django_db

PRIVATE = "联系人张三13912345678。"
CELL = "requests.received.natural"


def only() -> Source:
    return Source.objects.get()


def test_a_source_with_a_mobile_number_is_held_back_at_once() -> None:
    _, revision, _ = stored(reading(text=PRIVATE))
    assert only().withheld
    assert AuditEvent.objects.get(action="source.withhold").actor is None
    assert public_text(revision, PRIVATE) == "联系人张三***********。"


@pytest.mark.parametrize(
    "what",
    [
        {"title": PRIVATE},
        {"agency": "张三13912345678办公室"},
        {"printed_agency": PRIVATE},
        {"signed_as": PRIVATE},
        {"sections": (SectionReading(1, PRIVATE, "无。"),)},
        {"cells": {CELL: Cell(None, PRIVATE, Status.UNCERTAIN)}},
        {"indicators": (IndicatorReading(PRIVATE, "件", (1,), ("1",), ("数量",)),)},
    ],
)
def test_wherever_it_stands(what: dict[str, Any]) -> None:
    stored(replace(reading(), **what))
    assert only().withheld


def test_a_number_is_no_telephone_whatever_it_looks_like() -> None:
    stored(reading({CELL: 13912345678}))
    assert not only().withheld


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
