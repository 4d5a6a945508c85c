"""Every report that a question finds, as numbers: what datasets, charts and feeds are made of."""

from __future__ import annotations

from dataclasses import dataclass

from search.engines.base import Request
from search.query import text_of
from search.searching import Ask, hidden, ready_engine, understand


@dataclass(frozen=True, slots=True)
class Selection:
    """``reports`` in the order that was asked for; ``understood`` is the query as it was read."""

    reports: tuple[int, ...]
    understood: str
    notices: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]


def select(ask: Ask) -> Selection:
    """All of them, whatever page was asked for."""
    engine = ready_engine()
    parsed, compiled = understand(ask)
    request = Request(compiled.query, ask.chosen, hidden(engine), order=ask.order, stop=None)
    hits = engine.search(request).hits
    notices = (*parsed.notices, *compiled.notices)
    return Selection(tuple(hit.report for hit in hits), text_of(parsed.node), notices, dict(compiled.synonyms))
