"""Numbers as Chinese prose prints them: "1,234", "3.5万", "一百零三", "20余", "近百"."""

from __future__ import annotations

from decimal import Decimal

from archive.cells import Number
from archive.checks.claims import Bound

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CHINESE_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
SCALE = "[百千万亿]"

_MORE = ("余", "多", "来", "以上", "超过", "超", "逾", "突破", "至少")
_LESS = ("不足", "不到", "不超过", "以内", "以下")
_ABOUT = ("约", "大约", "近", "将近", "接近", "左右", "大概")
BEFORE = "(?:不足|不到|不超过|至少|超过|大约|大概|将近|接近|突破|[超逾约近])"
AFTER = "(?:以上|以下|以内|左右)"
ROUND = "[余多来]"
# No count has more digits.
_LONGEST = 20
# How far an estimate may lie from what is counted.
_SLACK = Decimal("0.2")


def read_numeral(text: str) -> Number | None:
    """The value of an Arabic or Chinese numeral, None for what is no number."""
    plain = text.replace(",", "")
    if len(plain) > _LONGEST:
        return None
    if plain and plain[0].isdigit() and plain.isascii():
        return int(plain) if plain.isdigit() else Decimal(plain)
    if plain and all(character in _DIGITS for character in plain):
        return int("".join(str(_DIGITS[character]) for character in plain))
    return _spelled(plain)


def _spelled(text: str) -> int | None:
    total = section = digit = 0
    unit = 1
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
            unit = 1 if character in "零〇○" else unit
        elif character in _STEPS:
            section += (digit or (section == 0)) * _STEPS[character]
            digit, unit = 0, _STEPS[character]
        elif character in ("万", "亿"):
            total = (total + section + digit or 1) * _SCALES[character]
            section, digit, unit = 0, 0, _SCALES[character]
        else:
            return None
    # 一百二 is 120, 一万五 is 15,000.
    return total + section + digit * (unit // 10 if unit >= 100 else 1) if text else None


def scaled(value: Number, scales: str) -> Number:
    """3.5 and "万": 35,000."""
    for scale in scales:
        value = value * _SCALES[scale]
    return int(value) if value == int(value) and scales else value


def bound(value: Number, printed: str, words: tuple[str, ...] = (), scales: str = "") -> Bound:
    """What a printed number admits, given the words around it and the scale it is printed in."""
    whole = scaled(value, scales)
    if any(word in _LESS for word in words):
        return Bound(0, whole, printed)
    if any(word in _MORE for word in words):
        ends = "余" in words or "多" in words or "来" in words
        return Bound(whole, max(2 * whole, 9) if ends else None, printed)
    if any(word in _ABOUT for word in words):
        slack = whole * _SLACK
        return Bound(whole - slack, whole + slack, printed)
    if isinstance(value, Decimal):
        half = scaled(Decimal(5).scaleb(int(value.as_tuple().exponent) - 1), scales)
        return Bound(whole - half, whole + half, printed)
    return Bound(whole, whole, printed)
