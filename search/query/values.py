"""Values of facets by the names readers give them, and the labels under which they are shown."""

from __future__ import annotations

from functools import cache

from archive import words
from archive.kinds import KIND_LABELS
from search.engines.base import Facet
from search.query.measures import outcome_labels, outcome_rows
from search.query.places import division_label

# What a rule's code begins with → what readers call it; the first is its label.
FINDING_NAMES: dict[str, tuple[str, ...]] = {
    "sum": ("合计不平", "不平", "不符", "勾稽不符", "错误"),
    "blank": ("合计未填", "未填", "空白"),
    "prose": ("正文与表格不一致", "正文不一致", "正文", "矛盾"),
    "years": ("与上年不衔接", "不衔接", "上年"),
}
_ANY_FINDING = ("有", "有提示", "any", "yes")


@cache
def labels(facet: Facet) -> dict[str, str]:
    """Every value of a facet whose values are known beforehand, in the order in which they are shown."""
    match facet:
        case Facet.KIND:
            return {kind.value: label for kind, label in KIND_LABELS.items()}
        case Facet.OUTCOME:
            return _outcome_labels()
        case Facet.FINDING:
            return {value: names[0] for value, names in FINDING_NAMES.items()}
        case _:
            return {}


def _outcome_labels() -> dict[str, str]:
    """Each category, then its rows."""
    ordered: dict[str, str] = {}
    for outcome, label in outcome_labels().items():
        ordered[outcome] = label
        rows = {
            code: row.label for code, row in outcome_rows().items() if row.outcome == outcome and row.label != label
        }
        ordered |= rows
    return ordered


def label_of(facet: Facet, value: str) -> str:
    return division_label(value) if facet is Facet.DISTRICT else labels(facet).get(value, value)


def values_named(facet: Facet, name: str) -> frozenset[str]:
    """The values that a reader means; none when the name is unknown."""
    plain = words.normalise(name).text
    if facet is Facet.FINDING and plain in _ANY_FINDING:
        return frozenset(FINDING_NAMES)
    return frozenset(value for value, names in _names(facet).items() if plain in names)


@cache
def _names(facet: Facet) -> dict[str, frozenset[str]]:
    others = FINDING_NAMES if facet is Facet.FINDING else {}
    return {
        value: frozenset(words.normalise(name).text for name in (value, label, *_pieces(label), *others.get(value, ())))
        for value, label in labels(facet).items()
    }


def _pieces(label: str) -> list[str]:
    """街道办事处、地区办事处 is found by either."""
    return label.split("、")
