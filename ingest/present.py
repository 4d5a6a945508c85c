"""A report for a person at a terminal: the tables as the form prints them, doubts and findings marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from archive.cells import Cell, Status
from archive.findings import Finding, Severity
from archive.forms.schema import Block, Row, Table
from archive.kinds import KIND_LABELS
from ingest.refusals import Refusal
from ingest.report import ParsedReport

BLANK, ABSENT, DOUBT, FAILED = "未填", "未读出", "?", "!"
_LABEL_WIDTH = 40
_GAP = "  "
_RED, _DIM, _BOLD, _PLAIN = "\x1b[31m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
_STATUS = {"certain": "确定", "inferred": "推断", "ambiguous": "有几种可能", "unknown": "不详"}


def present_error(name: str, refusal: Refusal) -> str:
    return f"{name}\n  未能读取（{refusal.code}）：{refusal.message}\n"


def present(name: str, report: ParsedReport, *, colour: bool) -> str:
    lines = [*_heading(name, report), *_tables(report), *_indicators(report), *_findings(report), *_warnings(report)]
    text = "\n".join(lines) + "\n"
    return text if colour else _without_colour(text)


def _heading(name: str, report: ParsedReport) -> Iterator[str]:
    yield f"{_DIM}{name}{_PLAIN}"
    yield f"{_BOLD}{report.title or '（没有题名）'}{_PLAIN}"
    division = report.division
    place = "".join(division.names) or "、".join("".join(c.names) for c in division.candidates)
    yield f"  机关  {report.agency or '不详'}（{KIND_LABELS[report.agency_kind]}）"
    yield f"  年份  {report.year or '不详'}    格式  {report.form or '不详'}"
    yield f"  地区  {place or '—'}（{_STATUS[division.status.value]}）{_DIM}{division.cue}{_PLAIN}"
    counts = {status: sum(cell.status is status for cell in report.cells.values()) for status in Status}
    yield (
        f"  数据项  读出 {counts[Status.READ]}，未填 {counts[Status.BLANK]}，"
        f"存疑 {counts[Status.UNCERTAIN]}；核对提示 {len(report.findings)} 条"
    )


# -- tables --


def _tables(report: ParsedReport) -> Iterator[str]:
    if report.layout is None:
        return
    failed = {code for finding in report.findings if finding.severity is Severity.ERROR for code in finding.cells}
    for table in report.layout.tables:
        yield ""
        yield f"{_BOLD}{table.label}{_PLAIN}"
        if any(code in report.cells for code in _codes(table)):
            yield from _table(table, report.cells, failed)
        else:
            yield f"  {_RED}文件里没有这张表{_PLAIN}"


def _codes(table: Table) -> Iterator[str]:
    for block in table.blocks:
        for row in block.rows:
            yield from _row_codes(row, block)


def _row_codes(row: Row, block: Block) -> list[str]:
    return [f"{row.code}.{column.code}" for column in block.columns]


def _table(table: Table, cells: Mapping[str, Cell], failed: set[str]) -> Iterator[str]:
    for block in table.blocks:
        shown = {row.code: _values(row, block, cells, failed) for row in block.rows}
        widths = _widths(block, list(shown.values()))
        heads = _GAP.join(_right(column.label, width) for column, width in zip(block.columns, widths, strict=True))
        yield f"{_DIM}{_left(block.heading, _LABEL_WIDTH)}{heads}{_PLAIN}"
        yield from _rows(block, shown, widths)


def _values(row: Row, block: Block, cells: Mapping[str, Cell], failed: set[str]) -> list[str]:
    return [_value(cells.get(code), failed=code in failed) for code in _row_codes(row, block)]


def _widths(block: Block, shown: Sequence[Sequence[str]]) -> list[int]:
    return [
        max(width(column.label), *(width(_without_colour(line[index])) for line in shown))
        for index, column in enumerate(block.columns)
    ]


def _rows(block: Block, shown: Mapping[str, Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    groups: tuple[str, ...] = ()
    for row in block.rows:
        for depth, group in enumerate(row.groups):
            if row.groups[: depth + 1] != groups[: depth + 1]:
                yield "  " * (depth + 1) + group
        groups = row.groups
        label = "  " * (len(groups) + 1) + row.ordinal + row.label
        values = _GAP.join(_right(value, size) for value, size in zip(shown[row.code], widths, strict=True))
        yield f"{_left(_shortened(label), _LABEL_WIDTH)}{values}"


def _value(cell: Cell | None, *, failed: bool) -> str:
    if cell is None:
        return f"{_RED}{ABSENT}{_PLAIN}"
    if cell.status is Status.UNCERTAIN:
        maybe = f"{cell.proposal:,}" if cell.proposal is not None else ABSENT
        return f"{_RED}{maybe}{DOUBT}{_PLAIN}"
    if cell.value is None:
        return f"{_RED}{BLANK}{FAILED}{_PLAIN}" if failed else f"{_DIM}{BLANK}{_PLAIN}"
    number = f"{cell.value:,}{cell.unit}"
    if failed:
        return f"{_RED}{number}{FAILED}{_PLAIN}"
    return number if cell.value else f"{_DIM}{number}{_PLAIN}"


# -- what stands below the tables --


def _indicators(report: ParsedReport) -> Iterator[str]:
    if not report.indicators:
        return
    yield ""
    yield f"{_BOLD}其他指标{_PLAIN}  {'  '.join(report.indicators[0].columns)}"
    for indicator in report.indicators:
        values = _GAP.join(_right(ABSENT if value is None else f"{value:,}", 12) for value in indicator.values)
        yield f"  {_left(_shortened(indicator.name), _LABEL_WIDTH)}{_left(indicator.unit, 6)}{values}"


def _findings(report: ParsedReport) -> Iterator[str]:
    if report.findings:
        yield ""
        yield f"{_BOLD}核对提示{_PLAIN}"
    for finding in report.findings:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {_RED}{FAILED}{_PLAIN} {finding.message}  {_DIM}{finding.rule}{_PLAIN}"
    for quote in finding.quotes:
        yield f"      {_DIM}“{quote.text}” {quote.section}{_PLAIN}"


def _warnings(report: ParsedReport) -> Iterator[str]:
    doubts = {cell.reason: 0 for cell in report.cells.values() if cell.status is Status.UNCERTAIN}
    for cell in report.cells.values():
        if cell.status is Status.UNCERTAIN:
            doubts[cell.reason] += 1
    if doubts or report.warnings:
        yield ""
        yield f"{_BOLD}说明{_PLAIN}"
    yield from (f"  {DOUBT} {count} 个数据项存疑：{reason}" for reason, count in doubts.items())
    yield from (f"  · {warning}" for warning in report.warnings)


# -- columns of a terminal: a Chinese character takes two --


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _left(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def _right(text: str, size: int) -> str:
    return " " * (size - width(_without_colour(text))) + text


def _shortened(text: str) -> str:
    if width(text) < _LABEL_WIDTH:
        return text
    while width(text) > _LABEL_WIDTH - 3:
        text = text[:-1]
    return text + "…"


def _without_colour(text: str) -> str:
    for code in (_RED, _DIM, _BOLD, _PLAIN):
        text = text.replace(code, "")
    return text
