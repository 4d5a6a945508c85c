"""How far a batch has come, for a person at a terminal or a log file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from archive.models import Batch, Upload

BAR_WIDTH = 30
# In a log: one line for so many files.
STEP = 100


@dataclass
class Progress:
    """A bar that moves on a terminal, now and then a line elsewhere."""

    label: str
    total: int
    out: OutputWrapper
    done: int = 0
    moving: bool = field(init=False)

    def __post_init__(self) -> None:
        self.moving = self.out.isatty()

    def reach(self, done: int) -> None:
        before, self.done = self.done, done
        if self.moving:
            self.out.write(f"\r{self._bar()}", ending="")
            self.out.flush()
        elif done == self.total or done // STEP > before // STEP:
            self.out.write(f"{self.label} {done}/{self.total}")
            self.out.flush()

    def end(self) -> None:
        if self.moving:
            self.out.write("")

    def _bar(self) -> str:
        filled = BAR_WIDTH * self.done // max(self.total, 1)
        return f"{self.label} [{'█' * filled}{'·' * (BAR_WIDTH - filled)}] {self.done}/{self.total}"


def states(batch: Batch) -> Counter[str]:
    return Counter(batch.uploads.values_list("state", flat=True))


def unfinished(batch: Batch) -> int:
    return batch.uploads.exclude(state__in=Upload.FINAL).count()


def summary(batch: Batch) -> str:
    """已发布 3，待审核 7，拒收 1"""
    counts = states(batch)
    told = [f"{state.label} {counts[state]}" for state in Upload.State if counts[state]]
    return "，".join(told) or _("没有文件")


def not_taken(batch: Batch) -> list[str]:
    """A line for each file that became no report of its own, with the reason."""
    states_told = (Upload.State.DUPLICATE, Upload.State.REFUSED, Upload.State.QUARANTINED)
    uploads = batch.uploads.filter(state__in=states_told)
    return [f"{upload.get_state_display()}　{upload.name}：{upload.reason}" for upload in uploads]
