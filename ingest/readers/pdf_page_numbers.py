"""Finds what is printed on every page and is no part of the report: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.readers.pdf_glyphs import Glyph, Sheet, box_around
from ingest.readers.pdf_grids import Grid
from ingest.readers.pdf_matrices import Box

# Parts of the page's height at its head and foot where such things stand.
MARGIN = 0.13
# Points between the places of one thing on two pages.
SAME_PLACE = 3.0
# As many runs of characters, from the edge of the paper inwards, can be page numbers or running heads.
OUTERMOST = 40
# Parts of the size of a type: a gap or a step this large ends a run of characters.
RUN_GAP, RUN_STEP = 1.5, 0.4

NUMBER = re.compile(r"\d{1,4}")
BARE = re.compile(r"\d{1,3}")
DASH = "[-－—–―‐‑─一・·•.~～*]"
DASHED = re.compile(rf"{DASH}{{1,3}}\d{{1,3}}{DASH}{{1,3}}")
COUNTED = re.compile(
    r"第\d{1,3}页(?:[,，/／]?[共总]\d{1,3}页)?|\d{1,3}[/／](?P<total>\d{1,3})页?|[Pp]age\d{1,3}(?:of\d{1,3})?|[Pp][.．]?\d{1,3}"
)
# Part of its height that a bare page number is apart from the text.
ALONE = 1.2
# Part of the bare numbers at one height that must count the pages, so that none of them is taken for something else.
MOST = 0.7
# Other characters a running head has at least: marks like "/" stand in tables.
FEWEST = 3


class Run(NamedTuple):
    """Characters at the head or foot of a page that belong together.  ``ruled``: inside a table."""

    page: int
    text: str
    box: Box
    ruled: bool
    # Other numbers stand beside it at one height: it is one of them.
    accompanied: bool
    # Nothing stands close above or below it.
    lone: bool


def runs_of(sheet: Sheet, grids: Sequence[Grid]) -> list[Run]:
    """What stands at the head and at the foot of a page."""
    head, foot = sheet.height * MARGIN, sheet.height * (1 - MARGIN)
    glyphs = [glyph for glyph in sheet.glyphs if not head < glyph.middle < foot and not glyph.turn]
    groups = list(together(glyph for glyph in glyphs if glyph.text != " "))
    groups.sort(key=lambda group: min(group[0].top, sheet.height - group[0].bottom))
    return [run_of(sheet.number, group, grids, groups) for group in groups[:OUTERMOST]]


def together(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that follow each other in the file and on the paper."""
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and not follows(group[-1], glyph):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def follows(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    return abs(glyph.middle - last.middle) < RUN_STEP * size and -size < glyph.left - last.right < RUN_GAP * size


def run_of(page: int, group: list[Glyph], grids: Sequence[Grid], groups: list[list[Glyph]]) -> Run:
    text = "".join(glyph.text for glyph in group)
    ruled = any(grid.area_at(group[0].centre, group[0].middle) is not None for grid in grids)
    beside = any(
        other is not group and other[0].text[0].isdigit() and abs(other[0].middle - group[0].middle) < SAME_PLACE
        for other in groups
    )
    box = box_around(group)
    lone = not any(is_close(box, box_around(other)) for other in groups if other is not group)
    return Run(page, text, box, ruled, beside, lone)


def is_close(box: Box, other: Box) -> bool:
    """Whether the one stands right above or below the other, or beside it."""
    between = max(other[1] - box[3], box[1] - other[3])
    return between < ALONE * (box[3] - box[1])


def repeated(runs: Sequence[Run], pages: int) -> list[Run]:
    """Page numbers and running heads.  A number of a table never is one."""
    numbers = [run for run in runs if DASHED.fullmatch(run.text) or is_counted(run, pages)]
    return numbers + list(in_sequence(runs, pages)) + list(running(runs, pages))


def is_counted(run: Run, pages: int) -> bool:
    """“第3页”, “3/8”: a count of as many pages as there are, or more."""
    found = COUNTED.fullmatch(run.text)
    if not found or run.ruled:
        return False
    total = found.group("total")
    return total is None or int(total) >= pages > 1


def in_sequence(runs: Iterable[Run], pages: int) -> Iterator[Run]:
    """Bare numbers that count the pages: they grow with them and stand at one height, apart from the text."""
    bare = [run for run in runs if BARE.fullmatch(run.text) and not run.accompanied]
    for group in at_one_height(bare, key=lambda run: str(int(run.text) - run.page)):
        apart = {run.page for run in group if run.lone and not run.ruled}
        rivals = {run.page for run in bare if run.lone and abs(run.box[1] - group[0].box[1]) <= SAME_PLACE}
        if len(apart) >= max(2, pages / 3, MOST * len(rivals)):
            yield from group


def running(runs: Iterable[Run], pages: int) -> Iterator[Run]:
    """Words that stand at one height on at least half of the pages, outside tables."""
    words = [run for run in runs if not run.ruled and len(without_numbers(run)) >= FEWEST]
    for group in at_one_height(words, key=without_numbers):
        if len({run.page for run in group}) >= max(2, pages / 2):
            yield from group


def without_numbers(run: Run) -> str:
    return NUMBER.sub("", run.text)


def at_one_height(runs: Iterable[Run], key: Callable[[Run], str]) -> Iterator[list[Run]]:
    """Runs with the same key, those at one height together."""
    group: list[Run] = []
    for run in sorted(runs, key=lambda run: (key(run), run.box[1])):
        if group and (key(run) != key(group[0]) or run.box[1] - group[-1].box[1] > SAME_PLACE):
            yield group
            group = []
        group.append(run)
    if group:
        yield group
