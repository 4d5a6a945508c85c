"""Numbers run together: every way to cut their digits that the sums printed among them allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

Reading = tuple[int, ...]

# Longer runs have too many readings for any to be the only one.
_LONGEST = 40
_MOST_STEPS = 5_000
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=1024)
def readings_of(raw: str, groups: tuple[int, ...]) -> frozenset[Reading]:
    """Every way in which the printed digits are numbers whose groups each end with their sum.

    ``groups`` are the sizes without the sums.  Some cells may have been blank (counted as 0); no number goes on
    behind a gap that is printed.  Empty where there are too many ways to look at them all.
    """
    parts = _DIGITS.findall(raw)
    length = sum(map(len, parts))
    if not parts or length > _LONGEST or length != len("".join(raw.split())):
        return frozenset()
    try:
        return frozenset(_Cutter().cut(" ".join(parts), groups))
    except _TooMany:
        return frozenset()


class _TooMany(Exception):
    """There is no telling within reasonable time."""


class _Cutter:
    def __init__(self) -> None:
        self._steps = 0

    def cut(self, digits: str, groups: Sequence[int]) -> Iterator[Reading]:
        """Group after group; where the parts end and how long their sum is are tried first."""
        if not groups:
            if not digits:
                yield ()
            return
        for middle, end in self._sums(digits, last=len(groups) == 1):
            total = int(digits[middle:end] or 0)
            for parts in self._summands(digits[:middle].strip(), groups[0], total):
                for others in self.cut(digits[end:].lstrip(), groups[1:]):
                    yield (*parts, total, *others)

    def _sums(self, digits: str, *, last: bool) -> Iterator[tuple[int, int]]:
        """Where the sum of the group may stand; a sum of nothing may be blank."""
        for end in (len(digits),) if last else range(len(digits) + 1):
            for middle in range(end + 1):
                text = digits[middle:end]
                if not text or text == "0" or (text.isdigit() and text[0] != "0"):
                    yield middle, end

    def _summands(self, digits: str, count: int, total: int) -> Iterator[Reading]:
        """The ways in which all the digits are ``count`` numbers, blanks among them, that add up to ``total``."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise _TooMany
        if count == 0:
            if not digits and total == 0:
                yield ()
            return
        if not _can_be(digits, count, total):
            return
        for size in range(_longest(digits, total) + 1):
            value = int(digits[:size] or 0)
            if value <= total:
                for others in self._summands(digits[size:].lstrip(), count - 1, total - value):
                    yield (value, *others)


def _can_be(digits: str, count: int, total: int) -> bool:
    """Whether so many digits are enough, and not too many, for ``count`` numbers with that sum."""
    run = digits.replace(" ", "")
    return len(run) <= count * len(str(total)) and int(run or 0) >= total


def _longest(digits: str, total: int) -> int:
    """A number ends at a gap, has no leading 0, and is no longer than the sum."""
    run = len(digits.partition(" ")[0])
    return min(run, 1 if digits[:1] == "0" else len(str(total)))
