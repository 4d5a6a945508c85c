"""Records are frozen dataclasses to mypy and to whoever uses them; only the interpreter does not insist."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from archive.locators import Locator

PLACE = Locator(line=3, start=10, end=12)


def test_equal_fields_make_equal_records_with_one_hash() -> None:
    assert {PLACE, Locator(line=3, start=10, end=12), Locator(line=4)} == {PLACE, Locator(line=4)}


def test_a_changed_copy_leaves_the_record_as_it_was() -> None:
    assert replace(PLACE, end=20) == Locator(line=3, start=10, end=20)
    assert PLACE.end == 12


def test_a_record_has_its_fields_and_no_others() -> None:
    with pytest.raises(AttributeError):
        setattr(PLACE, "volume", 1)  # noqa: B010 - mypy would not let it be written plainly


def test_a_record_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(PLACE)) == PLACE


def test_these_characters_of_the_same_place() -> None:
    assert PLACE.at(20, 24) == Locator(line=3, start=20, end=24)
