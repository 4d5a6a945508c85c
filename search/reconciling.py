"""The index held against the archive: whatever should not be there is taken out, whatever is missing put in."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Report
from search.engines.base import Engine
from search.entries import entries_of
from search.generations import alone, live_engine
from search.writing import WRITER, NoIndex

AT_ONCE = 1000
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """``missing`` are not in the index, or there in another revision; ``ghosts`` should not be in it."""

    missing: tuple[int, ...]
    ghosts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.missing) + len(self.ghosts)


def difference(engine: Engine) -> Difference:
    there = engine.revisions()
    public = dict(Report.objects.filter(published__isnull=False).values_list("pk", "published_id"))
    missing = (report for report, revision in public.items() if there.get(report) != revision)
    return Difference(tuple(sorted(missing)), tuple(sorted(there.keys() - public.keys())))


def reconcile() -> Difference:
    """What was repaired."""
    with alone(WRITER, _PATIENCE):
        engine = live_engine()
        if engine is None:
            raise NoIndex
        found = difference(engine)
        engine.write([], found.ghosts)
        for first in range(0, len(found.missing), AT_ONCE):
            engine.write(entries_of(found.missing[first : first + AT_ONCE]))
        return found
