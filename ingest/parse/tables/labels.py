"""Recognising the form's printed labels: rows and column heads, however they are broken or misprinted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from archive.forms.schema import Block, Column, Form, Row, Table
from ingest.parse.normalise import fold

_NOISE = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_ORDINAL = re.compile(r"^[(（]?\s*(?:\d{1,2}(?!\d)[)）.．、:：\s]*|[一二三四五六七八九十]{1,3}[)）.．、:：\s]+)")
# A misprinted label must be this like the right one, and no other label nearly as like.
_LIKE_ENOUGH = 0.75
_CLEARLY_LIKER = 0.1
# So many characters more than the label has are a misprint or a unit, not another label.
_SLACK = 2
# A name is broken into no more lines than this.
_MOST_PIECES = 4


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Only the letters, digits and characters of a label: punctuation and breaks vary too much."""
    return _NOISE.sub("", fold(text))


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """The key of a label without the ordinal printed before it."""
    return key(_ORDINAL.sub("", fold(text).strip()))


def endings(texts: Sequence[str]) -> Iterator[str]:
    """What the last words may name: the last piece, or the last pieces of a name that gaps or lines broke."""
    last = [piece for text in texts[-_MOST_PIECES:] for piece in text.split()][-_MOST_PIECES:]
    return (bare_key("".join(last[start:])) for start in range(len(last) - 1, -1, -1))


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A row of the form, prepared for matching."""

    table: Table
    block: Block
    row: Row
    position: int
    names: frozenset[str]
    core: str


def row_labels(form: Form) -> tuple[RowLabel, ...]:
    """Every row that the form may print, in printed order, alternates beside the rows they replace."""
    labels: list[RowLabel] = []
    for position, (table, block, row) in enumerate(_rows(form)):
        names = frozenset(key(name) for name in (row.label, *row.variants))
        labels.append(RowLabel(table, block, row, position, names, key(row.core)))
    return tuple(labels)


def _rows(form: Form) -> Iterable[tuple[Table, Block, Row]]:
    layouts = (form,) if form.alternate is None else (form, form.alternate)
    seen: dict[str, tuple[Table, Block, Row]] = {}
    for layout in layouts:
        for spec in layout.cells.values():
            seen.setdefault(spec.row.code, (spec.table, spec.block, spec.row))
    order = list(form.rows)
    return sorted(seen.values(), key=lambda item: _rank(order, item[2].code))


def _rank(order: list[str], code: str) -> int:
    """An alternate row stands where the rows stand that share its parent code, among each other as printed."""
    if code in order:
        return order.index(code)
    parent = code.rpartition(".")[0]
    return max((i for i, other in enumerate(order) if other.startswith(parent)), default=len(order))


def column_names(column: Column) -> tuple[str, ...]:
    return tuple(key(name) for name in (column.label, *column.variants))


def match_core(labels: Iterable[RowLabel], run: str) -> RowLabel | None:
    """The row whose unmistakable words stand last in the run of words before the numbers."""
    best: RowLabel | None = None
    best_at = -1
    for label in labels:
        at = run.rfind(label.core) if label.core else -1
        if at > best_at:
            best, best_at = label, at
    return best if best is not None and _ends_as(best, run[best_at:]) else None


def _ends_as(label: RowLabel, tail: str) -> bool:
    """Whether what follows the core is the rest of the label, and not the label of something else."""
    rest = tail[len(label.core) :]
    if any(map(str.isdigit, rest)):
        return False
    if len(rest) <= _SLACK:
        return True
    return any(_same_end(name[name.find(label.core) :], tail) for name in label.names if label.core in name)


def _same_end(name: str, tail: str) -> bool:
    if name.startswith(tail):
        return True
    like_tail = SequenceMatcher(None, b=tail, autojunk=False)
    return len(tail) - len(name) <= _SLACK and _likeness(name, tail, like_tail) >= _LIKE_ENOUGH


def match_like(labels: Iterable[RowLabel], last: str) -> RowLabel | None:
    """The one row whose label a misprinted one is clearly meant to be."""
    like_last = SequenceMatcher(None, b=last, autojunk=False)
    scored = sorted(
        ((max(_likeness(name, last, like_last) for name in label.names), label.position, label) for label in labels),
        key=lambda item: -item[0],
    )
    if not scored or scored[0][0] < _LIKE_ENOUGH:
        return None
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][2] if scored[0][0] - runner_up >= _CLEARLY_LIKER else None


def _likeness(name: str, text: str, like_text: SequenceMatcher[str]) -> float:
    """How like a name is to a text; 0 where it is too unlike for that to matter, which is told sooner."""
    if len(name) < 4 or abs(len(name) - len(text)) > len(name) // 3:
        return 0.0
    like_text.set_seq1(name)
    return like_text.ratio() if like_text.quick_ratio() >= _LIKE_ENOUGH - _CLEARLY_LIKER else 0.0


def match_off_by_one(labels: Iterable[RowLabel], text: str) -> RowLabel | None:
    """The one row whose label has one character other, more or less."""
    found = [label for label in labels if any(_off_by_one(name, text) for name in label.names)]
    return found[0] if len(found) == 1 else None


def _off_by_one(name: str, text: str) -> bool:
    if len(name) < 4 or abs(len(name) - len(text)) > 1:
        return False
    differing = (at for at, (left, right) in enumerate(zip(name, text, strict=False)) if left != right)
    same = next(differing, min(len(name), len(text)))
    behind = max(len(name), len(text)) - same - 1
    return name == text or behind == 0 or name[-behind:] == text[-behind:]
