"""Text files: every way of parting cells that conversions to text were seen to use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from random import Random

from tests.layouts.cases import Case
from tests.layouts.grids import Grid, Piece, Placed, broken, lines_of, placed
from tests.layouts.reports import Report


class Keeps(Enum):
    """What is left of a grid: the place of every cell, only what is printed, or not even the gaps."""

    PLACES = "places"
    MARKS = "marks"
    NOTHING = "nothing"


TableWriter = Callable[[Grid, Random], Iterator[str]]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be")


def encode(text: str, encoding: str) -> bytes:
    """Nothing but its mark tells UTF-16 apart."""
    return (f"\ufeff{text}" if encoding.startswith("utf-16") else text).encode(encoding)


@dataclass(frozen=True)
class TextLayout:
    name: str
    keeps: Keeps
    table: TableWriter
    # What stands between two paragraphs.
    gap: str = "\n"
    # A label cut in two by its numbers, or glued to others, is only known where it is printed right.
    needs_labels: bool = False

    def is_certain(self, case: Case) -> bool:
        """Whether a careful person can read every number of the case in this layout."""
        if self.keeps is Keeps.NOTHING or self.misleads(case):
            return False
        return not case.is_bare if self.keeps is Keeps.PLACES else not case.loses_blanks

    def misleads(self, case: Case) -> bool:
        return self.needs_labels and bool(case.wording.misprints)

    def write(self, report: Report, rng: Random) -> bytes:
        return encode(self.text(report, rng), rng.choice(ENCODINGS))

    def text(self, report: Report, rng: Random) -> str:
        parts = (part if isinstance(part, str) else "\n".join(self.table(part, rng)) for part in report.parts)
        return self.gap.join((report.title, *parts)) + "\n"


# -- how spans are padded --


def _own(row: list[Placed]) -> list[str]:
    return [place.piece.text for place in row if place.own]


def _spans(row: list[Placed]) -> list[str]:
    return [place.piece.text if place.own else "" for place in row]


def _end(row: list[Placed]) -> list[str]:
    own = _own(row)
    return own + [""] * (len(row) - len(own))


def _lead(row: list[Placed]) -> list[str]:
    """What comes down from above leaves an empty cell, what spans to the right does not."""
    cells: list[str] = []
    for place, before in zip(row, [None, *row], strict=False):
        if place.own or before is None or before.piece is not place.piece:
            cells.append(place.piece.text if place.own else "")
    return cells


def _again(row: list[Placed]) -> list[str]:
    """Every place that a span covers says the span's words again."""
    return [place.piece.text for place in row]


PADDINGS = {"own": _own, "spans": _spans, "end": _end, "lead": _lead, "again": _again}
Padding = Callable[[list[Placed]], list[str]]


# -- a row a line --


def _joined(grid: Grid, rng: Random, mark: str, padding: Padding) -> Iterator[str]:
    for row in placed(grid):
        yield mark.join(padding(row))


def _piped(
    grid: Grid, rng: Random, padding: Padding, pipe: str = " | ", start: str = "", end: str = ""
) -> Iterator[str]:
    for row in placed(grid):
        yield f"{start}{pipe.join(padding(row))}{end}"


def _markdown(grid: Grid, rng: Random, padding: Padding) -> Iterator[str]:
    for index, row in enumerate(placed(grid)):
        cells = padding(row)
        yield f"| {' | '.join(cells)} |"
        if index == 0:
            yield f"|{'|'.join([rng.choice(('---', ':-:', ' --- '))] * len(cells))}|"


def _spaced(grid: Grid, rng: Random, gap: str) -> Iterator[str]:
    for texts in lines_of(grid):
        yield gap.join(texts)


def _vertical(grid: Grid, rng: Random) -> Iterator[str]:
    """The group's words stand upright beside its rows, one or two characters a line."""
    upright: list[str] = []
    for line in grid:
        groups = [piece for piece in line[:-1] if piece.rowspan > 1 and piece.colspan == 1 and line[-1].number]
        for piece in groups:
            upright += [piece.text[i : i + 2] for i in range(0, len(piece.text), 2)]
        rest = [piece.text for piece in line if piece not in groups]
        lead = [upright.pop(0)] if upright and rng.random() < 0.7 else []
        yield " ".join((*lead, *rest))
    yield from upright


def _straddling(grid: Grid, rng: Random) -> Iterator[str]:
    """A label of two lines with its numbers between them, as a page's middle lines come out."""
    for line in grid:
        words = [piece.text for piece in line if not piece.number]
        numbers = [piece.text for piece in line if piece.number]
        if not numbers or not words or len(words[-1]) < 12:
            yield " ".join((*words, *numbers))
            continue
        half = len(words[-1]) // 2
        yield " ".join((*words[:-1], words[-1][:half]))
        yield " ".join(numbers)
        yield words[-1][half:]


# -- a cell a line --


