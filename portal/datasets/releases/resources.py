"""The tables of a release, declared once: the files, their descriptions and the codebook are made from this."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.datasets.columns import DataColumn, Type, long_columns, wide_columns

# A row for each cell names its report by number; everything else about the report stands in the table of reports.
LONG_ABOUT = ("report", "revision")


@dataclass(frozen=True, slots=True)
class Reference:
    """Values of ``column`` are those of the same or another column in another table."""

    column: str
    resource: str
    field: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One table; ``key`` names the columns that no two rows share."""

    name: str
    file: str
    title: str | Promise
    english: str
    columns: tuple[DataColumn, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


_REPORT = DataColumn("report", Type.INTEGER, _("年报编号"), "number of the report")
_AGENCY = DataColumn("agency", Type.INTEGER, _("机关编号"), "number of the agency")
_OF_A_REPORT = Reference("report", "reports", "report")

REPORTS = Resource(
    "reports",
    "reports.csv",
    _("年报：每份一行，附全部数据项"),
    "Reports: one row each, with every cell",
    wide_columns(),
    ("report",),
    (Reference("agency", "agencies", "agency"), Reference("division", "divisions", "division")),
)
CELLS = Resource(
    "cells",
    "cells.csv.gz",
    _("数据项：每份年报的每一项一行，附原文、状态和位置"),
    "Cells: one row for each cell of each report, with raw text, status and place",
    long_columns(LONG_ABOUT),
    ("report", "cell"),
    (_OF_A_REPORT,),
)
FINDINGS = Resource(
    "findings",
    "findings.csv",
    _("核对提示：每处对不上的地方一行"),
    "Findings: one row for each thing that does not add up",
    (
        _REPORT,
        DataColumn("finding", Type.TEXT, _("核对提示的标识"), "identifier of the finding"),
        DataColumn("rule", Type.CATEGORY, _("规则代码"), "code of the rule"),
        DataColumn("severity", Type.CATEGORY, _("程度"), "severity"),
        DataColumn("message", Type.TEXT, _("说明"), "what does not add up, in words"),
        DataColumn("cells", Type.TEXT, _("所涉数据项的代码，空格分隔"), "codes of the cells, blanks between"),
        DataColumn("decision", Type.CATEGORY, _("人工核对的结论"), "what a person decided of it"),
        DataColumn("note", Type.TEXT, _("结论的说明"), "note on the decision"),
    ),
    ("report", "finding"),
    (_OF_A_REPORT,),
)
AGENCIES = Resource(
    "agencies",
    "agencies.csv",
    _("机关"),
    "Agencies",
    (
        _AGENCY,
        DataColumn("name", Type.TEXT, _("名称"), "name"),
        DataColumn("kind", Type.CATEGORY, _("机关类型代码"), "kind of agency, as a code"),
        DataColumn("kind_label", Type.CATEGORY, _("机关类型"), "kind of agency"),
        DataColumn("division", Type.CATEGORY, _("地区代码"), "code of the division"),
    ),
    ("agency",),
    (Reference("division", "divisions", "division"),),
)
NAMES = Resource(
    "names",
    "names.csv",
    _("机关名称：已发布的年报所用的各个名称及其年份"),
    "Names of the agencies in the published reports, and their years",
    (
        _AGENCY,
        DataColumn("name", Type.TEXT, _("名称"), "name"),
        DataColumn("first_year", Type.INTEGER, _("最早年份"), "first year"),
        DataColumn("last_year", Type.INTEGER, _("最晚年份"), "last year"),
    ),
    ("agency", "name"),
    (Reference("agency", "agencies", "agency"),),
)
DIVISIONS = Resource(
    "divisions",
    "divisions.csv",
    _("地区：本发布版涉及的地区及其上级"),
    "Administrative divisions of this release, and those above them",
    (
        DataColumn("division", Type.TEXT, _("地区代码"), "code of the division"),
        DataColumn("name", Type.TEXT, _("名称"), "name"),
        DataColumn("full_name", Type.TEXT, _("全称"), "full name"),
    ),
    ("division",),
)
REVISIONS = Resource(
    "revisions",
    "revisions.csv",
    _("版本：每份年报到本发布版为止的每次读取和更正"),
    "Revisions: every reading and correction of a report up to the one in this release, with its reason",
    (
        _REPORT,
        DataColumn("revision", Type.INTEGER, _("版本号"), "number of the revision"),
        DataColumn("made_on", Type.DATE, _("日期"), "date"),
        DataColumn("by", Type.CATEGORY, _("来自：parser 程序，person 人工"), "parser or person"),
        DataColumn("parser_version", Type.CATEGORY, _("解析程序版本"), "version of the parser"),
        DataColumn("reason", Type.TEXT, _("理由"), "reason"),
        DataColumn("source_sha256", Type.TEXT, _("原件的 SHA-256"), "SHA-256 of the source"),
    ),
    ("report", "revision"),
    (_OF_A_REPORT,),
)
CODEBOOK = Resource(
    "codebook",
    "codebook.csv",
    _("编码手册：各表每一列的含义"),
    "Codebook: what every column of every table means",
    (
        DataColumn("table", Type.CATEGORY, _("表"), "table"),
        DataColumn("column", Type.TEXT, _("列"), "column"),
        DataColumn("type", Type.CATEGORY, _("类型"), "type"),
        DataColumn("unit", Type.CATEGORY, _("单位"), "unit"),
        DataColumn("label", Type.TEXT, _("中文含义"), "meaning in Chinese"),
        DataColumn("english", Type.TEXT, _("英文含义"), "meaning in English"),
        DataColumn("article", Type.CATEGORY, _("《条例》条款"), "article of the regulations"),
        DataColumn("outcome", Type.CATEGORY, _("办理结果类别"), "outcome category"),
        DataColumn("forms", Type.CATEGORY, _("印有此项的格式，空格分隔"), "forms that print it, blanks between"),
    ),
    ("table", "column"),
)
CHANGES = Resource(
    "changes",
    "changes.csv",
    _("与上一发布版的差异：每个改变的数据项一行，新增或撤回的年报各一行"),
    "Changes since the release before: one row for each changed cell, one for each report added or withdrawn",
    (
        _REPORT,
        DataColumn("cell", Type.CATEGORY, _("数据项代码；年报新增或撤回时为空"), "code of the cell, if it is one"),
        DataColumn("change", Type.CATEGORY, _("added、withdrawn 或 changed"), "added, withdrawn or changed"),
        DataColumn("before", Type.TEXT, _("上一版的数值"), "the number before"),
        DataColumn("before_status", Type.CATEGORY, _("上一版的状态"), "its status before"),
        DataColumn("after", Type.TEXT, _("本版的数值"), "the number now"),
        DataColumn("after_status", Type.CATEGORY, _("本版的状态"), "its status now"),
    ),
    ("report", "cell"),
)

RESOURCES = (REPORTS, CELLS, FINDINGS, AGENCIES, NAMES, DIVISIONS, REVISIONS, CODEBOOK, CHANGES)
# The same rows once more, typed.
PARQUETS = {"reports": "reports.parquet", "cells": "cells.parquet"}
