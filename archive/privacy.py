"""Private data in a report's text: mobile numbers, identity-card numbers, mail addresses of persons.

Land lines, fax numbers and the official mail addresses of offices are public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from string import ascii_letters, digits
from urllib.parse import urlsplit

MASK = "*"
_HALF_WIDTH = {ord(sign) + 0xFEE0: sign for sign in f"{ascii_letters}{digits}+-.@_"}


class Privacy(StrEnum):
    MOBILE = "mobile"
    IDENTITY_CARD = "identity-card"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """Characters ``start`` to ``end`` of a text."""

    kind: Privacy
    start: int
    end: int


_GAP = r"[ \-‐‑–—]?"
# Not the end of a longer number, a decimal, a code or an address.
_BEFORE = r"(?<![A-Za-z0-9_@])(?<!\d[.\-])(?<![A-Za-z0-9][/=])" + "".join(
    # Numbers of a table that ran into each other stand behind a word of its heads.
    f"(?<!{word})"
    for word in ("数量", "总计", "合计", "件数", "金额", "总数", "其他")
)
_COUNTRY = rf"(?<![A-Za-z0-9_])(?:\+|00)86{_GAP}"
# A count of something, an amount, a share: 13800138000元 is no telephone.
_UNITS = "亿|万|千|百|元|件|条|次|人|个|份|篇|项|户|家|页|册|字|吨|亩|平方|公里|米|号文|号令|%"
_AFTER = rf"(?![A-Za-z0-9_@])(?!\.\d)(?!,\d{{3}}(?!\d))(?!\.[A-Za-z])(?!{_GAP}\d)(?!{_UNITS})"
_NETWORK = r"1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])"
_MOBILE = re.compile(rf"(?:{_COUNTRY}|{_BEFORE})({_NETWORK}{_GAP}\d{{4}}{_GAP}\d{{4}}){_AFTER}")
_IDENTITY_CARD = re.compile(r"(?<![\dA-Za-z.])[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?![\dA-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"

_MAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})", re.ASCII)
# Anybody gets an address there.
_FREE_MAIL = (
    *("163.com", "126.com", "yeah.net", "188.com", "qq.com", "foxmail.com", "sina.com", "sina.cn", "sina.com.cn"),
    *("sohu.com", "tom.com", "21cn.com", "139.com", "189.cn", "wo.cn", "wo.com.cn", "aliyun.com", "263.net"),
    *("gmail.com", "hotmail.com", "outlook.com", "live.com", "live.cn", "msn.com", "yahoo.com", "yahoo.cn"),
    *("yahoo.com.cn", "icloud.com", "me.com", "eyou.com"),
)


def private_spans(text: str) -> tuple[PrivateSpan, ...]:
    """In the order of the text; none overlaps another."""
    plain = _half_width(text)
    spans = sorted([*_identity_cards(plain), *_mobiles(plain), *_mails(plain)], key=lambda span: span.start)
    return tuple(span for index, span in enumerate(spans) if not index or span.start >= spans[index - 1].end)


def has_private_data(text: str) -> bool:
    return bool(private_spans(text))


def mask(text: str) -> str:
    """The text with stars for what is private, each character one, so that offsets stay."""
    for span in private_spans(text):
        text = text[: span.start] + MASK * (span.end - span.start) + text[span.end :]
    return text


def _half_width(text: str) -> str:
    """Full-width digits, letters and the signs inside numbers and addresses as the usual ones."""
    return text.translate(_HALF_WIDTH)


def _mobiles(text: str) -> Iterator[PrivateSpan]:
    for found in _MOBILE.finditer(text):
        yield PrivateSpan(Privacy.MOBILE, *found.span(1))


def _identity_cards(text: str) -> Iterator[PrivateSpan]:
    for found in _IDENTITY_CARD.finditer(text):
        if _is_identity_card(found.group().upper()):
            yield PrivateSpan(Privacy.IDENTITY_CARD, *found.span())


def _is_identity_card(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17] == _CHECK_DIGITS[total % 11] and _is_day(number[6:14])


def _is_day(day: str) -> bool:
    try:
        return bool(date(int(day[:4]), int(day[4:6]), int(day[6:])))
    except ValueError:
        return False


def _mails(text: str) -> Iterator[PrivateSpan]:
    for found in _MAIL.finditer(text):
        if within(found[1], _FREE_MAIL):
            yield PrivateSpan(Privacy.MAIL, *found.span())


def within(host: str, allowed: Iterable[str]) -> bool:
    """Whether a host is one of these or below one: www.gov.cn is within gov.cn, notgov.cn is not."""
    host = host.lower().rstrip(".")
    return any(host == name or host.endswith(f".{name}") for name in allowed)


def may_be_shown(address: str, hosts: Iterable[str]) -> bool:
    """Whether the public is shown this address as a report's origin."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and not parts.username and within(host, hosts)
