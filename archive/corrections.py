"""What persons decided of single cells: kept with every revision, laid over each later reading of the same source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.cell_codec import Json, cell_from_json, cell_to_json
from archive.cells import Cell, Number, Status
from archive.locators import Locator
from archive.texts import storable


@dataclass(frozen=True, slots=True)
class Correction:
    """``value`` None: a person saw that nothing is printed there.  ``note`` says what it was seen by.

    ``locator`` is where in the source, if it is not where the parser looked.
    """

    value: Number | None
    note: str = ""
    raw: str = ""
    locator: Locator | None = None
    unit: str = ""

    def applied_to(self, cell: Cell | None) -> Cell:
        before = cell or Cell(None, "", Status.BLANK)
        return replace(
            before,
            value=self.value,
            raw=self.raw or before.raw,
            status=Status.BLANK if self.value is None else Status.READ,
            locator=self.locator or before.locator,
            unit=self.unit or before.unit,
            proposal=None,
            reason="",
        )


def noted(cell: Cell, note: str, by: str) -> Json:
    """A decision as a revision keeps it."""
    return {"cell": cell_to_json(cell), "note": storable(note), "by": by}


def overlaid(cells: Mapping[str, Cell], decided: Mapping[str, Json]) -> dict[str, Cell]:
    """The parser's cells, and in their place those that a person decided."""
    return {**cells, **{code: cell_from_json(decision["cell"]) for code, decision in decided.items()}}
