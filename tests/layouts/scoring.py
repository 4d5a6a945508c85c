"""What the parser made of a layout, cell by cell, against what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.cells import Cell, Number, Status
from tests.layouts.numbers import Filling


@dataclass
class Score:
    """``open``: not read.  ``silent``: wrong, and presented as certain.  ``misled``: a wrong proposal."""

    cells: int = 0
    right: int = 0
    open: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    misled: list[str] = field(default_factory=list)
    proposals: int = 0

    def add(self, other: Score) -> None:
        self.cells += other.cells
        self.right += other.right
        self.open += other.open
        self.silent += other.silent
        self.misled += other.misled
        self.proposals += other.proposals


def score(filling: Filling, cells: Mapping[str, Cell], case: str) -> Score:
    found = Score(cells=len(filling.values))
    for code, meant in filling.values.items():
        cell = cells.get(code)
        note = f"{case}: {code} is {meant}, read {cell and (cell.status.value, cell.value, cell.raw, cell.reason)}"
        if cell is None:
            found.open.append(note)
        elif cell.status is Status.UNCERTAIN:
            found.open.append(note)
            _judge_proposal(found, cell, meant, note, consistent=filling.consistent)
        elif _is_right(cell, meant):
            found.right += 1
        else:
            found.silent.append(note)
    for code in cells.keys() - filling.values.keys():
        if cells[code].status is not Status.UNCERTAIN:
            found.silent.append(f"{case}: {code} is not printed, read {cells[code]}")
    return found


def _is_right(cell: Cell, meant: Number | None) -> bool:
    status = Status.BLANK if meant is None else Status.READ
    return cell.status is status and cell.value == meant


def _judge_proposal(found: Score, cell: Cell, meant: Number | None, note: str, *, consistent: bool) -> None:
    """Where the sums do not hold, what follows from them need not be what was meant."""
    if cell.proposal is None:
        return
    found.proposals += 1
    if consistent and cell.proposal != (meant or 0):
        found.misled.append(f"{note}, proposed {cell.proposal}")
