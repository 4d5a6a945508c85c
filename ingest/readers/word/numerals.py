"""Numbers as Word prints them in front of list paragraphs."""

from __future__ import annotations

from collections.abc import Callable

# No list is that long; a damaged or hostile file may say so.
_BEYOND_LISTS = 10_000
_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def numeral(value: int, kind: str) -> str:
    """``kind`` is Word's name of the numbering format; an unknown one prints Arabic digits."""
    return _KINDS.get(kind, str)(value) if 0 <= value < _BEYOND_LISTS else str(value)


def _counting(value: int) -> str:
    """一, 十, 十一, 二十, 一百零一."""
    text = _spelled(value, _DIGITS.replace("〇", "零"), _UNITS)
    return text[1:] if text.startswith("一十") else text


def _legal(value: int) -> str:
    return _spelled(value, _LEGAL_DIGITS, _LEGAL_UNITS)


def _spelled(value: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < value < 10_000:
        return digits[0] if value == 0 else str(value)
    text = ""
    for position, digit in enumerate(reversed(str(value))):
        part = digits[int(digit)] + units[position] if digit != "0" else digits[0]
        text = part + text
    while digits[0] * 2 in text:
        text = text.replace(digits[0] * 2, digits[0])
    return text.rstrip(digits[0])


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _letters(value: int) -> str:
    """a … z, aa, bb: Word repeats the letter."""
    if value == 0:
        return "0"
    return chr(ord("a") + (value - 1) % 26) * (1 + (value - 1) // 26)


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def _from(first: str, last: int) -> Callable[[int], str]:
    """Ready-made characters in a row, ① to ⑳; beyond them digits."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= last else str(value)


def _of(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 1 <= value <= len(characters) else str(value)


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "none": lambda value: "",
}
