"""How prose names documents, decisions, fees and what was published."""

from __future__ import annotations

from archive.forms.spoken.counts import Aspect, Count, Documents, Kind

DOCUMENTS = (
    Documents("normative", "规范性文件", ("(?:行政)?规范性文件",)),
    Documents("rules", "规章", ("(?:政府|部门)?规章(?!制度)",)),
)
# Where a sentence counts the government's own, the table may have those or all of the division's.
OWN_DOCUMENTS = r"(?:政府|办公[室厅]|本级)[^,;:()\d]{0,20}(?:规范性文件|规章)"
# What may be denied: "未制发规范性文件", "无行政处罚".
DENIABLE = "行政(?:许可|处罚|强制|事业性收费)|规章|规范性文件"
DOCUMENT_ASPECTS = (
    Aspect("issued", ("制发", "新?制定(?:出台|印发)?", "出台", "印发", "新制作")),
    Aspect("repealed", ("废止",)),
    Aspect("in_force", ("现行有效",)),
)
DECISIONS = (
    Documents("licensing", "行政许可", ("行政许可",)),
    Documents("penalty", "行政处罚", ("行政处罚",)),
    Documents("coercion", "行政强制", ("行政强制",)),
)
DECISION_ASPECTS = (Aspect("decisions", ("处理决定", "决定")),)
_ASPECT_LABELS = {
    "issued": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "decisions": "处理决定数量",
}
# The trial form counts what was made and published instead.
_ASPECT_READINGS = {"issued": ("issued", "made", "published")}


def _aspects(group: Documents, aspects: tuple[Aspect, ...]) -> tuple[Count, ...]:
    return tuple(
        Count(
            f"{group.code}.{aspect.code}",
            Kind.DOCUMENT,
            f"{group.label}{_ASPECT_LABELS[aspect.code]}",
            tuple(f"proactive.{group.code}.{code}" for code in _ASPECT_READINGS.get(aspect.code, (aspect.code,))),
        )
        for aspect in aspects
    )


DOCUMENT_COUNTS = tuple(count for group in DOCUMENTS for count in _aspects(group, DOCUMENT_ASPECTS))
DECISION_COUNTS = tuple(count for group in DECISIONS for count in _aspects(group, DECISION_ASPECTS))

FEES = Count(
    "fees.amount", Kind.MONEY, "行政事业性收费金额", ("proactive.fees.amount",), ("行政事业性收费(?:总?金额)?",)
)
# A category of published items that takes in every normative document published.
LISTED = Count(
    "normative.listed",
    Kind.ITEM,
    "规范性文件本年新公开数量",
    ("proactive.normative.published",),
    ("(?:政策(?:法规)?、|政策性文件、)?(?:行政)?规范性文件类?(?:政府)?信息",),
    at_least=True,
)
# Counted everywhere, printed in no table.
PUBLISHED = Count(
    "published", Kind.ITEM, "主动公开政府信息", (), ("主动公开(?:的|各类)?(?:政府|政务)?信息", "主动公开的")
)
