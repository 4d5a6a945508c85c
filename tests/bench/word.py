"""A DOCX report made from the newest form: every table complete, every number printed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from archive.forms import NEWEST
from archive.forms.schema import Block, Row, Table

TITLE = "某市档案局2024年政府信息公开工作年度报告"
PROSE = "本机关认真贯彻条例，及时回应社会关切，各项工作有序开展。"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def table_row(texts: Iterable[str]) -> str:
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


def grid(rows: Iterable[Iterable[str]]) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(map(table_row, rows))}</w:tbl>"


def row_name(row: Row) -> str:
    return f"{row.ordinal}{row.label}"


def block_grid(block: Block) -> str:
    head = [block.heading, *(column.label for column in block.columns)]
    return grid([head, *([row_name(row), *("0" for _ in block.columns)] for row in block.rows)])


def across_grid(block: Block) -> str:
    """Row labels above their columns, all numbers in one line."""
    spread = [(row, column) for row in block.rows for column in block.columns]
    return grid([[row.label for row, _ in spread], [column.label for _, column in spread], ["0"] * len(spread)])


def printed(table: Table) -> str:
    # Word joins two tables that nothing separates.
    return paragraph("").join((across_grid if table.across else block_grid)(block) for block in table.blocks)


def body() -> str:
    parts = [paragraph(TITLE)]
    for section in NEWEST.sections:
        parts += [paragraph(section.heading), *([paragraph(PROSE)] * 8)]
        parts += [printed(table) for table in NEWEST.tables if table.section == section.number]
    return "".join(parts)


def write_report(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONSHIPS)
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body()}</w:body></w:document>'
        )
    return path
