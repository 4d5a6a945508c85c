"""A new index beside the live one, from the words that are kept; continued where it was broken off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.models import Report
from search.engines.base import Engine
from search.entries import entries_of
from search.generations import (
    Made,
    alone,
    clear_away,
    engine_at,
    make_live,
    new_folder,
    set_made,
    unfinished,
)
from search.writing import WRITER, catch_up, last_change

BUILDER = "builder"
# Each batch is a commit: what a kill can cost, and how many documents become one segment.
AT_ONCE = 4000
# A writer at work is done sooner.
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int


Tell = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Nobody watches."""


def build(*, tell: Tell = silent, at_once: int = AT_ONCE) -> int:
    """How many reports the new index has; it is live when this returns.  Busy when another is being built."""
    with alone(BUILDER):
        folder = unfinished() or _begun()
        engine = engine_at(folder)
        for progress in _filled(engine, at_once):
            tell(progress)
        return _finished(folder, engine)


def _begun() -> Path:
    """The mark comes first: what changes from now on is caught up with in the end."""
    folder = new_folder()
    engine_at(folder).write([], mark=last_change())
    set_made(folder, Made.now())
    clear_away()
    return folder


def _filled(engine: Engine, at_once: int) -> Iterator[Progress]:
    there = engine.revisions()
    public = Report.objects.filter(published__isnull=False).order_by("pk").values_list("pk", "published_id")
    missing = [report for report, revision in public if there.get(report) != revision]
    total = len(there) + len(missing)
    yield Progress(len(there), total)
    for first in range(0, len(missing), at_once):
        engine.write(entries_of(missing[first : first + at_once]))
        yield Progress(len(there) + min(first + at_once, len(missing)), total)


def _finished(folder: Path, engine: Engine) -> int:
    """Caught up once without the lock, so that the writer has to wait for the last few changes only."""
    catch_up(engine)
    with alone(WRITER, _PATIENCE):
        catch_up(engine)
        engine.write([], ghosts(engine))
        make_live(folder)
    return len(engine.revisions())


def ghosts(engine: Engine) -> list[int]:
    """Reports in the index that the public does not see."""
    there = set(engine.revisions())
    public = Report.objects.filter(published__isnull=False).values_list("pk", flat=True)
    return sorted(there.difference(public))
