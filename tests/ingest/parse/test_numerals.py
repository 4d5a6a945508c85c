"""Numbers as prose prints them, and what each leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cells import Number
from ingest.parse.numerals import bound, read_numeral


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        ("33", 33),
        ("1,234", 1234),
        ("12,345,678", 12345678),
        ("7730.28", Decimal("7730.28")),
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一百二", 120),
        ("一百二十", 120),
        ("二百五十六", 256),
        ("三千零五", 3005),
        ("一千一百", 1100),
        ("一万五", 15000),
        ("三万五千", 35000),
        ("十万", 100000),
        ("百", 100),
        ("二〇二三", 2023),
    ],
)
def test_numerals(printed: str, value: Number) -> None:
    assert read_numeral(printed) == value


@pytest.mark.parametrize("printed", ["", "几", "数十", "件", "十几", "1" * 5000, "十" * 5000])
def test_what_is_no_numeral(printed: str) -> None:
    assert read_numeral(printed) is None


def spelled(number: int) -> str:
    """Below 10,000, as it is written out."""
    digits = "零一二三四五六七八九"
    text = ""
    for step, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += digits[digit] + unit
        elif text and number % step and not text.endswith("零"):
            text += "零"
    return text or "零"


@given(st.integers(0, 9999))
def test_every_number_written_out_is_read_back(number: int) -> None:
    assert read_numeral(spelled(number)) == number


@pytest.mark.parametrize(
    ("value", "words", "scales", "low", "high"),
    [
        (30, (), "", 30, 30),
        (20, ("余",), "", 20, 40),
        (5, ("多",), "", 5, 10),
        (100, ("超过",), "", 100, None),
        (100, ("以上",), "", 100, None),
        (10, ("不足",), "", 0, 10),
        (10, ("以内",), "", 0, 10),
        (30, ("约",), "", 24, 36),
        (30, ("近",), "", 24, 36),
        (3, (), "万", 30000, 30000),
        (Decimal("3.5"), (), "万", 34500, 35500),
        (1, ("余",), "千", 1000, 2000),
        (Decimal("7730.3"), (), "", Decimal("7730.25"), Decimal("7730.35")),
    ],
)
def test_what_a_number_leaves_open(
    value: Number, words: tuple[str, ...], scales: str, low: Number, high: Number | None
) -> None:
    found = bound(value, "", words, scales)
    assert (found.low, found.high) == (low, high)
    assert (found.exact is None) == (low != high)
