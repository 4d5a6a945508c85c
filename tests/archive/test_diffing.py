"""What changed from one revision to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.cells import Cell, Status
from archive.diffing import Change, changed_cells, changed_sections, text_changes
from archive.locators import Locator

THREE = Cell(3, "3", Status.READ, Locator(table=1))


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.change.value, piece.text) for piece in text_changes(before, after)]


def test_cells_that_say_something_else() -> None:
    before = {"a": THREE, "b": THREE, "c": THREE}
    after = {"a": Cell(4, "4", Status.READ), "b": THREE, "d": THREE}
    changes = changed_cells(before, after)
    assert [(change.code, change.before, change.after) for change in changes] == [
        ("a", THREE, after["a"]),
        ("d", None, THREE),
        ("c", THREE, None),
    ]


def test_the_same_number_in_another_place_is_no_change() -> None:
    assert changed_cells({"a": THREE}, {"a": Cell(3, " 3 ", Status.READ, Locator(table=2))}) == []


def test_an_uncertain_cell_differs_from_a_read_one() -> None:
    assert changed_cells({"a": Cell(None, "3", Status.UNCERTAIN, proposal=3)}, {"a": THREE}) != []


def test_paragraphs_and_within_them_characters() -> None:
    assert told("第一段。\n新收3件。\n", "第一段。\n新收4件。\n完。\n") == [
        ("same", "第一段。\n"),
        ("same", "新收"),
        ("removed", "3"),
        ("added", "4"),
        ("same", "件。\n"),
        ("added", "完。\n"),
    ]


@given(st.text("甲乙\n", max_size=20), st.text("甲乙\n", max_size=20))
def test_pieces_put_together_are_the_texts(before: str, after: str) -> None:
    pieces = list(text_changes(before, after))
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after


def test_long_texts_differ_as_a_whole() -> None:
    before, after = "甲" * 5000, "乙" * 5000
    assert told(before, after) == [("removed", before), ("added", after)]


def test_sections_of_one_number_stand_beside_each_other() -> None:
    before = [(1, "总体情况", "旧。"), (5, "问题", "同。"), (5, "问题二", "同。")]
    after = [(1, "总体情况", "新。"), (5, "问题", "同。"), (5, "问题二", "同。"), (6, "其他", "无。")]
    changes = changed_sections(before, after)
    assert [(change.heading_before, change.heading_after) for change in changes] == [
        ("总体情况", "总体情况"),
        ("", "其他"),
    ]
