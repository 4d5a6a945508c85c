"""Names as they are typed on a keyboard: 长寿区 is found by changshouqu, zhangshouqu, csq and zsq."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product
from typing import Any, cast

from pypinyin import lazy_pinyin

# Characters that names of places read otherwise than most words do.
_OTHER_READINGS = {
    "长": ("chang", "zhang"),
    "重": ("chong", "zhong"),
    "乐": ("le", "yue"),
    "六": ("liu", "lu"),
    "朝": ("chao", "zhao"),
    "单": ("shan", "dan"),
    "会": ("hui", "kuai"),
    "台": ("tai",),
    "番": ("fan", "pan"),
    "厦": ("xia", "sha"),
    "堡": ("bao", "bu", "pu"),
    "铺": ("pu",),
    "峙": ("zhi", "shi"),
    "柏": ("bai", "bo"),
    "调": ("diao", "tiao"),
    "行": ("hang", "xing"),
    "都": ("du", "dou"),
    "藏": ("zang", "cang"),
    "尉": ("wei", "yu"),
    "浚": ("xun", "jun"),
    "邗": ("han",),
}
_MOST_READINGS = 8
FULL_LENGTH = 600
INITIALS_LENGTH = 150


def typed(name: str) -> tuple[str, str]:
    """Full pinyin and initials, each reading between blanks."""
    readings = [*islice(product(*map(_readings, name, _usual(name))), _MOST_READINGS)]
    full = ("".join(reading).lower() for reading in readings)
    initials = ("".join(syllable[0] for syllable in reading).lower() for reading in readings)
    return _side_by_side(full, FULL_LENGTH), _side_by_side(initials, INITIALS_LENGTH)


def _side_by_side(words: Iterable[str], length: int) -> str:
    """As many whole words as fit."""
    text = " ".join(dict.fromkeys(words))
    return text if len(text) <= length else text[: length + 1].rpartition(" ")[0] or text[:length]


def _usual(name: str) -> list[str]:
    """One reading for each character, what is no character as itself."""
    # Its types do not say that the function may return a list.
    return lazy_pinyin(name, errors=cast("Any", list))


def _readings(character: str, usual: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((usual, *_OTHER_READINGS.get(character, ())))) if usual else ("",)
