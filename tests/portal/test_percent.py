"""Rates as pages print them."""

from __future__ import annotations

import pytest

from archive.rates import Rate, definitions
from portal.percent import ShownRate, percent, shown_rate


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (1, 3, ShownRate("33.3%", "1/3", is_few=True)),
        (1_000, 1_500, ShownRate("66.7%", "1,000/1,500", is_few=False)),
        (0, 0, ShownRate("", "0/0", is_few=True)),
        (None, 20, ShownRate("", "", is_few=False)),
        (3, None, ShownRate("", "", is_few=False)),
    ],
)
def test_a_rate_stands_with_what_was_divided(
    numerator: int | None, denominator: int | None, expected: ShownRate
) -> None:
    assert shown_rate(Rate(definitions()[0], numerator, denominator)) == expected


def test_a_share_has_one_decimal() -> None:
    assert [percent(share) for share in (0.0, 0.12345, 1.0, None)] == ["0.0%", "12.3%", "100.0%", ""]
