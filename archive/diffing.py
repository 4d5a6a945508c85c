"""What changed from one revision to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from archive.cells import Cell


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """None where a revision has no such cell."""

    code: str
    before: Cell | None
    after: Cell | None


@dataclass(frozen=True, slots=True)
class TextChange:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class SectionChange:
    """``pieces`` put together without what was added are the text before, without what was removed the text after."""

    heading_before: str
    heading_after: str
    pieces: tuple[TextChange, ...]

    @property
    def is_change(self) -> bool:
        moved = any(piece.change is not Change.SAME for piece in self.pieces)
        return moved or self.heading_before != self.heading_after


def changed_cells(before: Mapping[str, Cell], after: Mapping[str, Cell]) -> list[CellChange]:
    """Where value, status or proposal differ; another place or another way to print it is no change."""
    codes = dict.fromkeys([*after, *before])
    changes = (CellChange(code, before.get(code), after.get(code)) for code in codes)
    return [change for change in changes if _said(change.before) != _said(change.after)]


def _said(cell: Cell | None) -> tuple[object, ...] | None:
    return None if cell is None else (cell.value, cell.status, cell.unit, cell.proposal)


Text = tuple[int, str, str]


def changed_sections(before: Sequence[Text], after: Sequence[Text]) -> list[SectionChange]:
    """Sections as (number, heading, text), those of one number beside each other in their order."""
    return [change for change in map(_section_change, *_paired(before, after)) if change.is_change]


def _paired(before: Sequence[Text], after: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    keyed_before, keyed_after = _keyed(before), _keyed(after)
    keys = sorted(keyed_before.keys() | keyed_after.keys())
    return [keyed_before.get(key, (key[0], "", "")) for key in keys], [
        keyed_after.get(key, (key[0], "", "")) for key in keys
    ]


def _keyed(sections: Sequence[Text]) -> dict[tuple[int, int], Text]:
    """Some reports have two sections of one number."""
    seen: dict[int, int] = {}
    keyed = {}
    for section in sections:
        seen[section[0]] = seen.get(section[0], 0) + 1
        keyed[section[0], seen[section[0]]] = section
    return keyed


def _section_change(before: Text, after: Text) -> SectionChange:
    return SectionChange(before[1], after[1], tuple(text_changes(before[2], after[2])))


def text_changes(before: str, after: str) -> Iterator[TextChange]:
    """By paragraphs first, then by characters within those that differ: Chinese has no blanks to go by."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _by_characters("".join(old[a:b]), "".join(new[c:d]))
        else:
            yield from _pieces(tag, "".join(old[a:b]), "".join(new[c:d]))


# Beyond it, comparing every character with every other takes seconds.
_LONGEST_BY_CHARACTERS = 4000


def _by_characters(old: str, new: str) -> Iterator[TextChange]:
    if max(len(old), len(new)) > _LONGEST_BY_CHARACTERS:
        yield from _pieces("replace", old, new)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield from _pieces(tag, old[a:b], new[c:d])


def _pieces(tag: str, old: str, new: str) -> Iterator[TextChange]:
    if tag == "equal":
        yield TextChange(Change.SAME, old)
        return
    if old:
        yield TextChange(Change.REMOVED, old)
    if new:
        yield TextChange(Change.ADDED, new)
