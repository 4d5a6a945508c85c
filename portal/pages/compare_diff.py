"""Two texts, sentence by sentence and within sentences that were changed: what stayed, what went, what is new.

Put together without what is new, the pieces are the first text; without what went, the second.  The cost is
bounded whatever the texts are: beyond it whole stretches count as changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from archive.diffing import Change

# Steps of comparing for one pair of texts: well under a second.
STEPS = 600_000
# So many differences a stretch may have: what is remembered on the way grows with their square.
MOST_EDITS = 1000
# Sentences that have less in common are no versions of each other.
ALIKE = 0.5
# A longer one is not compared with others sign by sign.
LONGEST_SENTENCE = 1000
# So many changed sentences in a row are still paired with each other.
MOST_PAIRED = 20

_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*\n*|\n+)|[^。！？；!?;\n]+")
# A number is one sign: 12 does not become 15 by its last digit.
_SIGN = re.compile(r"\d[\d,，.]*%?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """``moved``: it stands in both texts, word for word, but elsewhere."""

    change: Change
    text: str
    moved: bool = False


@dataclass(frozen=True)
class TextDiff:
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.ADDED)

    @property
    def after(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.change is not Change.REMOVED)

    @cached_property
    def length(self) -> int:
        """Of the second text, without blanks."""
        return _size(self.after)

    @cached_property
    def kept(self) -> int:
        """How much of it stands in the first text too."""
        stayed = (piece for piece in self.pieces if piece.change is Change.SAME or _came_from_elsewhere(piece))
        return sum(_size(piece.text) for piece in stayed)


def _came_from_elsewhere(piece: Piece) -> bool:
    return piece.moved and piece.change is Change.ADDED


def _size(text: str) -> int:
    return len("".join(text.split()))


@dataclass
class Budget:
    steps: int = STEPS

    def take(self, steps: int) -> bool:
        self.steps -= steps
        return self.steps >= 0


def text_diff(before: str, after: str, budget: Budget | None = None) -> TextDiff:
    left = budget or Budget()
    old, new = sentences(before), sentences(after)
    pieces: list[Piece] = []
    for same, olds, news in _stretches(old, new, left):
        pieces.extend([Piece(Change.SAME, "".join(olds))] if same else _changed(olds, news, left))
    return TextDiff(tuple(_joined(_told_moves(pieces))))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What stayed in one piece."""
    for change, run in groupby(pieces, key=lambda piece: piece.change):
        if change is Change.SAME:
            yield Piece(change, "".join(piece.text for piece in run))
        else:
            yield from run


def sentences(text: str) -> list[str]:
    """With what ends them: together they are the text."""
    return _SENTENCE.findall(text)


Stretch = tuple[bool, Sequence[str], Sequence[str]]


def _stretches(old: Sequence[str], new: Sequence[str], budget: Budget) -> Iterator[Stretch]:
    """Turn by turn what is equal and what is not."""
    at_old = at_new = 0
    for start_old, start_new, size in (*_runs(common(old, new, budget)), (len(old), len(new), 0)):
        if start_old > at_old or start_new > at_new:
            yield False, old[at_old:start_old], new[at_new:start_new]
        at_old, at_new = start_old + size, start_new + size
        if size:
            yield True, old[start_old:at_old], new[start_new:at_new]


