"""docs/accuracy.md: what was measured, layout by layout."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.house import ROOT
from tests.layouts import text, web, word
from tests.layouts.measure import OFFICE, SEEDS, Measure, through_office, usual

TARGET = ROOT / "docs" / "accuracy.md"

_HEAD = f"""# Accuracy

Made by `python -m tests.layouts --write`; the tests measure it again and compare.

A generator prints the statutory forms from their declaration in `archive/forms`, {len(SEEDS)} reports in each layout:
random numbers of one to seven digits, blanks of nine kinds, one cell in a third of the reports that breaks a sum,
ordinals and labels in all their variants, misprints, traditional characters, captions, notes and page breaks.

A *certain* cell is one that a careful person reads for certain in that layout.  Where a layout loses gaps or runs
digits together the other cells are *lost*, and it is right not to read them.  *Silent* are wrong values presented as
certain; *misled* are wrong proposals for cells that are not certain.

| layout | certain cells | read right | % | lost cells | still read right | proposed | misled | silent |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
"""
_GROUPS = (
    ("Text files, in UTF-8, GB18030 and UTF-16", text.LAYOUTS),
    ("Web pages", web.LAYOUTS),
    ("Word files", word.LAYOUTS),
)
_OFFICE_HEAD = "Word files carried over by LibreOffice"


def row(name: str, measured: Measure) -> str:
    certain, lost = measured.certain, measured.lost
    percent = f"{100 * certain.right / certain.cells:.2f}" if certain.cells else "–"
    proposed = certain.proposals + lost.proposals
    numbers = (certain.cells, certain.right, percent, lost.cells, lost.right, proposed)
    return f"| {' | '.join((name, *map(str, numbers), str(len(measured.misled)), str(len(measured.silent))))} |"


def office_name(target: str) -> str:
    return f"docx as {target}"


def _title(words: str) -> str:
    return f"| **{words}** | | | | | | | | |"


def printed_rows() -> Iterator[str]:
    for words, layouts in _GROUPS:
        yield _title(words)
        yield from (row(layout.name, usual(layout.name)) for layout in layouts)


def office_rows() -> Iterator[str]:
    yield _title(_OFFICE_HEAD)
    for target in OFFICE:
        with tempfile.TemporaryDirectory() as folder:
            yield row(office_name(target), through_office(target, Path(folder)))


def document() -> str:
    return _HEAD + "\n".join((*printed_rows(), *office_rows())) + "\n"
