"""The points at which the worker is killed: before or after a step, from the message's arrival to its last word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """``nth``: which of the step's calls for one upload it is; ``after``: when the step is done."""

    module: str
    step: str
    after: bool = False
    nth: int = 1

    def __str__(self) -> str:
        return f"{'after' if self.after else 'before'} {self.module}.{self.step} {self.nth}"


POINTS = (
    Point("ingest.tasks", "exclusively"),
    Point("ingest.stages", "_begin"),
    Point("ingest.stages", "_begin", after=True),
    Point("ingest.storing", "open_source", after=True),
    Point("ingest.storing", "parse_bytes"),
    Point("ingest.storing", "parse_bytes", after=True),
    Point("ingest.stages", "_store"),
    Point("ingest.stages", "store"),
    Point("archive.intaking", "agency_of", after=True),
    Point("archive.intaking", "add_revision"),
    Point("archive.intaking", "add_revision", after=True),
    Point("ingest.stages", "store", after=True),
    Point("ingest.outcomes", "advance", after=True),
    Point("ingest.stages", "write_tokens"),
    Point("ingest.tokens", "section_tokens", nth=3),
    Point("ingest.stages", "write_tokens", after=True),
    Point("ingest.outcomes", "advance", after=True, nth=2),
    Point("ingest.outcomes", "settle"),
    Point("ingest.outcomes", "_end", after=True),
    Point("ingest.stages", "_attempt", after=True),
)
