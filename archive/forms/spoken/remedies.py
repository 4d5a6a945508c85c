"""How prose names reviews and suits, and how they ended."""

from __future__ import annotations

from archive.forms.rows import RESULTS
from archive.forms.spoken.counts import Aspect, Count, Kind

# Groups whose bare name with a number is their total.
REMEDIES = (
    Count(
        "suit_after_review",
        Kind.REMEDY,
        "复议后起诉",
        ("suit_after_review.total",),
        ("经?(?:行政)?复议后(?:提起)?(?:起诉|行政诉讼|诉讼)(?:案件|案)?",),
    ),
    Count(
        "suit_direct",
        Kind.REMEDY,
        "未经复议直接起诉",
        ("suit_direct.total",),
        ("未经(?:行政)?复议(?:程序)?直接(?:提起)?(?:起诉|行政诉讼|诉讼)(?:案件|案)?", "直接(?:起诉|诉讼)(?:案件|案)?"),
    ),
    Count("review", Kind.REMEDY, "行政复议", ("review.total",), ("(?:行政)?复议(?:申请|案件|案)?",)),
    Count(
        "suit",
        Kind.REMEDY,
        "行政诉讼",
        ("suit_direct.total + suit_after_review.total",),
        ("(?:行政)?(?:诉讼|应诉)(?:案件|案)?",),
    ),
)
_SUITS = ("suit_direct", "suit_after_review")
# Those before and after review are both suits.
WHOLE_OF = dict.fromkeys(_SUITS, "suit")
_RESULT_WORDS = {
    "upheld": ("(?:结果|予以|被|均)*维持",),
    "corrected": ("(?:结果|被|予以)*纠正", "被?纠错"),
    "other": ("其[他它]结果",),
    "pending": ("(?:尚|仍)?未(?:审结|结案|审理终结)",),
}
RESULT_CODES = frozenset(_RESULT_WORDS)
RESULT_ASPECTS = tuple(Aspect(column.code, _RESULT_WORDS[column.code]) for column in RESULTS)
PENDING = "pending"
# "均已结案", said of the reviews or suits just counted.
ALL_CONCLUDED = "[均全都]部?(?:已经?)?(?:全部)?(?:结案|审结|办结)"
# Said of all reviews or suits just counted: "均未审结".
ALL_ALIKE = (
    "[均全皆都]部?(?:已?被)?(?P<result>(?:结果)?维持|(?:结果)?纠正|(?:尚|仍)?未(?:审结|结案|审理终结))"
    "(?=[,;。)\\n]|\\Z)"
)


def _results(group: Count) -> tuple[Count, ...]:
    members = _SUITS if group.code == "suit" else (group.code,)
    return tuple(
        Count(
            f"{group.code}.{column.code}",
            Kind.REMEDY,
            f"{group.label}{column.label}",
            (" + ".join(f"{member}.{column.code}" for member in members),),
        )
        for column in RESULTS
    )


RESULTS_OF_REMEDIES = tuple(result for group in REMEDIES for result in _results(group))
