"""The text that is searched: alike characters made one, lines mended, with the way back to the original.

What is shown to a reader is always the original; this text only decides what is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.characters import fold_character
from archive.traditional import TRADITIONAL
from archive.words.document_numbers import unify_brackets
from archive.words.rewriting import Rewritten, rewrite

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# What cannot change is most of a Chinese text: skipping it makes normalising several times as fast.
_ODD = re.compile(
    f"[\x00-\x09\x0b-\x1f\x7f-\u2017\u2020-\u3000\u3003-\u3007\u3012-\u33ff\uf900-\U0010ffff{TRADITIONAL}]"
)
_BLANKS = re.compile(r"[ ]*\n[ \n]*|[ ]+")
_WORD_SIDE = re.compile(r"[0-9a-z]")
# A line ends with its sentence, or before a list.
_ENDED = "。！？；：!?;:…”』」》"
_NUMBERED = re.compile(
    r"(?:第?[一二三四五六七八九十百]+[、.章节条]|[(][一二三四五六七八九十0-9]+[)]|[0-9]+[、.)](?![0-9])|[●■◆★※·-])"
)
# A heading stands alone, however the line after it begins.
_LONGEST_HEADING = 30
_JOINED_BY = re.compile(f"[{_HAN}0-9a-z,、)〕%]")
_JOINS = re.compile(f"[{_HAN}0-9a-z(〔《“]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """``text`` and how it came about; ``span`` leads from places in it to places in the original."""

    text: str
    steps: tuple[Rewritten, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        for step in reversed(self.steps):
            start, end = step.span(start, end)
        return start, end


def normalise(text: str) -> Normalised:
    """NFKC, traditional to simplified, small letters, lines broken inside words mended, one kind of bracket in 文号."""
    folded = rewrite(text, _ODD, lambda match: fold_character(match[0]))
    mended = rewrite(folded.text.lower() if _keeps_length(folded.text) else folded.text, _BLANKS, _mend)
    return Normalised(unify_brackets(mended.text), (folded, mended))


def _keeps_length(text: str) -> bool:
    return len(text.lower()) == len(text)


def _mend(blank: re.Match[str]) -> str:
    """White space means something only between two words of letters or digits, or between two paragraphs."""
    text, start, end = blank.string, blank.start(), blank.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if "\n" in blank[0]:
        return "" if not (before and after) or _is_broken(text, start, end) else "\n"
    return " " if _WORD_SIDE.match(before) and _WORD_SIDE.match(after) else ""


def _is_broken(text: str, start: int, end: int) -> bool:
    """Whether the line that ends at ``start`` goes on at ``end``."""
    before, after = text[start - 1], text[end]
    if before in _ENDED or not _JOINED_BY.match(before) or not _JOINS.match(after):
        return False
    if before.isdigit() and after.isdigit():
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start].lstrip(" ")
    is_heading = len(line) <= _LONGEST_HEADING and _NUMBERED.match(line) is not None
    return not is_heading and not _NUMBERED.match(text, end)
