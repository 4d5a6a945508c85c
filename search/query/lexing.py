"""From characters to the smallest pieces of the language.  Every text has some; nothing is an error here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from search.query.fields import FIELD_NAMES
from search.query.tree import Field


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    EXACT = auto()
    CONDITION = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str = ""
    field: Field | None = None
    # Name, operator and number of a condition.
    condition: tuple[str, str, str] | None = None


# Full-width and typographic twins of what the language uses; the text of a reader may have any of them.
_TWINS = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "：": ":",
        "“": '"',
        "”": '"',
        "„": '"',
        "＂": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "－": "-",
        "−": "-",
        "｜": "|",
        "＞": ">",
        "＜": "<",
        "＝": "=",
        "≥": ">=",
        "≧": ">=",
        "≤": "<=",
        "≦": "<=",
        "≠": "!=",
        "％": "%",
        "　": " ",
    }
)
_OPERATOR = r"(?P<operator>>=|<=|!=|==|=>|=<|>|<|=)"
_TOKEN = re.compile(
    r'(?P<exact>"[^"]*"?)'
    r"|(?P<bracket>[()])"
    r"|(?P<not>-(?=[^\s)|-]))"
    r"|(?P<or>\|+|OR(?=[\s(])|或者(?=\s))"
    rf'|(?P<condition>(?P<name>[^\s()"|:<>=!]+)\s*{_OPERATOR}\s*(?P<number>-?[\d０-９][\d０-９,，.．]*\s*[%‰]?)万?)'
    r"|(?P<field>(?P<label>[^\s()\"|:<>=]{1,12})\s?:\s?(?=\S))"
    r'|(?P<word>[^\s()"|]+)'
)
_SIGNS = {"(": Kind.OPEN, ")": Kind.CLOSE, "-": Kind.NOT}
_OPERATORS = {"==": "=", "=>": ">=", "=<": "<="}


def tokens(query: str) -> Iterator[Token]:
    """Characters that are none of the language's, such as lone bars, separate words and say nothing more."""
    text = query.translate(_TWINS)
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            place += 1
            continue
        token, place = _token(match)
        if token:
            yield token


def _token(match: re.Match[str]) -> tuple[Token | None, int]:
    """The token, and where the next one can begin."""
    found, end = match[0], match.end()
    match match.lastgroup:
        case "exact":
            words = found.strip('"').strip()
            return (Token(Kind.EXACT, words) if words else None), end
        case "bracket" | "not" | "or":
            return Token(_SIGNS.get(found, Kind.OR)), end
        case "condition":
            return _condition(match), end
        case "field":
            return _field(match)
        case _:
            return Token(Kind.WORD, found), end


def _condition(match: re.Match[str]) -> Token:
    operator = _OPERATORS.get(match["operator"], match["operator"])
    number = unicodedata.normalize("NFKC", match["number"]).replace(" ", "")
    return Token(Kind.CONDITION, match[0], condition=(match["name"], operator, number))


def _field(match: re.Match[str]) -> tuple[Token, int]:
    """A word before a colon that is no field's name is a word."""
    field = FIELD_NAMES.get(match["label"].lower())
    if field is None:
        return Token(Kind.WORD, match["label"]), match.end()
    return Token(Kind.FIELD, match["label"], field=field), match.end()
