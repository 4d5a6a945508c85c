"""From the pages of a PDF to paragraphs and tables in reading order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ingest.document import Block
from ingest.limits import MAX_TABLE_CELLS
from ingest.readers.pdf_glyphs import Glyph, Sheet, sheet_of
from ingest.readers.pdf_grids import Grid, grids_of
from ingest.readers.pdf_lines import Line, text_lines
from ingest.readers.pdf_matrices import Box
from ingest.readers.pdf_page_numbers import Run, repeated, runs_of
from ingest.readers.pdf_pages import Page
from ingest.readers.pdf_paragraphs import Margins, PageLine, goes_on, margins_of, paragraph_of
from ingest.readers.pdf_split_rows import mended
from ingest.readers.pdf_tables import Part, belong_together, part_of, table_of
from ingest.refusals import Refusal

# Page numbers and running heads on one page; more would be something else.
MOST_LEFT_OUT = 20
# Characters of a file, 250 bytes each, that are kept in memory as glyphs.
KEPT = 100_000
ANYWHERE = Margins(0.0, math.inf)

Item = Part | PageLine


class Content(NamedTuple):
    """What stands on one page: tables and lines, with their height and with their place on the page as displayed."""

    number: int
    width: float
    parts: list[tuple[float, Part]]
    lines: list[tuple[Line, Box]]

    @property
    def kind(self) -> tuple[int, int]:
        """Pages of one kind have the same margins: those of one width, in a book the left or the right ones."""
        return round(self.width), self.number % 2


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The report, block by block."""
    return list(blocks_in(items_of(list(contents_of(pages)))))


def contents_of(pages: Sequence[Page]) -> Iterator[Content]:
    """Page after page, without what is printed on every page."""
    sheet_at = sheets_of(pages)
    grids: list[list[Grid]] = []
    runs: list[Run] = []
    cells = 0
    for index in range(len(pages)):
        sheet = sheet_at(index)
        grids.append(grids_of(sheet.rulings))
        runs.extend(runs_of(sheet, grids[-1]))
        cells += sum(len(grid.areas) for grid in grids[-1])
        if cells > MAX_TABLE_CELLS:
            raise Refusal("too-complex", f"PDF 文件的表格超过了 {MAX_TABLE_CELLS} 个单元格的上限。")
    left_out: dict[int, list[Run]] = defaultdict(list)
    for run in repeated(runs, len(pages)):
        left_out[run.page].append(run)
    for index, found in enumerate(grids):
        yield content_of(sheet_at(index), found, left_out[index + 1][:MOST_LEFT_OUT])


def sheets_of(pages: Sequence[Page]) -> Callable[[int], Sheet]:
    """Every page is looked at twice.  Those of a report are kept meanwhile, those of a book would fill the memory."""

    def sheet_at(index: int) -> Sheet:
        return sheet_of(pages[index], index + 1)

    return cache(sheet_at) if sum(len(page.text) for page in pages) <= KEPT else sheet_at


def content_of(sheet: Sheet, grids: Sequence[Grid], left_out: Sequence[Run]) -> Content:
    cells: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    free: list[Glyph] = []
    for glyph in sheet.glyphs:
        if not left_out or not any(is_within(glyph, run) for run in left_out):
            place_of(glyph, grids, cells, free).append(glyph)
    parts: list[tuple[float, Part]] = []
    for grid, glyphs in zip(grids, cells, strict=True):
        if part := part_of(sheet, grid, glyphs):
            is_lone = not any(other is not grid and beside(grid, other) for other in grids)
            parts.append((grid.ys[0], replace(part, is_lone=is_lone)))
        else:
            free.extend(glyph for group in glyphs.values() for glyph in group)
    lines = [(line, sheet.displayed(line.box)) for line in text_lines(free)]
    return Content(sheet.number, sheet.width, parts, lines)


def beside(grid: Grid, other: Grid) -> bool:
    return grid.ys[0] < other.ys[-1] and other.ys[0] < grid.ys[-1]


def is_within(glyph: Glyph, run: Run) -> bool:
    left, top, right, bottom = run.box
    return top <= glyph.middle <= bottom and left <= glyph.centre <= right


def place_of(
    glyph: Glyph, grids: Sequence[Grid], cells: Sequence[dict[int, list[Glyph]]], free: list[Glyph]
) -> list[Glyph]:
    """Where a glyph is to be put: in the innermost cell around it, or among the text outside tables."""
    for grid, glyphs in zip(grids, cells, strict=True):
        number = grid.area_at(glyph.centre, glyph.middle)
        if number is not None:
            return glyphs[number]
    return free


def items_of(contents: Sequence[Content]) -> Iterator[Item]:
    """Lines and tables from top to bottom."""
    margins = margins_by_kind(contents)
    for content in contents:
        items: list[tuple[float, Item]] = [*content.parts]
        for line, box in content.lines:
            items.append((line.middle, PageLine(content.number, line, margins[content.kind], box)))
        yield from (item for _, item in sorted(items, key=lambda item: (round(item[0]), item[1].box[0])))


def margins_by_kind(contents: Sequence[Content]) -> dict[tuple[int, int], Margins]:
    """Where prose begins and ends on each kind of pages.  A kind without prose has the margins of all pages."""
    lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for content in contents:
        lines[content.kind].extend(line for line, _ in content.lines)
    common = margins_of([line for found in lines.values() for line in found]) or ANYWHERE
    return {kind: margins_of(found) or common for kind, found in lines.items()}


def blocks_in(items: Iterable[Item]) -> Iterator[Block]:
    """Tables and paragraphs, those that run over a page break in one piece."""
    tables = 0
    for group in groups_of(items):
        parts = [item for item in group if isinstance(item, Part)]
        if parts:
            tables += 1
            yield table_of(whole(parts), tables)
        else:
            yield paragraph_of([item for item in group if isinstance(item, PageLine)])


def groups_of(items: Iterable[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in items:
        if group and not is_continued(group[-1], item):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def is_continued(last: Item, item: Item) -> bool:
    if isinstance(last, Part) and isinstance(item, Part):
        return item.page == last.page + 1 and belong_together(last, item)
    return isinstance(last, PageLine) and isinstance(item, PageLine) and goes_on(last, item)


def whole(parts: Sequence[Part]) -> list[Part]:
    """The parts of a table, with no row cut in two."""
    found = [parts[0]]
    for part in parts[1:]:
        found[-1], rest = mended(found[-1], part)
        if rest.rows:
            found.append(rest)
    return found
