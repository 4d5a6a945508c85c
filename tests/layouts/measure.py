"""How well the parser reads a layout: many fillings and wordings, one score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol

from ingest.pipeline import parse_bytes
from tests.layouts import text, web, word
from tests.layouts.cases import Case, make_case
from tests.layouts.office import convert
from tests.layouts.reports import Report
from tests.layouts.scoring import Score, score
from tests.layouts.word import WordLayout

# What the tests and docs/accuracy.md are made of; `python -m tests.layouts --sweep N` goes further.
SEEDS = range(12)


class Layout(Protocol):
    """A way to print a report."""

    @property
    def name(self) -> str: ...

    def write(self, report: Report, rng: Random) -> bytes: ...

    def is_certain(self, case: Case) -> bool:
        """Whether a careful person can read every number of the case in this layout."""

    def misleads(self, case: Case) -> bool:
        """Whether labels are lost to the layout, so that sums may be asked about the wrong rows."""


LAYOUTS: dict[str, Layout] = {layout.name: layout for module in (text, web, word) for layout in module.LAYOUTS}


@dataclass
class Measure:
    """``certain``: the cells that a careful person reads for certain.  ``lost``: those that the layout loses."""

    reports: int = 0
    certain: Score = field(default_factory=Score)
    lost: Score = field(default_factory=Score)

    def add(self, found: Score, *, certain: bool) -> None:
        self.reports += 1
        (self.certain if certain else self.lost).add(found)

    @property
    def silent(self) -> list[str]:
        return self.certain.silent + self.lost.silent

    @property
    def misled(self) -> list[str]:
        return self.certain.misled + self.lost.misled


def judge(layout: Layout, case: Case, data: bytes, name: str) -> Score:
    found = score(case.filling, parse_bytes(data, name).cells, f"{name} (seed {case.seed})")
    if layout.misleads(case):
        found.misled.clear()
    return found


def measure(layout: Layout, seeds: Iterable[int]) -> Measure:
    measured = Measure()
    for seed in seeds:
        case = make_case(seed)
        found = judge(layout, case, layout.write(case.report, Random(seed)), layout.name)
        measured.add(found, certain=layout.is_certain(case))
    return measured


@cache
def usual(name: str) -> Measure:
    """The measure of a layout that tests and documents share."""
    return measure(LAYOUTS[name], SEEDS)


# -- through LibreOffice --

# Readers of these formats call LibreOffice themselves, which takes seconds for a file.
OFFICE = {
    "pdf": ("docx", "docx-lines", "docx-unmerged", "docx-nested", "docx-upright", "docx-landscape"),
    "html": ("docx", "docx-lines", "docx-text-box", "docx-landscape"),
    "txt": ("docx", "docx-upright", "docx-nested"),
    "doc": ("docx-lines",),
    "rtf": ("docx-nested",),
    "odt": ("docx-text-box",),
}
# Wider numbers are broken over lines in a narrow column, and only sums that hold then tell what they are.
_FITS = 3


def fitting(first: int, count: int) -> list[Case]:
    """Cases whose numbers fit the columns of a page."""
    cases = (make_case(seed) for seed in range(first, first + 40 * count))
    return [case for case in cases if case.widest <= _FITS][:count]


def through_office(target: str, folder: Path, first: int = 0, each: int = 1) -> Measure:
    """Word files of several layouts, carried over in one call and read in their new format."""
    jobs: list[tuple[WordLayout, Case, Path]] = []
    for number, name in enumerate(OFFICE[target]):
        layout = next(layout for layout in word.LAYOUTS if layout.name == name)
        for case in fitting(first + 100 * number, each):
            path = folder / f"{name}-{case.seed}.docx"
            path.write_bytes(layout.write(case.report, Random(case.seed)))
            jobs.append((layout, case, path))
    measured = Measure()
    made = convert([path for _, _, path in jobs], target, folder)
    for (layout, case, _), path in zip(jobs, made, strict=True):
        found = judge(layout, case, path.read_bytes(), path.name)
        measured.add(found, certain=layout.is_certain(case))
    return measured
