"""Where a hit stands, and the address that leads there."""

from __future__ import annotations

from portal.paragraphs import anchor, paragraphs


def test_each_line_is_a_paragraph_with_the_place_where_it_begins() -> None:
    text = "第一段。\n\n  第二段。\n"
    assert paragraphs(text) == ((0, "第一段。"), (6, "  第二段。"))
    assert all(text[start : start + len(line)] == line for start, line in paragraphs(text))


def test_a_text_of_blanks_has_no_paragraph() -> None:
    assert paragraphs("") == paragraphs(" \n\n") == ()


def test_a_paragraph_has_an_address_of_its_own() -> None:
    assert anchor(5, 120) == "section-5-120"
