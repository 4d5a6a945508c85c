"""All checks of a report by itself, run again whenever a person changes a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archive.cells import Cell
from archive.checks import Claim, check_prose, check_sums
from archive.findings import Finding
from archive.forms import FORMS
from archive.forms.schema import Form


def layout_of(form: str, cells: Mapping[str, object]) -> Form | None:
    """The form as this report prints it; reports of before 2019 have none."""
    found = FORMS.get(form)
    return found.as_printed({code.rpartition(".")[0] for code in cells}) if found and cells else None


def check(form: str, cells: Mapping[str, Cell], claims: Sequence[Claim], year: int) -> list[Finding]:
    layout = layout_of(form, cells)
    return [*(check_sums(layout, cells) if layout else ()), *check_prose(claims, cells, year, layout)]
