"""Where in a source something was read: enough to lead a person back to the place."""

from __future__ import annotations

from archive.records import record


@record(frozen=True, slots=True)
class Locator:
    """Only what the format knows is set; counts start at 1, character offsets at 0.

    page: PDF page.  table, row, column: the n-th table of the source, its n-th row as printed
    and the n-th cell of that row.  block: the n-th paragraph (HTML, DOCX).  line: the n-th line
    (text).  start, end: characters within the decoded text (text) or within the block or cell.
    box: left, top, right, bottom on the page in points from its upper left corner.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    block: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    box: tuple[float, float, float, float] | None = None

    def at(self, start: int, end: int | None) -> Locator:
        """These characters of the same place."""
        return Locator(self.page, self.table, self.row, self.column, self.block, self.line, start, end, self.box)

    def as_json(self) -> dict[str, object]:
        return {name: value for name in _NAMES if (value := getattr(self, name)) is not None}


_NAMES = tuple(Locator.__dataclass_fields__)