def _runs(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Pairs that follow each other in both, as (first, first, how many)."""
    numbered = enumerate(pairs)
    for _, run in groupby(numbered, key=lambda one: (one[1][0] - one[0], one[1][1] - one[0])):
        members = [pair for _, pair in run]
        yield members[0][0], members[0][1], len(members)


def common(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[tuple[int, int]]:
    """Places of equal things, in the order of both; only those at both ends where the rest would cost too much."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    ends = range(head, len(old) - tail), range(head, len(new) - tail)
    middle = _myers([old[at] for at in ends[0]], [new[at] for at in ends[1]], budget)
    return [
        *((at, at) for at in range(head)),
        *((head + one, head + other) for one, other in middle),
        *((len(old) - at, len(new) - at) for at in range(tail, 0, -1)),
    ]


def _myers(old: Sequence[Hashable], new: Sequence[Hashable], budget: Budget) -> list[tuple[int, int]]:
    """The greedy algorithm of E. Myers (1986): for each number of edits, how far one comes on each diagonal."""
    if not old or not new:
        return []
    reached = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trail.append(reached)
        reached = dict(reached)
        for diagonal in range(-edits, edits + 1, 2):
            x = _step(reached, diagonal, edits)
            begun = x
            while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(old) and x - diagonal >= len(new):
                return _walked_back(trail, len(old), len(new))
            if not budget.take(1 + x - begun):
                return []
        if not budget.take(edits):
            return []
    return []


def _step(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Down from the diagonal above, or to the right from the one below: whichever comes farther."""
    down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if down else reached[diagonal - 1] + 1


def _walked_back(trail: Sequence[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for edits in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[edits], x - y
        down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        start_x = reached[before]
        start_y = start_x - before
        while x > start_x and y > start_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = start_x, start_y
    return pairs[::-1]


# -- sentences that were changed --


def _changed(olds: Sequence[str], news: Sequence[str], budget: Budget) -> Iterator[Piece]:
    at_old = at_new = 0
    for one, other in (*_alike(olds, news, budget), (len(olds), len(news))):
        yield from _whole(olds[at_old:one], news[at_new:other])
        if one < len(olds):
            yield from _within(olds[one], news[other], budget)
        at_old, at_new = one + 1, other + 1


def _whole(olds: Sequence[str], news: Sequence[str]) -> Iterator[Piece]:
    """Sentence by sentence, so that one that only moved can be told."""
    yield from (Piece(Change.REMOVED, text) for text in olds)
    yield from (Piece(Change.ADDED, text) for text in news)


def _alike(olds: Sequence[str], news: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """Which sentence became which, in the order of both, so that most is in common."""
    if max(len(olds), len(news)) > MOST_PAIRED:
        return []
    bags_old, bags_new = [*map(_bag, olds)], [*map(_bag, news)]
    if not budget.take(sum(map(len, bags_old)) * len(news) + sum(map(len, bags_new)) * len(olds)):
        return []
    best = _Best(bags_old, bags_new)
    return best.pairs()


def _bag(sentence: str) -> Counter[str]:
    """Its pairs of neighbouring signs."""
    if len(sentence) > LONGEST_SENTENCE:
        return Counter()
    return Counter(sentence[at : at + 2] for at in range(len(sentence) - 1))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


@dataclass
class _Best:
    """The pairing with the greatest likeness in all: from the end to the beginning, each rest once."""

    olds: Sequence[Counter[str]]
    news: Sequence[Counter[str]]
    likeness: list[list[float]] = field(default_factory=list)
    sums: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.likeness = [[_likeness(one, other) for other in self.news] for one in self.olds]
        self.sums = [[0.0] * (len(self.news) + 1) for _ in range(len(self.olds) + 1)]
        for one in range(len(self.olds) - 1, -1, -1):
            for other in range(len(self.news) - 1, -1, -1):
                self.sums[one][other] = max(
                    self.sums[one + 1][other], self.sums[one][other + 1], self._both(one, other)
                )

    def _both(self, one: int, other: int) -> float:
        alike = self.likeness[one][other]
        return self.sums[one + 1][other + 1] + alike if alike >= ALIKE else -1.0

    def pairs(self) -> list[tuple[int, int]]:
        found, one, other = [], 0, 0
        while one < len(self.olds) and other < len(self.news):
            if self.sums[one][other] == self._both(one, other):
                found.append((one, other))
                one, other = one + 1, other + 1
            elif self.sums[one][other] == self.sums[one + 1][other]:
                one += 1
            else:
                other += 1
        return found


def _within(old: str, new: str, budget: Budget) -> Iterator[Piece]:
    """Sign by sign; a lone sign between two changes is part of the change."""
    signs_old, signs_new = _SIGN.findall(old), _SIGN.findall(new)
    gone: list[str] = []
    come: list[str] = []
    stretches = list(_stretches(signs_old, signs_new, budget))
    for place, (same, olds, news) in enumerate(stretches):
        if same and (len(olds) > 1 or place in {0, len(stretches) - 1}):
            yield from _both(gone, come)
            gone, come = [], []
            yield Piece(Change.SAME, "".join(olds))
        else:
            gone.extend(olds)
            come.extend(news)
    yield from _both(gone, come)


def _both(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    if gone:
        yield Piece(Change.REMOVED, "".join(gone))
    if come:
        yield Piece(Change.ADDED, "".join(come))


# -- what only stands elsewhere --


def _told_moves(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A sentence that went in one place and came in another."""
    gone = Counter(_bare(piece) for piece in pieces if piece.change is Change.REMOVED)
    come = Counter(_bare(piece) for piece in pieces if piece.change is Change.ADDED)
    moved = {Change.REMOVED: gone & come, Change.ADDED: gone & come}
    for piece in pieces:
        left = moved.get(piece.change)
        name = _bare(piece)
        if left and left[name] > 0 and len(name) > 1:
            left[name] -= 1
            yield replace(piece, moved=True)
        else:
            yield piece


def _bare(piece: Piece) -> str:
    return piece.text.strip()
