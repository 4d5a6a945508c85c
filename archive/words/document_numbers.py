"""文号, the numbers that official documents are cited by: 国办函〔2020〕109号."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Whatever bracket is printed, after NFKC.
_OPEN, _CLOSE = "〔\\[(【〖<〈《{", "〕\\])】〗>〉》}"
_YEAR, _NUMBER = r"((?:19|20)\d\d)", r"(第?\d{1,5})号"
_ANY_BRACKET = re.compile(f"[{_OPEN}]{_YEAR}[{_CLOSE}]{_NUMBER}")
_TAIL = re.compile(f"〔{_YEAR}〕{_NUMBER}")
_LONGEST_ISSUER = 12
_ISSUER = re.compile(rf"[\u4e00-\u9fff]{{1,{_LONGEST_ISSUER}}}\Z")
# Words before the issuer that belong to the sentence: "按照国办函…".
_LEADING = re.compile(
    ".*(?:按照|根据|依据|依照|遵照|遵循|贯彻|落实|执行|参照|对照|印发|转发|下发|发布|公布|出台|制定|修订|废止|通知|意见|办法|规定|关于|以及|即|见|的)"
)


def unify_brackets(text: str) -> str:
    """The same text, character for character, with one kind of bracket in its document numbers."""
    return _ANY_BRACKET.sub(r"〔\1〕\2号", text)


def find_document_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the document numbers of a text with one kind of bracket stand, their issuers included."""
    done = 0
    for tail in _TAIL.finditer(text):
        yield _issuer_start(text, max(done, tail.start() - _LONGEST_ISSUER), tail.start()), tail.end()
        done = tail.end()


def _issuer_start(text: str, first: int, end: int) -> int:
    issuer = _ISSUER.search(text, first, end)
    if issuer is None:
        return end
    leading = _LEADING.match(issuer[0])
    return issuer.start() + (leading.end() if leading and leading.end() < len(issuer[0]) else 0)


def tail_of(number: str) -> str:
    """Year and number, without the issuer."""
    return number[number.index("〔") :]


def is_document_number(word: str) -> bool:
    return "〔" in word
