"""Reports before 2019: free chapters under 国令第492号, and the statistics table of 国办发〔2014〕32号.

They have no fixed cells; their numbers are kept as indicators with the names that are printed.
"""

from __future__ import annotations

CODE = "pre-2019"
TITLE = "2019年以前的格式"

# Words of chapter headings that only the reports before 2019 have.
CHAPTERS = (
    "概述",
    "依申请公开政府信息情况",
    "依申请公开政府信息办理情况",
    "政府信息依申请公开情况",
    "政府信息依申请公开办理情况",
    "政府信息依申请公开工作情况",
    "收费及减免情况",
    "收费和减免情况",
    "政府信息公开的收费及减免情况",
    "信息公开的收费及减免情况",
    "依申请公开政府信息收费及减免情况",
    "政府信息公开情况统计表",
)

# Heads of the statistics table: the name of an indicator, its unit.
NAME_HEADS = ("指标名称", "统计指标", "指标", "统计项目", "项目名称", "项目")
UNIT_HEADS = ("计量单位", "单位")
CODE_HEADS = ("代码", "指标代码", "序号", "编号")
UNITS = ("条", "件", "次", "人次", "人", "个", "份", "篇", "场", "场次", "期", "起", "元", "万元", "页", "部")

# Heads of the columns of numbers, as far as they are known; a year is one too.
VALUE_HEADS = (
    "历年累计",
    "累计",
    "年末统计",
    "统计数",
    "统计数据",
    "数量",
    "数值",
    "本年度",
    "本年",
    "当年",
    "合计",
    "备注",
)
