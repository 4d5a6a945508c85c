"""The measured accuracy as docs/accuracy.md has it, which a test measures anew: the page cannot say anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.form_tables import shown

# Headings of the document → what readers are told.
GROUPS: dict[str, str | Promise] = {
    "Text files, in UTF-8, GB18030 and UTF-16": _("纯文本（UTF-8、GB18030、UTF-16）"),
    "Web pages": _("网页"),
    "Word files": _("Word 文件"),
    "Word files carried over by LibreOffice": _("Word 另存的 PDF、网页、文本、doc、rtf、odt"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """``certain``: cells that a careful person reads for certain.  ``silent``: wrong ones, presented as certain."""

    certain: int
    right: int
    silent: int


@dataclass(frozen=True, slots=True)
class Group:
    title: str | Promise
    layouts: tuple[Layout, ...]

    @property
    def certain(self) -> int:
        return sum(layout.certain for layout in self.layouts)

    @property
    def right(self) -> int:
        return sum(layout.right for layout in self.layouts)

    @property
    def silent(self) -> int:
        return sum(layout.silent for layout in self.layouts)

    @property
    def certain_words(self) -> str:
        return shown(self.certain)

    @property
    def percent(self) -> str:
        """Rounded down: what is not all right is never called 100 %."""
        hundredths = 10_000 * self.right // self.certain
        return f"{hundredths // 100}.{hundredths % 100:02}%"


@cache
def measured() -> tuple[Group, ...]:
    text = (settings.BASE_DIR / "docs" / "accuracy.md").read_text(encoding="utf-8")
    return tuple(groups_of(line for line in text.splitlines() if line.startswith("|")))


def groups_of(lines: Iterable[str]) -> Iterator[Group]:
    """Of the document's table: its head, a line of dashes, and then a title before the layouts of each group."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    names = rows[0]
    title, layouts = "", list[Layout]()
    for row in rows[2:]:
        if row[0].startswith("**"):
            if layouts:
                yield Group(GROUPS.get(title, title), tuple(layouts))
            title, layouts = row[0].strip("*"), []
        else:
            layouts.append(_layout(dict(zip(names, row, strict=True))))
    yield Group(GROUPS.get(title, title), tuple(layouts))


def _layout(row: dict[str, str]) -> Layout:
    return Layout(int(row["certain cells"]), int(row["read right"]), int(row["silent"]))
