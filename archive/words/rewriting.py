"""Text rewritten piece by piece, with the way back from every position to the text before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rewritten:
    """``shifts[i]`` leads from positions at or after ``starts[i]`` to those of the text before."""

    text: str
    starts: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)

    def origin(self, position: int) -> int:
        return position + self.shifts[bisect_right(self.starts, position) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text before the characters from ``start`` up to ``end`` stand."""
        if start >= end:
            return self.origin(start), self.origin(start)
        return self.origin(start), self.origin(end - 1) + 1


def rewrite(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Rewritten:
    """As ``pattern.sub``; a piece replaced by more or fewer characters leads back to within itself."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for match in pattern.finditer(text):
        new = replace(match)
        pieces += (text[done : match.start()], new)
        length += match.start() - done
        old_length, new_length = match.end() - match.start(), len(new)
        if old_length != new_length:
            for position in range(min(old_length, new_length), new_length):
                starts.append(length + position)
                shifts.append(match.start() + max(old_length - 1, 0) - length - position)
            starts.append(length + new_length)
            shifts.append(match.end() - length - new_length)
        done, length = match.end(), length + new_length
    pieces.append(text[done:])
    return Rewritten("".join(pieces), tuple(starts), tuple(shifts))
