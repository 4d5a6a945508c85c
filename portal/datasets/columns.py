"""The columns of the tables that researchers download: what each is called, its type, what it means.

A wide table has a row for each report and a column for each cell; a long one a row for each cell of each report.
Names never change, and new columns only join at the end of their group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive.forms import FORMS, all_cells
from archive.forms.schema import CellSpec, Row, Table


class Shape(StrEnum):
    WIDE = "wide"
    LONG = "long"


class Type(StrEnum):
    """Any column but a report's number may be empty."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    # Text with few values: Parquet keeps each of them once.
    CATEGORY = "category"
    DATE = "date"


class Status(StrEnum):
    """What a cell of a report is.  Only one that was read has a value; 0 is a value."""

    READ = "read"
    BLANK = "blank"
    UNCERTAIN = "uncertain"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """``cell`` is set for the columns of a wide table that hold a cell's numbers or its status."""

    name: str
    type: Type
    label: str | Promise
    english: str
    unit: str = ""
    cell: CellSpec | None = None
    is_status: bool = False

    @property
    def title(self) -> str:
        """The label without what explains it; of a cell its row and column."""
        return self.cell.words if self.cell else str(self.label).partition("：")[0]


STATUS_LABELS: dict[Status, tuple[str | Promise, str]] = {
    Status.READ: (_("已读出"), "read"),
    Status.BLANK: (_("未填"), "printed, but left blank"),
    Status.UNCERTAIN: (_("未读出"), "printed, but not read with certainty"),
    Status.ABSENT: (_("无此项"), "not in the report's tables"),
}

# What is known of a report, before any of its numbers.
REPORT_COLUMNS = (
    DataColumn("report", Type.INTEGER, _("年报编号：永不改变"), "number of the report; it never changes"),
    DataColumn("agency", Type.INTEGER, _("机关编号"), "number of the agency"),
    DataColumn("agency_name", Type.CATEGORY, _("机关名称"), "name of the agency"),
    DataColumn("kind", Type.CATEGORY, _("机关类型代码"), "kind of agency, as a code"),
    DataColumn("kind_label", Type.CATEGORY, _("机关类型"), "kind of agency"),
    DataColumn(
        "division",
        Type.CATEGORY,
        _("地区代码：GB/T 2260，省 2 位，市 4 位，县 6 位"),
        "code of the administrative division",
    ),
    DataColumn("division_name", Type.CATEGORY, _("地区全称"), "full name of the division"),
    DataColumn("year", Type.INTEGER, _("年份：年报所述的年度"), "the year that the report is about"),
    DataColumn("form", Type.CATEGORY, _("格式：年报所用法定格式的年份"), "the statutory form that the report follows"),
    DataColumn("title", Type.TEXT, _("题名"), "title of the report"),
    DataColumn("signed_on", Type.DATE, _("落款日期"), "the date below the report"),
    DataColumn("published_on", Type.DATE, _("公布日期"), "the date on which the agency published it"),
    DataColumn("findings", Type.INTEGER, _("核对提示的条数"), "how many things in the report do not add up"),
    DataColumn("revision", Type.INTEGER, _("版本号：本馆第几次读取或更正"), "which reading of the report this is"),
    DataColumn("source_sha256", Type.TEXT, _("原件的 SHA-256"), "SHA-256 of the file as received"),
    DataColumn("source_format", Type.CATEGORY, _("原件的文件类型"), "file type of the source"),
    DataColumn("origin", Type.TEXT, _("原件的来源网址"), "where the source was published"),
    DataColumn("address", Type.TEXT, _("本馆的永久地址"), "permanent address of the report"),
)
# Those of a long table where nobody chose: it has a row for each cell.
LONG_REPORT_NAMES = ("report", "agency_name", "division", "year", "form", "revision", "source_sha256")

# One letter for each column of numbers of a wide table, in their order.
STATES = DataColumn(
    "states",
    Type.TEXT,
    _("状态一览：按数据列的次序每列一个字母，r 已读出，b 未填，u 未读出，a 无此项"),
    "status of each column of numbers, one letter each in their order: r read, b blank, u uncertain, a absent",
)
# The columns of a long table after those of the report.
LONG_COLUMNS = (
    DataColumn("cell", Type.CATEGORY, _("数据项代码"), "code of the cell"),
    DataColumn("words", Type.CATEGORY, _("数据项：表中的行与列"), "the cell's row and column in words"),
    DataColumn("value", Type.NUMBER, _("数值：没有数值时为空"), "the number; empty where there is none"),
    DataColumn("status", Type.CATEGORY, _("状态：read、blank、uncertain、absent"), "read, blank, uncertain or absent"),
    DataColumn("unit", Type.CATEGORY, _("数值的单位"), "unit of the number"),
    DataColumn("raw", Type.CATEGORY, _("原件中印的文字"), "what the source prints there"),
    DataColumn("printed_unit", Type.CATEGORY, _("原件中印的单位"), "the unit that the source prints"),
    DataColumn("locator", Type.TEXT, _("在原件中的位置：JSON"), "where in the source it stands (JSON)"),
)
# In CSV and JSON Lines, which have no other place for it.
MADE = DataColumn(
    "dataset",
    Type.TEXT,
    _("来历：只在第一行，由哪个查询、何时、从哪个数据版本生成"),
    "in the first row only: which query, when and which version of the data made this file",
)


