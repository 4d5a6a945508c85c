"""The prose of two reports against each other: what the later one took over word for word, and what is new in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.models import Revision
from archive.selectors import public_text
from portal.pages.compare_diff import Budget, TextDiff, text_diff
from portal.pages.compare_items import Item

# Together; the prose of a report has some thousand signs.
LONGEST = 120_000


@dataclass(frozen=True, slots=True)
class SectionDiff:
    heading: str
    diff: TextDiff

    @property
    def share(self) -> int | None:
        return hundredths(self.diff.kept, self.diff.length)


@dataclass(frozen=True, slots=True)
class ProseDiff:
    """``before`` and ``after`` in the order of their years; without sections where the texts are too long."""

    before: Item
    after: Item
    sections: tuple[SectionDiff, ...]
    is_too_long: bool = False

    @property
    def length(self) -> int:
        return sum(section.diff.length for section in self.sections)

    @property
    def kept(self) -> int:
        return sum(section.diff.kept for section in self.sections)

    @property
    def share(self) -> int | None:
        return hundredths(self.kept, self.length)


def hundredths(part: int, whole: int) -> int | None:
    """All and nothing are said only where it is all or nothing."""
    if not whole:
        return None
    return part * 100 // whole if part * 2 >= whole else -(-part * 100 // whole)


Text = tuple[int, str, str]


def prose_diff(items: Sequence[Item]) -> ProseDiff | None:
    """Of two reports; None for anything else."""
    revisions = [item.revision for item in items if item.revision]
    if len(items) != 2 or len(revisions) != 2:
        return None
    before, after = sorted(items, key=lambda item: item.year)
    old, new = _texts(before.revision), _texts(after.revision)
    if sum(len(text) for _number, _heading, text in (*old, *new)) > LONGEST:
        return ProseDiff(before, after, (), is_too_long=True)
    return ProseDiff(before, after, tuple(_sections(old, new)))


def _texts(revision: Revision | None) -> list[Text]:
    if revision is None:
        return []
    rows = revision.sections.defer("tokens").order_by("position")
    return [(row.number, public_text(revision, row.heading), public_text(revision, row.text)) for row in rows]


def _sections(old: Sequence[Text], new: Sequence[Text]) -> list[SectionDiff]:
    """Those of one number against each other; a number that occurs again counts as another section."""
    budget = Budget()
    before, after = _numbered(old), _numbered(new)
    found = []
    for key in sorted(before.keys() | after.keys()):
        (heading_old, text_old), (heading_new, text_new) = before.get(key, ("", "")), after.get(key, ("", ""))
        if text_old.strip() or text_new.strip():
            found.append(SectionDiff(heading_new or heading_old, text_diff(text_old, text_new, budget)))
    return found


def _numbered(texts: Sequence[Text]) -> dict[tuple[int, int], tuple[str, str]]:
    seen: dict[int, int] = {}
    found = {}
    for number, heading, text in texts:
        seen[number] = seen.get(number, 0) + 1
        found[number, seen[number]] = (heading, text)
    return found
