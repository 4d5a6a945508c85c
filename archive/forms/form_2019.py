"""The trial form of 国办公开办函〔2019〕60号, for report years 2019 and 2020."""

from __future__ import annotations

from archive.forms.common import assemble_with_alternate
from archive.forms.rows import OTHER_ALL, OUTCOMES_OTHER
from archive.forms.schema import Block, Column, Row

DOCUMENTS = (
    Column("made", "本年新制作数量", "made this year", ("本年制作数量", "本年新制发数量", "新制作数量", "制作数量")),
    Column("published", "本年新公开数量", "published this year", ("本年公开数量", "新公开数量")),
    Column("published_total", "对外公开总数量", "published in all", ("对外公开数量", "公开总数量", "公开总数")),
)
ITEMS_LAST_YEAR = Column(
    "items_last_year", "上一年项目数量", "items last year", ("上年项目数量", "上一年项目数", "上年项目数"), unit="项"
)
CHANGE = Column("change", "本年增/减", "change this year", ("本年增减", "增减"), unit="项", signed=True)
DECISIONS = Column("decisions", "处理决定数量", "decisions", ("本年处理决定数量", "处理决定件数", "处理决定数"))
PROCUREMENT = (
    Column("items", "采购项目数量", "procurement items", unit="项"),
    Column("amount", "采购总金额", "procurement amount", ("采购金额",), unit="元", decimal=True, unit_as_printed=True),
)

PROACTIVE = (
    Block(
        (
            Row("proactive.rules", "规章", "rules", article="20(1)", variants=("政府规章", "部门规章")),
            Row(
                "proactive.normative",
                "规范性文件",
                "normative documents",
                article="20(1)",
                core="规范性文件",
                variants=("行政规范性文件",),
            ),
        ),
        DOCUMENTS,
        heading="第二十条第（一）项",
    ),
    Block(
        (
            Row("proactive.licensing", "行政许可", "licensing", article="20(5)", core="行政许可"),
            Row(
                "proactive.services",
                "其他对外管理服务事项",
                "other public services",
                article="20(5)",
                core="对外管理服务",
            ),
        ),
        (ITEMS_LAST_YEAR, CHANGE, DECISIONS),
        heading="第二十条第（五）项",
    ),
    Block(
        (
            Row("proactive.penalty", "行政处罚", "penalties", article="20(6)", core="行政处罚"),
            Row("proactive.coercion", "行政强制", "coercive measures", article="20(6)", core="行政强制"),
        ),
        (ITEMS_LAST_YEAR, CHANGE, DECISIONS),
        heading="第二十条第（六）项",
    ),
    Block(
        (Row("proactive.fees", "行政事业性收费", "administrative fees", article="20(8)", core="行政事业性收费"),),
        (ITEMS_LAST_YEAR, CHANGE),
        heading="第二十条第（八）项",
    ),
    Block(
        (
            Row(
                "proactive.procurement",
                "政府集中采购",
                "government procurement",
                article="20(9)",
                core="政府集中采购",
                variants=("政府采购",),
            ),
        ),
        PROCUREMENT,
        heading="第二十条第（九）项",
    ),
)

FORM = assemble_with_alternate(
    code="2019",
    title="2019年格式（试行）",
    english="Form of 2019 (trial)",
    basis="国办公开办函〔2019〕60号",
    years=(2019, 2020),
    proactive=PROACTIVE,
    other_rows=(OTHER_ALL,),
    alternate_rows=OUTCOMES_OTHER,
)