def _tab_led(grid: Grid, rng: Random) -> Iterator[str]:
    for row in placed(grid):
        for place, before in zip(row, [None, *row], strict=False):
            if place.own:
                yield f"\t{_broken(place.piece, rng)}"
            elif before is None or before.piece is not place.piece:
                yield "\t"
        yield ""


def _broken(piece: Piece, rng: Random) -> str:
    """A label may be broken anywhere."""
    return (broken(piece, "\n", rng) if rng.random() < 0.4 else None) or piece.text


def _a_line(grid: Grid, rng: Random, between: str = "", *, breaks: bool = False, empty: bool = False) -> Iterator[str]:
    for line in grid:
        for piece in line:
            text = _broken(piece, rng) if breaks else piece.text
            if text.strip() or empty:
                yield text
                yield from [between] * bool(between)


def _a_paragraph(grid: Grid, rng: Random) -> Iterator[str]:
    for texts in lines_of(grid):
        for text in filter(str.strip, texts):
            yield text
            yield ""


def _row_gaps(grid: Grid, rng: Random) -> Iterator[str]:
    for texts in lines_of(grid):
        yield from (text for text in texts if text.strip())
        yield ""


def _cell_piped(grid: Grid, rng: Random) -> Iterator[str]:
    for line in grid:
        for piece in line:
            yield f"{_broken(piece, rng)} |"
        spare = sum(piece.colspan for piece in line) - len(line)
        if spare:
            yield "|" * spare


def _lone_pipes(grid: Grid, rng: Random) -> Iterator[str]:
    for line in grid:
        for piece in line:
            yield _broken(piece, rng)
            yield "|"


def _pipe_first(grid: Grid, rng: Random) -> Iterator[str]:
    for texts in lines_of(grid):
        yield "| " + " | ".join(f"\n {text} " for text in texts) + " | "


# -- nothing between the cells --


def _run_on(grid: Grid, rng: Random) -> Iterator[str]:
    yield "".join("".join(texts) for texts in lines_of(grid))


def _glued(grid: Grid, rng: Random) -> Iterator[str]:
    """Rows kept, but nothing between the cells of a row."""
    for texts in lines_of(grid):
        yield "".join(texts)


LAYOUTS = (
    TextLayout("tab-led", Keeps.PLACES, _tab_led),
    *(
        TextLayout(f"tabs-{name}", Keeps.PLACES, partial(_joined, mark="\t", padding=padding))
        for name, padding in PADDINGS.items()
    ),
    *(
        TextLayout(f"pipes-{name}", Keeps.PLACES, partial(_piped, padding=padding, end=" |"))
        for name, padding in PADDINGS.items()
    ),
    TextLayout("pipes-between", Keeps.PLACES, partial(_piped, padding=_spans)),
    TextLayout("pipes-around", Keeps.PLACES, partial(_piped, padding=_spans, start="| ", end=" |")),
    TextLayout("pipes-tight", Keeps.PLACES, partial(_piped, padding=_lead, pipe="|", start="|", end="|")),
    TextLayout("pipes-box", Keeps.PLACES, partial(_piped, padding=_spans, pipe="│", start="│", end="│")),
    TextLayout("markdown-spans", Keeps.PLACES, partial(_markdown, padding=_spans)),
    TextLayout("markdown-end", Keeps.PLACES, partial(_markdown, padding=_end)),
    TextLayout("markdown-again", Keeps.PLACES, partial(_markdown, padding=_again)),
    TextLayout("lines", Keeps.MARKS, _a_line),
    TextLayout("lines-broken", Keeps.MARKS, partial(_a_line, breaks=True)),
    TextLayout("lines-with-empty", Keeps.MARKS, partial(_a_line, empty=True)),
    TextLayout("lines-trailing-space", Keeps.MARKS, partial(_a_line, between=" ")),
    TextLayout("paragraphs", Keeps.MARKS, _a_paragraph, gap="\n\n"),
    TextLayout("rows-apart", Keeps.MARKS, _row_gaps, gap="\n\n"),
    TextLayout("cell-pipes", Keeps.MARKS, _cell_piped),
    TextLayout("lone-pipes", Keeps.MARKS, _lone_pipes),
    TextLayout("pipe-first", Keeps.MARKS, _pipe_first),
    TextLayout("spaces", Keeps.MARKS, partial(_spaced, gap=" ")),
    TextLayout("spaces-wide", Keeps.MARKS, partial(_spaced, gap="    ")),
    TextLayout("spaces-ideographic", Keeps.MARKS, partial(_spaced, gap="\u3000")),
    TextLayout("spaces-vertical", Keeps.MARKS, _vertical),
    TextLayout("spaces-straddling", Keeps.MARKS, _straddling, needs_labels=True),
    TextLayout("run-on", Keeps.NOTHING, _run_on, needs_labels=True),
    TextLayout("run-on-rows", Keeps.NOTHING, _glued, needs_labels=True),
)
