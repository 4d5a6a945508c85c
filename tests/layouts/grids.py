"""Printed tables as grids with spans, and what can be done to any of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed cell.  ``number`` marks the places of numbers, filled or not."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    number: bool = False


PrintedLine = tuple[Piece, ...]
Grid = tuple[PrintedLine, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece at its place; ``own`` is False where a piece from above or from the left still spans."""

    piece: Piece
    column: int
    own: bool = True


def placed(grid: Grid) -> Iterator[list[Placed]]:
    """Row by row every place of the grid, those that spans cover among them."""
    above: dict[int, tuple[Piece, int]] = {}
    for line in grid:
        yield _row(list(line), above)


def _row(waiting: list[Piece], above: dict[int, tuple[Piece, int]]) -> list[Placed]:
    row: list[Placed] = []
    column = 0
    while waiting or any(place >= column for place in above):
        if column in above:
            piece, left = above.pop(column)
            row.append(Placed(piece, column, own=False))
            if left > 1:
                above[column] = piece, left - 1
            column += 1
            continue
        piece = waiting.pop(0)
        for offset in range(piece.colspan):
            row.append(Placed(piece, column + offset, own=offset == 0))
            if piece.rowspan > 1:
                above[column + offset] = piece, piece.rowspan - 1
        column += piece.colspan
    return row


def width(grid: Grid) -> int:
    return max(sum(piece.colspan for piece in line) for line in grid[:1])


def lines_of(grid: Grid) -> Iterator[list[str]]:
    """The texts of each row's own pieces."""
    for line in grid:
        yield [piece.text for piece in line]


def cut(grid: Grid, at: int, *, say_again: bool = False) -> tuple[Grid, Grid]:
    """Two grids as a page break makes them; what spans the break goes on below, empty or printed again."""
    rows = list(placed(grid))
    upper = tuple(
        tuple(replace(piece, rowspan=min(piece.rowspan, at - index)) for piece in line)
        for index, line in enumerate(grid[:at])
    )
    carried = _carried(rows, grid, at, say_again=say_again)
    return upper, (carried, *grid[at + 1 :])


def _carried(rows: list[list[Placed]], grid: Grid, at: int, *, say_again: bool) -> PrintedLine:
    pieces: list[Piece] = []
    for place in rows[at]:
        started = next((i for i in range(at, -1, -1) if place.piece in grid[i]), at)
        if place.own:
            pieces.append(place.piece)
        elif started < at and (not pieces or pieces[-1].text != place.piece.text or place.piece.colspan == 1):
            text = place.piece.text if say_again else ""
            pieces.append(Piece(text, 1, place.piece.rowspan - (at - started)))
    return tuple(pieces)


def broken(piece: Piece, mark: str, rng: Random) -> str | None:
    """A label broken into two lines where a hand or a narrow column breaks it; None for numbers and short words."""
    text = piece.text
    places = [at for at in range(2, len(text) - 1) if text[at - 1 : at + 1].isalnum()]
    if piece.number or not places:
        return None
    at = rng.choice(places)
    return f"{text[:at]}{mark}{text[at:]}"
