"""No text of a report becomes a formula in somebody's spreadsheet."""

from __future__ import annotations

import pytest

from portal.neutral import Neutral, neutral


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert neutral(f"{sign}HYPERLINK(1)") == f"'{sign}HYPERLINK(1)"


@pytest.mark.parametrize(
    "text", [" =1+1", "\u3000=1+1", "\ufeff=1+1", "\u200b@SUM(A1)", "\x0b=1", "\x00=1", "\u202e=1", "\u2060 \u2009=1"]
)
def test_nothing_before_the_sign_hides_it(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3", "-12.50", "0", "12"])
def test_numbers_stay_numbers(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("text", ["淮安市洪泽区财政局", "1-2", "a=b", "'=1", "", None])
def test_other_texts_stay_as_they_are(text: str | None) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("text", ["-", "-1+cmd|' /C calc'!A0", "-5%=1", "－5", "-５"])
def test_what_only_looks_like_a_number_does_not_pass(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_what_is_remembered_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Neutral, "MOST", 2)
    known = Neutral()
    assert [known[text] for text in ("=1", "a", "=2", "b")] == ["'=1", "a", "'=2", "b"]
    assert len(known) == 2
