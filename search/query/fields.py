"""Names of the fields a reader can ask for, in Chinese and in English."""

from __future__ import annotations

from search.query.tree import Field

FIELD_NAMES: dict[str, Field] = {
    name: field
    for field, names in {
        Field.TITLE: "标题 题名 title",
        Field.AGENCY: "机关 单位 部门 agency",
        Field.SECTION: "章节 章 section",
        Field.YEAR: "年份 年度 年 year",
        Field.DISTRICT: "地区 地方 区划 district division",
        Field.KIND: "类型 机关类型 kind",
        Field.OUTCOME: "结果 办理结果 outcome",
        Field.FINDING: "核对 核对提示 finding",
    }.items()
    for name in names.split()
}
# As the reader sees them.
FIELD_LABELS: dict[Field, str] = {
    Field.TITLE: "标题",
    Field.AGENCY: "机关",
    Field.SECTION: "章节",
    Field.YEAR: "年份",
    Field.DISTRICT: "地区",
    Field.KIND: "类型",
    Field.OUTCOME: "结果",
    Field.FINDING: "核对",
}
# Those whose values are characters to be found.
TEXT_FIELDS = (Field.TITLE, Field.AGENCY)
