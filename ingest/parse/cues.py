"""What in a file, besides the agency's name, tells which division the agency serves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from archive.divisions import table
from ingest.document import Document
from ingest.parse.normalise import squeeze

LONGEST_DIVISION_NAME = 16
# Names as short as 和县 and 新县 stand inside other words; they count behind a name above them.
SHORTEST_SURE_NAME = 3
SURROUNDING_METADATA = ("author", "source", "site")

# 市政府 of 市政府的指导, not of 全市政府信息公开.
_GOVERNMENT_ABOVE = re.compile(r"([市区县旗])(?:委、)?政府(?!信息|网|门户|采购|服务)")
_AND_COUNTY = "和县"
_NAME_ENDS = "省市区县旗州盟域"


@dataclass(frozen=True)
class Cues:
    """``surroundings``: breadcrumb, site, author and source lines.  ``address``: host or URL of the page.

    ``folders``: names that the hand-in itself gives, such as folders of a zip, from the province down.
    """

    text: str = ""
    signature: str = ""
    surroundings: tuple[str, ...] = ()
    address: str = ""
    folders: tuple[str, ...] = ()

    @cached_property
    def report(self) -> str:
        """The report's own words, without the white space that may part a name."""
        return "\n".join(map(squeeze, (self.signature, self.text)))

    @cached_property
    def government_above(self) -> str:
        """市政府, where the report speaks of governments of one level only; else empty."""
        levels = set(_GOVERNMENT_ABOVE.findall(self.report))
        return f"{levels.pop()}政府" if len(levels) == 1 else ""

    @cached_property
    def everything(self) -> str:
        """The report's words and those around it."""
        return "\n".join((self.report, *map(squeeze, (*self.surroundings, "".join(self.folders)))))


def cues_of(document: Document, signature: str = "") -> Cues:
    metadata = document.metadata
    around = [paragraph.text for paragraph in document.surroundings]
    return Cues(
        text="\n".join(paragraph.text for paragraph in document.paragraphs()),
        signature=signature,
        surroundings=(*around, *(metadata[key] for key in SURROUNDING_METADATA if metadata.get(key))),
        address=metadata.get("url", ""),
    )


def occurrences(words: str, name: str) -> Iterator[int]:
    at = words.find(name) if name else -1
    while at >= 0:
        yield at
        at = words.find(name, at + len(name))


def mentions(words: str, code: str) -> bool:
    """Whether the words name the division, and not one whose name merely ends like it (阳新县 is not 新县)."""
    if table().names[code] not in words:
        return False
    *above, name = table().names_of(code)
    fits = _stands_alone if len(name) >= SHORTEST_SURE_NAME else _begins_words
    return any(words[:at].endswith(tuple(above)) or fits(words, at, at + len(name)) for at in occurrences(words, name))


def _begins_words(words: str, start: int, _end: int) -> bool:
    """Short names begin a clause or count for nothing: 息县 stands in 信息县, 和县 in 市和县."""
    return not words.startswith(_AND_COUNTY, start) and not words[start - 1 : start].isalpha()


def _stands_alone(words: str, start: int, end: int) -> bool:
    return not _part_of_longer_name(words, start, end)


def _part_of_longer_name(words: str, start: int, end: int) -> bool:
    official = table().official
    return any(words[earlier:end] in official for earlier in range(max(0, end - LONGEST_DIVISION_NAME), start))


def start_of_divisions(words: str, end: int) -> int:
    """Where the names of divisions that run up to ``end`` begin; ``end`` itself where there are none."""
    divisions = table()
    while end and words[end - 1] in _NAME_ENDS:
        starts = range(max(0, end - LONGEST_DIVISION_NAME), end - 1)
        known = (start for start in starts if divisions.knows(words[start:end]))
        if (start := next(known, None)) is None:
            break
        end = start
    return end


def mentioned(words: str) -> dict[str, int]:
    """How often the words name each division whose name no other has."""
    found: dict[str, int] = {}
    for end in range(SHORTEST_SURE_NAME, len(words) + 1):
        if words[end - 1] in _NAME_ENDS and (code := _division_up_to(words, end)):
            found[code] = found.get(code, 0) + 1
    return found


def _division_up_to(words: str, end: int) -> str | None:
    official = table().official
    starts = range(max(0, end - LONGEST_DIVISION_NAME), end - SHORTEST_SURE_NAME + 1)
    codes = next((codes for start in starts if (codes := official.get(words[start:end]))), ())
    return codes[0] if len(codes) == 1 else None
