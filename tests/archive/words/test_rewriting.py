"""Text rewritten piece by piece leads back to what it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.words.rewriting import rewrite

LETTERS = re.compile("[a-c]")
LONGER = {"a": "", "b": "B", "c": "CCC"}


def rewritten(text: str) -> str:
    return rewrite(text, LETTERS, lambda match: LONGER[match[0]]).text


@pytest.mark.parametrize(("text", "found"), [("xaybzc", "xyBzCCC"), ("", ""), ("aaa", ""), ("xyz", "xyz")])
def test_pieces_are_replaced(text: str, found: str) -> None:
    assert rewritten(text) == found


@given(st.text("abcxyz"))
def test_every_character_leads_to_the_one_it_came_from(text: str) -> None:
    result = rewrite(text, LETTERS, lambda match: LONGER[match[0]])
    for place, character in enumerate(result.text):
        start, end = result.span(place, place + 1)
        assert end == start + 1
        assert text[start] == character.lower()


@given(st.text("abcxyz"))
def test_it_is_what_sub_makes_of_it(text: str) -> None:
    assert rewritten(text) == LETTERS.sub(lambda match: LONGER[match[0]], text)
