"""One shape for characters that look alike: what folding a single character means, everywhere."""

from __future__ import annotations

import unicodedata

from archive.traditional import SIMPLIFIED, TRADITIONAL

# CJK radicals that PDF fonts put in place of ideographs and that NFKC leaves alone.
_RADICALS = (
    "⺁厂⺇几⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺶羊⺷羊⺸羊⺻聿⺼月⺽臼⻁虎"
    "⻃西⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑长⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤"
    "⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龟⻲龟⻳龟"
)
IDEOGRAPHS = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))
_SIMPLIFIED = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
# Unicode categories of characters that print nothing: controls, formats (zero width, direction marks).
_UNPRINTED = ("Cc", "Cf")


def fold_character(character: str) -> str:
    """NFKC, radicals to ideographs, traditional to simplified; any space is " ", what prints nothing is ""."""
    if character.isspace():
        return " "
    if unicodedata.category(character) in _UNPRINTED:
        return ""
    plain = IDEOGRAPHS.get(character) or unicodedata.normalize("NFKC", character)
    return _SIMPLIFIED.get(plain, plain)
