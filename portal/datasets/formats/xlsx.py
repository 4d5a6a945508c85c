"""XLSX: the table with its head in place, texts as texts, and a sheet that explains it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.datasets.columns import STATUS_LABELS, DataColumn, Type
from portal.datasets.table import DataTable
from portal.neutral import Neutral

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A sheet has one line more, which is the head.
MOST_ROWS = 1_048_575
# A longer text a cell cannot hold.
MOST_LETTERS = 32_767
_PIECE = 1 << 18
_NAME_WIDTH = 24
_LABEL_WIDTH = 60

Write = Callable[[int, int, Any], Any]


def chunks(table: DataTable) -> Iterator[bytes]:
    """What a workbook is packed from lies in a folder that goes with it, however this ends."""
    with tempfile.TemporaryDirectory(prefix="nianbao-xlsx-") as folder:
        file = Path(folder) / "table.xlsx"
        _write(table, file)
        with file.open("rb") as packed:
            while piece := packed.read(_PIECE):
                yield piece


def _write(table: DataTable, file: Path) -> None:
    book = Workbook(str(file), {"constant_memory": True, "tmpdir": str(file.parent)})
    try:
        head = book.add_format({"bold": True, "bottom": 1})
        _data(table, book.add_worksheet(_("数据")), head, book.add_format({"num_format": "yyyy-mm-dd"}))
        _explained(table, book.add_worksheet(_("说明")), head)
    finally:
        book.close()


def _data(table: DataTable, sheet: Worksheet, head: Format, day: Format) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, head)
    known = Neutral()
    writes = [_writer(sheet, column, day, known) for column in table.columns]
    line = 0
    for batch in table.batches:
        for values in zip(*batch.values, strict=True):
            line += 1
            for place, value in enumerate(values):
                if value is not None:
                    writes[place](line, place, value)


def _writer(sheet: Worksheet, column: DataColumn, day: Format, known: Neutral) -> Write:
    """Nothing is left to a guess: a code stays text with its zeros, no text becomes a formula or a link."""
    match column.type:
        case Type.INTEGER | Type.NUMBER:
            number: Write = sheet.write_number
            return number
        case Type.DATE:
            return lambda line, place, value: _write_day(sheet, line, place, value, day)
        case _:
            return lambda line, place, value: sheet.write_string(line, place, _fitting(known[value] or ""))


def _fitting(text: str) -> str:
    """Cut with a mark rather than left out.  Excel counts in UTF-16."""
    if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS:
        return text
    return text.encode("utf-16-le")[: 2 * (MOST_LETTERS - 1)].decode("utf-16-le", "ignore") + "…"


def _write_day(sheet: Worksheet, line: int, place: int, value: date, day: Format) -> None:
    sheet.write_datetime(line, place, value, day)


def _explained(table: DataTable, sheet: Worksheet, head: Format) -> None:
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _LABEL_WIDTH)
    sheet.set_column(2, 2, _LABEL_WIDTH)
    for number, (is_head, texts) in enumerate(_lines(table)):
        for place, text in enumerate(texts):
            sheet.write_string(number, place, text, head if is_head else None)


def _lines(table: DataTable) -> Iterable[tuple[bool, tuple[str, ...]]]:
    """Where the numbers come from, what an empty place means, and every column."""
    known = Neutral()
    yield True, (_("这份表"), "")
    for name, value in (
        (_("查询"), table.origin.query),
        (_("地址"), table.origin.address),
        (_("生成时间"), table.origin.made_at.isoformat(timespec="seconds")),
        (_("数据版本"), str(table.origin.version)),
        (_("年报数"), str(table.reports)),
    ):
        yield False, (name, known[value] or "")
    yield False, ("", _("文字以 = + - @ 等符号开头时，前面加了一个撇号，以免被当作公式。"))
    yield True, (_("状态"), _("含义"), "English")
    for status, (label, english) in STATUS_LABELS.items():
        yield False, (status.value, str(label), english)
    yield True, (_("列"), _("含义"), "English", _("单位"), _("类型"))
    for column in table.columns:
        yield False, (column.name, str(column.label), column.english, column.unit, column.type.value)
