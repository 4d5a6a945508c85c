"""Word files written by hand as XML: merged cells, tables in tables, text boxes, revisions, page breaks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from xml.sax.saxutils import escape

from tests.layouts.cases import Case
from tests.layouts.grids import Grid, Piece, Placed, broken, placed
from tests.layouts.reports import PROSE, Report

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOX_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Twentieths of a point: A4 less its margins, and on its side.
_UPRIGHT, _SIDEWAYS = (11906, 16838), (16838, 11906)
_MARGIN = 1134

RunWriter = Callable[[Piece, Random], str]
TableWriter = Callable[["WordLayout", Grid, Random], str]


@dataclass(frozen=True)
class WordLayout:
    """``run`` writes the text of a cell, ``table`` a whole table; sizes in points."""

    name: str
    run: RunWriter
    table: TableWriter
    size: int = 10
    sideways: bool = False
    # Paragraphs of prose in front, so that pages break anywhere in the tables.
    prose: int = 0
    # Groups of rows are written upright.
    upright: bool = False
    # Part of the width left to each column of numbers.
    numbers: float = 0.7
    loses_places: bool = False

    def is_certain(self, case: Case) -> bool:
        return not (self.loses_places and case.is_bare)

    def misleads(self, case: Case) -> bool:
        return False

    def write(self, report: Report, rng: Random) -> bytes:
        prose = [paragraph(rng.choice(PROSE)) for _ in range(rng.randint(0, self.prose))]
        parts = [self._part(part, rng) for part in report.parts]
        return package("".join((paragraph(report.title), *prose, *parts, self._section())))

    def _part(self, part: str | Grid, rng: Random) -> str:
        return paragraph(part) if isinstance(part, str) else self.table(self, part, rng) + paragraph("")

    @property
    def page(self) -> tuple[int, int]:
        return _SIDEWAYS if self.sideways else _UPRIGHT

    def _section(self) -> str:
        wide, high = self.page
        orient = ' w:orient="landscape"' if self.sideways else ""
        margins = "".join(f' w:{side}="{_MARGIN}"' for side in ("top", "right", "bottom", "left"))
        return f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{orient}/><w:pgMar{margins}/></w:sectPr>'

    def widths(self, grid: Grid) -> list[int]:
        """Label columns share what the columns of numbers leave."""
        row = max(placed(grid), key=lambda row: sum(place.piece.number for place in row))
        usual = (self.page[0] - 2 * _MARGIN) / len(row)
        spare = sum(usual * (1 - self.numbers) for place in row if place.piece.number)
        labels = sum(not place.piece.number for place in row)
        if not labels:
            return [round(usual)] * len(row)
        return [round(usual * self.numbers if place.piece.number else usual + spare / labels) for place in row]

    def cell(self, piece: Piece, width: int, merge: str, rng: Random) -> str:
        span = f'<w:gridSpan w:val="{piece.colspan}"/>' if piece.colspan > 1 else ""
        upright = self.upright and piece.rowspan > 2 and piece.colspan == 1
        turned = '<w:textDirection w:val="tbRlV"/>' if upright else ""
        properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{turned}</w:tcPr>'
        text = "" if merge.endswith("<w:vMerge/>") else self.run(piece, rng)
        return f"<w:tc>{properties}<w:p>{_type_size(text, self.size)}</w:p></w:tc>"


def _type_size(runs: str, size: int) -> str:
    return runs.replace("<w:r>", f'<w:r><w:rPr><w:sz w:val="{size * 2}"/></w:rPr>')


def paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def package(body: str) -> bytes:
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W} {_BOX_NAMES}><w:body>{body}</w:body></w:document>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return target.getvalue()


# -- the text of a cell --


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _plain(piece: Piece, rng: Random) -> str:
    return _run(piece.text)


def _in_pieces(piece: Piece, rng: Random) -> str:
    """A run for every character, proofing marks and bookmarks between."""
    between = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkEnd w:id="1"/>'
    return between.join(_run(character) for character in piece.text)


def _revised(piece: Piece, rng: Random) -> str:
    """What was struck out is still in the file; what was added counts."""
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="3" w:author="a">{_run(piece.text)}</w:ins>'
    return deleted + added if rng.random() < 0.3 else _run(piece.text)


def _in_lines(piece: Piece, rng: Random) -> str:
    """Labels broken by hand into lines or paragraphs."""
    text = broken(piece, "\n", rng) or piece.text
    mark = rng.choice(("<w:r><w:br/></w:r>", "</w:p><w:p>"))
    return mark.join(map(_run, text.split("\n")))


# -- tables --


def _table(rows: Iterator[str], widths: list[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = f'<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _merged(layout: WordLayout, grid: Grid, rng: Random) -> str:
    widths = layout.widths(grid)
    return _table((_row(layout, row, widths, rng) for row in placed(grid)), widths)


def _row(layout: WordLayout, row: list[Placed], widths: list[int], rng: Random, repeat: str = "") -> str:
    return f"<w:tr>{repeat}{''.join(_cells(layout, row, widths, rng))}</w:tr>"


def _cells(layout: WordLayout, row: list[Placed], widths: list[int], rng: Random) -> Iterator[str]:
    covered = -1
    for place in row:
        if place.column < covered:
            continue
        covered = place.column + place.piece.colspan
        merge = "" if place.piece.rowspan == 1 else '<w:vMerge w:val="restart"/>' if place.own else "<w:vMerge/>"
        yield layout.cell(place.piece, sum(widths[place.column : covered]), merge, rng)


def _unmerged(layout: WordLayout, grid: Grid, rng: Random) -> str:
    """Empty cells in place of merged ones, borders rubbed out."""
    widths = layout.widths(grid)
    rows = (
        [Placed(Piece(place.piece.text if place.own else "", number=place.piece.number), place.column) for place in row]
        for row in placed(grid)
    )
    return _table((_row(layout, row, widths, rng) for row in rows), widths)


def _headed(layout: WordLayout, grid: Grid, rng: Random) -> str:
    """The heads say that they repeat on every page, where the table has only one set of them."""
    widths = layout.widths(grid)
    heads = [index for index, line in enumerate(grid) if not any(piece.number for piece in line)]
    first = len(heads) if heads == list(range(len(heads))) else 0
    repeat = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = (_row(layout, row, widths, rng, repeat if at < first else "") for at, row in enumerate(placed(grid)))
    return _table(rows, widths)


def _nested(layout: WordLayout, grid: Grid, rng: Random) -> str:
    width = layout.page[0] - 2 * _MARGIN
    inner = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_merged(layout, grid, rng)}<w:p/></w:tc>'
    return _table(iter((f"<w:tr>{inner}</w:tr>",)), [width])


def _controlled(layout: WordLayout, grid: Grid, rng: Random) -> str:
    """Inside content controls, as forms made for filling in have them."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{_merged(layout, grid, rng)}</w:sdtContent></w:sdt>"


