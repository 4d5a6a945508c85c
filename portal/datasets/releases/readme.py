"""The page of paper in a release's box: what is in it and how to use it, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from portal.datasets.columns import STATUS_LABELS
from portal.datasets.releases.descriptions import ENGLISH, LICENSE, TITLE, Edition
from portal.datasets.releases.resources import PARQUETS, RESOURCES

_TEXT = """\
# {title}

第 {number} 发布版，{made_on}，{reports} 份年报。永久地址：{address}

{english}. Release {number}, {made_on}, {reports} reports. Permanent address: {address}

## 文件 · Files

| 文件 file | 行 rows | 内容 | content |
| --- | ---: | --- | --- |
{tables}
{parquets} 与同名的表内容相同，数值带类型。The Parquet files hold the same rows, typed.

`codebook.csv` 说明每一列；`datapackage.json`（Frictionless Data Package 2.0）、`csvw.json`（CSV on the Web）和
`catalogue.jsonld`（schema.org、DCAT）供程序读取；`SHA256SUMS` 可用 `sha256sum --check SHA256SUMS` 核对。

`codebook.csv` says what every column means; `datapackage.json`, `csvw.json` and `catalogue.jsonld` say it to programs;
check the files with `sha256sum --check SHA256SUMS`.

## 没有数值的几种情形 · Kinds of nothing

0 是一个数。没有数值的数据项为空，由状态区分：

A 0 is a number. A cell without a number is empty; its status tells why:

{statuses}

`reports.csv` 的 `states` 列按数据列的次序每列一个字母；`cells.csv.gz` 每行有 `status`。
The column `states` of `reports.csv` has a letter for each column of numbers, `cells.csv.gz` a `status` in each row.

## 与上一发布版相比 · Since the release before

新增 added {added} · 撤回 withdrawn {withdrawn} · 改变的数据项 changed cells {changed}

见 `changes.csv`，理由见 `revisions.csv`。See `changes.csv`; the reasons are in `revisions.csv`.

以 `'` 开头的文字原以 = + - @ 等开头，加撇号是为了不被电子表格当作公式。
Texts that begin with `'` began with = + - @ or the like: the apostrophe keeps them from becoming formulas.

## 权利 · Rights

年报是各机关的官方文件，依《著作权法》第五条不受著作权保护；本数据集以 {license} 释出。引用格式见 `CITATION.cff`。
The reports are official documents without copyright; this dataset is released under {license}. See `CITATION.cff`.
"""


def readme(edition: Edition, counts: Mapping[str, int], changed: Mapping[str, int]) -> str:
    tables = "".join(
        f"| `{resource.file}` | {counts[resource.name]} | {resource.title} | {resource.english} |\n"
        for resource in RESOURCES
    )
    statuses = "\n".join(
        f"- `{status.value}` {label} · {english}" for status, (label, english) in STATUS_LABELS.items()
    )
    return _TEXT.format(
        title=TITLE,
        english=ENGLISH,
        number=edition.number,
        made_on=edition.made_on.isoformat(),
        reports=edition.reports,
        address=edition.address,
        tables=tables,
        parquets=" · ".join(f"`{file}`" for file in PARQUETS.values()),
        statuses=statuses,
        license=LICENSE["title"],
        **changed,
    )