@cache
def value_columns() -> dict[str, DataColumn]:
    """Cell code → the column of its numbers, in the order of the forms."""
    return {code: _value_column(spec) for code, spec in all_cells().items()}


def _value_column(spec: CellSpec) -> DataColumn:
    kind = Type.NUMBER if spec.column.decimal else Type.INTEGER
    label = " · ".join((spec.table.label, *spec.row.groups, spec.row.label, spec.column.label))
    english = f"{spec.table.english}: {spec.row.english}, {spec.column.english}"
    return DataColumn(spec.code, kind, label, english, spec.column.unit, spec)


def status_column(spec: CellSpec) -> DataColumn:
    """The column that tells for one cell which kind of nothing an empty place is."""
    value = value_columns()[spec.code]
    return DataColumn(
        f"{spec.code}.status",
        Type.CATEGORY,
        _("{label} · 状态").format(label=value.label),
        f"Status of: {value.english}",
        cell=spec,
        is_status=True,
    )


def report_columns(names: Collection[str] = (), shape: Shape = Shape.WIDE) -> tuple[DataColumn, ...]:
    """The named ones, in their fixed order; the report's number is always among them.  No name asks for the usual."""
    usual = LONG_REPORT_NAMES if shape is Shape.LONG else [column.name for column in REPORT_COLUMNS]
    wanted = {"report", *(names or usual)}
    return tuple(column for column in REPORT_COLUMNS if column.name in wanted)


def chosen_cells(places: Collection[str] = (), heads: Collection[str] = ()) -> tuple[str, ...]:
    """Codes of the cells in these places of the forms and below these heads; nothing given asks for all.

    A place is a table (``requests``), a row or a group of rows (``requests.withheld``), or a cell.
    """
    return tuple(
        code
        for code, spec in all_cells().items()
        if (not places or _stands_in(code, spec, places)) and (not heads or spec.column.code in heads)
    )


def _stands_in(code: str, spec: CellSpec, places: Collection[str]) -> bool:
    parts = code.split(".")
    return spec.table.code in places or any(".".join(parts[:end]) in places for end in range(1, len(parts) + 1))


def wide_columns(
    about: Collection[str] = (), cells: Iterable[str] = (), *, statuses: bool = False
) -> tuple[DataColumn, ...]:
    """``cells`` are codes, as chosen_cells() gives them; ``statuses`` puts each cell's own beside its number."""
    chosen = list(cells) or list(all_cells())
    numbers = [value_columns()[code] for code in chosen]
    beside = [status_column(all_cells()[code]) for code in chosen] if statuses else []
    return (*report_columns(about), STATES, *_side_by_side(numbers, beside))


def _side_by_side(numbers: list[DataColumn], beside: list[DataColumn]) -> Iterable[DataColumn]:
    if not beside:
        return numbers
    return [column for pair in zip(numbers, beside, strict=True) for column in pair]


def long_columns(about: Collection[str] = ()) -> tuple[DataColumn, ...]:
    return (*report_columns(about, Shape.LONG), *LONG_COLUMNS)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """A row that can be chosen, and the forms that have it."""

    row: Row
    forms: tuple[str, ...]


@cache
def rows_of_tables() -> dict[str, tuple[Table, tuple[RowChoice, ...]]]:
    """Table code → its rows, those of all forms: what a person chooses columns from."""
    tables: dict[str, Table] = {}
    rows: dict[str, dict[str, Row]] = {}
    for spec in all_cells().values():
        tables.setdefault(spec.table.code, spec.table)
        rows.setdefault(spec.table.code, {}).setdefault(spec.row.code, spec.row)
    return {
        code: (table, tuple(RowChoice(row, _forms_with(row.code)) for row in rows[code].values()))
        for code, table in tables.items()
    }


def _forms_with(row_code: str) -> tuple[str, ...]:
    layouts = [(form.code, (form, form.alternate)) for form in FORMS.values()]
    return tuple(code for code, both in layouts if any(form and row_code in form.rows for form in both))
