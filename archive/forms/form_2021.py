"""The form of 国办公开办函〔2021〕30号, for report years from 2021 on: 200 cells, 42 sums."""

from __future__ import annotations

from archive.forms.common import assemble_with_alternate
from archive.forms.rows import OTHER_ALL, OUTCOMES_OTHER
from archive.forms.schema import Block, Column, Row

DOCUMENTS = (
    Column(
        "issued", "本年制发件数", "issued this year", ("本年制发数量", "制发件数", "制发数量", "制发数", "制定件数")
    ),
    Column("repealed", "本年废止件数", "repealed this year", ("本年废止数量", "废止件数", "废止数量", "废止数")),
    Column("in_force", "现行有效件数", "in force", ("现行有效数量", "有效件数", "有效数量", "有效数", "有效总数")),
)
DECISIONS = (
    Column("decisions", "本年处理决定数量", "decisions this year", ("处理决定数量", "处理决定件数", "处理决定数")),
)
AMOUNT = (
    Column(
        "amount",
        "本年收费金额（单位：万元）",
        "fees collected this year",
        ("本年收费金额", "收费金额"),
        unit="万元",
        decimal=True,
    ),
)

PROACTIVE = (
    Block(
        (
            Row("proactive.rules", "规章", "rules", article="20(1)", variants=("政府规章", "部门规章")),
            Row(
                "proactive.normative",
                "行政规范性文件",
                "normative documents",
                article="20(1)",
                core="规范性文件",
                variants=("规范性文件",),
            ),
        ),
        DOCUMENTS,
        heading="第二十条第（一）项",
    ),
    Block(
        (Row("proactive.licensing", "行政许可", "licensing", article="20(5)", core="行政许可"),),
        DECISIONS,
        heading="第二十条第（五）项",
    ),
    Block(
        (
            Row("proactive.penalty", "行政处罚", "penalties", article="20(6)", core="行政处罚"),
            Row("proactive.coercion", "行政强制", "coercive measures", article="20(6)", core="行政强制"),
        ),
        DECISIONS,
        heading="第二十条第（六）项",
    ),
    Block(
        (Row("proactive.fees", "行政事业性收费", "administrative fees", article="20(8)", core="行政事业性收费"),),
        AMOUNT,
        heading="第二十条第（八）项",
    ),
)

FORM = assemble_with_alternate(
    code="2021",
    title="2021年格式",
    english="Form of 2021",
    basis="国办公开办函〔2021〕30号",
    years=(2021, None),
    proactive=PROACTIVE,
    other_rows=OUTCOMES_OTHER,
    alternate_rows=(OTHER_ALL,),
)
