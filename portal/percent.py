"""Shares in hundredths, as pages print them."""

from __future__ import annotations

from dataclasses import dataclass

from archive.rates import Rate
from portal.form_tables import shown


def percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.1f}%"


@dataclass(frozen=True, slots=True)
class ShownRate:
    """``text`` is empty where nobody knows the rate; ``fraction`` is what was divided by what.

    Where ``is_few``, too little stands behind it to say much.
    """

    text: str
    fraction: str
    is_few: bool


def shown_rate(rate: Rate) -> ShownRate:
    known = rate.numerator is not None and rate.denominator is not None
    fraction = f"{shown(rate.numerator or 0)}/{shown(rate.denominator or 0)}" if known else ""
    return ShownRate(percent(rate.share), fraction, rate.is_of_few)
