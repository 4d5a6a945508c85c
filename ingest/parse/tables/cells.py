"""From one printed piece and its column to a cell: read, blank, or uncertain with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from archive.cells import BLANK, READ, UNCERTAIN, Cell, Number
from archive.forms.schema import Column
from archive.locators import Locator
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import BLANK as BLANK_PIECE
from ingest.parse.tables.values import EMPTY

_MONEY = frozenset(("元", "百元", "千元", "万元", "亿元"))

UNTOLD = "这一行的数字与各列对不上，分不清哪个数字属于哪一列"
UNLABELLED = "表中没有找到这一行"
NOTHING = "这一行没有读到数字"
ABSENT = "这一格没有读到"
SHIFTED = "行名与数字可能错位"
BROKEN = "这一行的数字下面还有数字，可能被断成几行"
TWICE = "同一数据项在文件中印了两次，数字不同"
RECOGNISED = "由图像识别得到，需人工核对"


def cell_of(token: Token, column: Column, head_unit: str = "") -> Cell:
    """The cell that one piece of a certain column makes."""
    lexeme = token.lexeme
    if lexeme is EMPTY or lexeme is BLANK_PIECE:
        return Cell(None, token.text, BLANK, token.locator)
    reason = lexeme.reason or _misfit(lexeme.value, lexeme.unit, column)
    if reason:
        maybe = lexeme.value if lexeme.reason else None
        return Cell(None, token.text, UNCERTAIN, token.locator, "", maybe, reason)
    unit = lexeme.unit or head_unit if column.unit_as_printed else ""
    return Cell(lexeme.value, token.text, READ, token.locator, unit)


def _misfit(value: Number | None, unit: str, column: Column) -> str:
    if value is None:
        return ABSENT
    if value < 0 and not column.signed:
        return "件数不应是负数"
    if not column.decimal and not isinstance(value, int):
        return "件数不应有小数"
    if unit in _MONEY and unit != column.unit and not column.unit_as_printed:
        return f"印的单位是{unit}，与表头的单位不同"
    return ""


def doubtful(tokens: Sequence[Token], reason: str) -> Cell:
    """What every cell of a row becomes when its columns cannot be told apart."""
    raw = " ".join(token.text for token in tokens if token.text.strip())
    locator = tokens[0].locator if tokens else None
    return Cell(None, raw, UNCERTAIN, locator, reason=reason)


def missing(reason: str = ABSENT, locator: Locator | None = None) -> Cell:
    return Cell(None, "", UNCERTAIN, locator, reason=reason)