def _boxed(layout: WordLayout, grid: Grid, rng: Random) -> str:
    """In a text box, written twice: for new programs and for old ones."""
    content = f"<w:txbxContent>{_merged(layout, grid, rng)}<w:p/></w:txbxContent>"
    size = 'cx="5400000" cy="7200000"'
    shape = (
        f'<wp:inline><wp:extent {size}/><wp:docPr id="1" name="Box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )
    old = f'<w:pict><v:shape style="width:425pt;height:566pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    choice = f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:p><w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"


def _as_lines(layout: WordLayout, grid: Grid, rng: Random) -> str:
    """No table at all: paragraphs with tabs."""
    tab = "<w:r><w:tab/></w:r>"
    rows = ([place.piece.text if place.own else "" for place in row] for row in placed(grid))
    return "".join(f"<w:p>{tab.join(map(_run, row))}</w:p>" for row in rows)


LAYOUTS = (
    WordLayout("docx", _plain, _merged),
    WordLayout("docx-runs", _in_pieces, _merged, prose=12),
    WordLayout("docx-revised", _revised, _merged),
    WordLayout("docx-lines", _in_lines, _headed, prose=30),
    WordLayout("docx-unmerged", _plain, _unmerged, loses_places=True),
    WordLayout("docx-nested", _plain, _nested),
    WordLayout("docx-controls", _in_lines, _controlled),
    WordLayout("docx-text-box", _plain, _boxed),
    WordLayout("docx-upright", _plain, _merged, upright=True, prose=20),
    WordLayout("docx-landscape", _in_lines, _headed, sideways=True, size=12, prose=20, numbers=0.7),
    WordLayout("docx-tabs", _plain, _as_lines, loses_places=True),
)
