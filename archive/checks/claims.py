"""What the prose of a report says about numbers, and what a printed number leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from archive.cells import Number
from archive.findings import Quote


def add(values: Iterable[Number]) -> Number:
    total: Number = 0
    for value in values:
        total += value
    return total


@dataclass(frozen=True, slots=True)
class Bound:
    """A number as prose prints it: "约30件" admits 24 to 36, "30件" only 30; ``high`` None admits all above."""

    low: Number
    high: Number | None
    printed: str

    @property
    def exact(self) -> Number | None:
        return self.low if self.low == self.high else None

    def admits(self, value: Number) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class CountClaim:
    """``choices``: what may be counted, the likeliest first; each is a set of counts added together."""

    choices: tuple[tuple[str, ...], ...]
    bound: Bound
    # The clause as printed.
    words: str
    quote: Quote
    # The year that the sentence names, if it names one.
    year: int | None = None
    # Counts stated in the same breath: they may or may not be part of this number.
    beside: tuple[str, ...] = ()
    # Said of all, not a number of some: another number in the same section does not excuse it.
    of_all: bool = False
    section: int = 0

    @property
    def counts(self) -> tuple[str, ...]:
        return self.choices[0]


@dataclass(frozen=True, slots=True)
class PartsClaim:
    """A stated total and the parts that the sentence lists after it."""

    total: Number
    parts: tuple[Number, ...]
    quote: Quote
    parts_quote: Quote


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """ "10件，占40%" """

    part: Number
    percent: Decimal
    # What the part is most likely a share of, and other numbers nearby that it may be a share of.
    whole: Number
    wholes: tuple[Number, ...]
    quote: Quote
    whole_quote: Quote

    def fits(self, whole: Number) -> bool:
        """Rounded or cut off at the last printed digit."""
        if whole <= 0:
            return False
        digit = Decimal(1).scaleb(int(self.percent.as_tuple().exponent))
        return abs(Decimal(self.part) * 100 / Decimal(whole) - self.percent) <= digit


Claim = CountClaim | PartsClaim | ShareClaim
