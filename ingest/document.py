"""What every reader turns a file into: headings, paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archive.locators import Locator
from archive.records import record


@record(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one line of a text file or of an unruled PDF page.

    ``text`` is as printed (white space and tabs kept in text files, collapsed elsewhere);
    ``level`` is the heading level where the format marks headings (1 is the title), else None.
    """

    text: str
    locator: Locator
    level: int | None = None


@record(frozen=True, slots=True)
class TableCell:
    """A cell as the source has it: ``row`` and ``column`` are its grid position (from 0) after spans."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    locator: Locator


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with spans.  ``rows`` holds, row by row, the cells that start in that row."""

    rows: tuple[tuple[TableCell, ...], ...]
    locator: Locator

    @property
    def width(self) -> int:
        return max((cell.column + cell.colspan for row in self.rows for cell in row), default=0)

    def cells(self) -> Iterator[TableCell]:
        for row in self.rows:
            yield from row


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read.

    ``blocks`` is the report itself; ``surroundings`` what stands around it on a web page (headline,
    breadcrumb, "来源", "时间" lines) and may name agency and date.  ``metadata`` has lower-case keys
    among: title, author, source, published, url, site.
    """

    format: str
    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    surroundings: tuple[Paragraph, ...] = ()
    # Text that a machine recognised on an image: no number from it is certain.
    recognised: bool = False
    warnings: tuple[str, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block

    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
