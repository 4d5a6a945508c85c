"""One shape for text that looks alike: for matching (fold, squeeze) and for print (tidy)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from archive.characters import IDEOGRAPHS, fold_character
from archive.traditional import TRADITIONAL

# What cannot change is most of a Chinese text: skipping it makes folding three times as fast.
_ODD = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\u2017\u2020-\u3000\u3003-\u3007\u3012-\u33ff\ua000-\U0010ffff{TRADITIONAL}]+"
)
# What tidying changes is fewer: no punctuation, nothing traditional.
_UNTIDY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\u2017\u2020-\u3000\u3004-\u3007\u3012-\u33ff"
    "\ua000-\uff00\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\U0010ffff]+"
)
_ENOUGH = 1 << 14
# Half of what is odd in prose: each is replaced in one go, before the rest is looked at run by run.
_COMMONEST = tuple(zip("，：；（）", ",:;()", strict=True))
# Footnote marks and ordinals that fold into digits: ¹ ① ⒈ ½.  Beside a number they would become part of it.
_MARKS = frozenset(
    mark
    for mark in map(chr, (*range(0xB2, 0xBF), *range(0x2070, 0x218C), *range(0x2460, 0x2500), *range(0x1F100, 0x1F10B)))
    if unicodedata.normalize("NFKC", mark) != mark and unicodedata.category(mark) == "No"
)
# Spaces, at most, between a number and its mark.
_APART = 3


class _Table(dict[int, str]):
    """A translation table that fills itself, up to a bound, with the characters it meets."""

    def __init__(self, shape: Callable[[str], str]) -> None:
        super().__init__()
        self._shape = shape

    def __missing__(self, code: int) -> str:
        shaped = self._shape(chr(code))
        if len(self) < _ENOUGH:
            self[code] = shaped
        return shaped


def _folded_in_place(character: str) -> str:
    folded = fold_character(character)
    return folded if len(folded) == 1 else " " if not folded else character


def _tidied(character: str) -> str:
    """Punctuation stays as printed; letters, digits and ideographs take their usual shape."""
    plain = IDEOGRAPHS.get(character) or unicodedata.normalize("NFKC", character)
    if len(plain) == 1 and (
        (character > "\uff00" and plain.isascii() and plain.isalnum()) or "\u3400" <= plain <= "\u9fff"
    ):
        return plain
    return fold_character(character) if character.isspace() or not character.isprintable() else character


_FOLD = _Table(fold_character)
_FOLD_IN_PLACE = _Table(_folded_in_place)
_TIDY = _Table(_tidied)


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_FOLD) if _MARKS.isdisjoint(run[0]) else _fold_beside_marks(run, _FOLD)


def _fold_run_in_place(run: re.Match[str]) -> str:
    return run[0].translate(_FOLD_IN_PLACE) if _MARKS.isdisjoint(run[0]) else _fold_beside_marks(run, _FOLD_IN_PLACE)


def _fold_beside_marks(run: re.Match[str], table: _Table) -> str:
    return "".join(
        character if character in _MARKS and _would_join(run.string, at) else table[ord(character)]
        for at, character in enumerate(run[0], run.start())
    )


def _would_join(text: str, at: int) -> bool:
    """Whether the mark, folded, would be a digit of the number beside it, or a number where no words follow it."""
    before = unicodedata.normalize("NFKC", text[max(0, at - _APART - 1) : at]).rstrip()[-1:]
    plain = unicodedata.normalize("NFKC", text[at])
    after = unicodedata.normalize("NFKC", text[at + 1 : at + _APART + 2]).lstrip()[:1]
    if plain.isdecimal() and not before and not after:
        return True
    joins_before = plain[0].isdecimal() and (before.isdecimal() or before == ".")
    return joins_before or (after.isdecimal() and (plain[-1].isdecimal() or plain[-1] == "."))


def _with_plain_marks(text: str) -> str:
    for wide, plain in _COMMONEST:
        text = text.replace(wide, plain)
    return text


def fold(text: str) -> str:
    """Text for matching: NFKC, radicals to ideographs, traditional to simplified, odd spaces to " ".

    Tabs and line breaks stay; characters of no width disappear; "412①" does not become 4121.
    """
    return _ODD.sub(_fold_run, _with_plain_marks(text))


def fold_in_place(text: str) -> str:
    """As ``fold``, but every character keeps its position (what would grow stays, what would vanish is " ")."""
    return _ODD.sub(_fold_run_in_place, _with_plain_marks(text))


def squeeze(text: str) -> str:
    """Folded, without any white space."""
    return "".join(fold(text).split())


def tidy(text: str) -> str:
    """Text as printed, but with usual letters, digits and ideographs, and plain spaces."""
    return _UNTIDY.sub(lambda run: run[0].translate(_TIDY), text)
