"""The engine over one folder."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import time_ns

import numpy as np
from numpy.typing import NDArray

from search.engines.base import Answer, Entry, Hit, Order, Part, Request, Weight
from search.engines.whoosh import facets, near, ranking, sorting, writer
from search.engines.whoosh.matching import Mask, Matcher
from search.engines.whoosh.phrases import Phrases
from search.engines.whoosh.snapshot import Snapshot, open_snapshot

MARK = "mark.json"
_PHRASE_BYTES = 64 << 20
# A commit takes away the files of the one before: a reader that came between begins anew.
_OPENINGS = 20
_TICK_NS = 50_000_000


class WhooshEngine:
    def __init__(self, folder: Path, *, create: bool = True) -> None:
        self.folder = folder
        if create:
            writer.create(folder)
        self._snapshot: Snapshot | None = None
        self._seen: int | None = None
        self._phrases = Phrases(_PHRASE_BYTES)
        self._lock = Lock()

    # -- reading --

    def snapshot(self) -> Snapshot:
        """Of the newest commit; opened once for all threads.  An index that was replaced still answers."""
        try:
            changed = self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            if self._snapshot is None:
                raise
            return self._snapshot
        if self._snapshot is not None and changed == self._seen:
            return self._snapshot
        with self._lock:
            if self._snapshot is None or changed != self._seen:
                self._snapshot, self._seen = self._opened(), changed if _is_settled(changed) else None
            return self._snapshot

    def _opened(self) -> Snapshot:
        for _ in range(_OPENINGS):
            with suppress(FileNotFoundError):
                return self._renewed()
        if self._snapshot is None:
            raise FileNotFoundError(self.folder)
        return self._snapshot

    def _renewed(self) -> Snapshot:
        kept = self._snapshot
        newest = writer.generation(self.folder)
        if newest < 0:
            raise FileNotFoundError(self.folder)
        return kept if kept is not None and kept.generation == newest else open_snapshot(self.folder, kept)

    def search(self, request: Request) -> Answer:
        snapshot = self.snapshot()
        found = self._found(snapshot, request)
        narrowed = facets.Narrowed(snapshot, found, request.chosen)
        places = narrowed.places
        counted = facets.count(snapshot, narrowed, request.facets, request.within)
        return Answer(_hits(snapshot, request, places), len(places), counted)

    def _found(self, snapshot: Snapshot, request: Request) -> Mask:
        found: Mask = Matcher(snapshot, self._phrases).match(request.query) & snapshot.live
        if request.hidden:
            hidden = np.fromiter(request.hidden, np.int64, len(request.hidden))
            found &= ~np.isin(snapshot.reports, hidden)
        return found

    def explain(self, request: Request, report: int) -> tuple[Weight, ...]:
        snapshot = self.snapshot()
        slot = snapshot.place_of(report)
        terms = ranking.terms_of(request.query)
        return () if slot is None else tuple(ranking.explained(snapshot, terms, slot))

    def telling_words(self, words: Sequence[str], *, most: int, common: int) -> tuple[str, ...]:
        return ranking.telling(self.snapshot(), words, most, common)

    def vocabulary(self, part: Part) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for segment in self.snapshot().segments:
            for word, count in segment.words(part).items():
                counts[word] = counts.get(word, 0) + count
        return counts

    def revisions(self, among: Collection[int] | None = None) -> Mapping[int, int]:
        snapshot = self.snapshot()
        wanted = snapshot.live
        if among is not None:
            wanted = wanted & np.isin(snapshot.reports, np.fromiter(among, np.int64, len(among)))
        rows = snapshot.slots.rows[wanted]
        return dict(zip(rows["report"].tolist(), rows["revision"].tolist(), strict=True))

    def forget(self) -> None:
        """Caches emptied, as after a start."""
        with self._lock:
            self._snapshot = None
            self._phrases.clear()

    # -- writing --

    def write(self, entries: Iterable[Entry], removed: Iterable[int] = (), mark: int | None = None) -> None:
        writer.write(self.folder, entries, removed)
        if mark is not None:
            self._set_mark(mark)

    def _set_mark(self, mark: int) -> None:
        """After the commit: a writer that is killed between the two does the last changes twice, never not at all."""
        temporary = self.folder / f"{MARK}.new"
        temporary.write_text(json.dumps(mark), encoding="utf-8")
        temporary.replace(self.folder / MARK)

    def mark(self) -> int:
        with suppress(FileNotFoundError):
            return int(json.loads((self.folder / MARK).read_text(encoding="utf-8")))
        return 0


def _is_settled(changed: int) -> bool:
    """Two commits within a tick of the file system's clock leave the same time."""
    return time_ns() - changed > _TICK_NS


def _hits(snapshot: Snapshot, request: Request, places: NDArray[np.int64]) -> tuple[Hit, ...]:
    scores = _scores(snapshot, request)[places]
    if request.near and request.order and request.order[0] == (Order.SCORE, True):
        _raise_near(snapshot, request, places, scores)
    stop = request.stop
    chosen = sorting.best(snapshot, places, scores, request.order, stop)[request.start :]
    rows = snapshot.slots.rows[places[chosen]]
    return tuple(map(Hit, rows["report"].tolist(), rows["revision"].tolist(), scores[chosen].tolist()))


def _scores(snapshot: Snapshot, request: Request) -> NDArray[np.float64]:
    """What nobody sorts by is not worked out."""
    wanted = any(order is Order.SCORE for order, _ in request.order)
    return ranking.scores(snapshot, ranking.terms_of(request.query) if wanted else {})


def _raise_near(snapshot: Snapshot, request: Request, places: NDArray[np.int64], scores: NDArray[np.float64]) -> None:
    """The first hits get their bonus; none of the others can then pass them, for a bonus is never below 1."""
    texts = near.texts_of(request.query)
    if not texts or not len(places):
        return
    for at in sorting.best(snapshot, places, scores, ((Order.SCORE, True),), near.LOOKED_AT).tolist():
        scores[at] *= near.factor(snapshot.slots, int(places[at]), texts)
