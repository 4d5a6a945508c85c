"""What a <table> is for: data, the facts sheet above an article, or nothing but layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from lxml import etree

from ingest.readers.web.grid import Grid
from ingest.readers.web.rows import Row

# One cell holding this many characters, and most of the table's, holds an article.
_ARTICLE = 300
# More rows than this and it is no facts sheet.
_SHEET_ROWS = 14
_SHEET_LABELS = frozenset(
    "索引号 信息索引号 分类 信息分类 主题分类 体裁分类 组配分类 服务对象 发布机构 发布机关 发文机关 发布单位"
    " 公开机关 公开机构 信息来源 来源 文号 发文字号 发文文号 文件编号 发文日期 成文日期 生成日期 公开日期"
    " 发布日期 发布时间 生成时间 名称 标题 信息名称 文件名称 关键词 主题词 内容概述 内容概览 有效性 时效"
    " 信息有效性 公开方式 公开范围 公开形式 公开时限 公开程序 体裁 责任部门 所属机构 所属主题 废止日期"
    " 生效日期".split()
)
_BLANKS = re.compile(r"[\s\u3000]+")
_COLON = re.compile("[：:]")


class Use(Enum):
    DATA = auto()
    FACTS = auto()
    LAYOUT = auto()


def is_frame(table: etree._Element, groups: list[list[Row]]) -> bool:
    """Told from its structure alone: one column, or a table around tables."""
    rows = [row for group in groups for row in group]
    if max(map(len, rows), default=0) < 2 or table.get("role") == "presentation":
        return True
    if table.find(".//table") is None:
        return False
    return sum(1 for row in rows if len(row) >= 3) < 3 or _mostly_nested(rows)


def use_of(table: etree._Element, grid: Grid) -> Use:
    texts = grid.texts()
    if len(grid.rows) <= _SHEET_ROWS and _is_facts_sheet(grid):
        return Use.FACTS
    if not grid.inner and (_holds_article(texts) or _is_navigation(table, texts)):
        return Use.LAYOUT
    return Use.DATA


def facts_of(grid: Grid) -> Iterator[str]:
    """The lines of a facts sheet, label and value joined: "发布机构：…"."""
    label = ""
    for text in grid.texts():
        name = _BLANKS.sub("", text).rstrip("：:")
        if name in _SHEET_LABELS and not label:
            label = name
        elif text or label:
            yield f"{label}：{text}" if label else text
            label = ""


def _mostly_nested(rows: list[Row]) -> bool:
    """Most of the text stands in cells that hold tables."""
    lengths = [(_length(cell), cell.find(".//table") is not None) for row in rows for cell in row]
    return 2 * sum(length for length, nested in lengths if nested) > sum(length for length, _ in lengths)


def _is_facts_sheet(grid: Grid) -> bool:
    """Labels each followed by its value; labels side by side are the head of a list."""
    labels = 0
    for row in grid.rows:
        names = [_COLON.split(_BLANKS.sub("", cell.text), maxsplit=1) for cell in row]
        known = [name[0] in _SHEET_LABELS for name in names]
        for index, name in enumerate(names):
            has_value = any(name[1:]) or known[index + 1 : index + 2] == [False]
            labels += known[index] and has_value
    return labels >= 3 or (labels == 2 and len(grid.rows) <= 2)


def _holds_article(texts: list[str]) -> bool:
    longest = max(map(len, texts), default=0)
    return longest > _ARTICLE and longest * 10 > sum(map(len, texts)) * 6


def _is_navigation(table: etree._Element, texts: list[str]) -> bool:
    linked = sum(map(_length, table.iter("a")))
    return linked > 0 and linked * 10 > sum(map(len, texts)) * 6


def _length(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())
