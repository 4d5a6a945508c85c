"""One state of the index, opened once and read by many: terms and their postings, as slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermNotFound

from search.engines.base import DISTRICT_DIGITS, Part
from search.engines.whoosh import segments
from search.engines.whoosh.bounded import Bounded
from search.engines.whoosh.codec import read_postings
from search.engines.whoosh.slots import Slots, divisions_above, open_slots

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Postings:
    """``slots`` in any order, of live reports only; ``documents`` counts the others too, as Whoosh does."""

    slots: NDArray[np.int64]
    weights: NDArray[np.float64]
    documents: int


NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0), 0)


class OpenSegment:
    def __init__(self, storage: Any, segment: Any) -> None:
        folder = Path(storage.folder)
        self.name: str = segment.segment_id()
        self.slots = segments.slots_of(folder, segment)
        self.lengths = {part: segments.lengths_of(folder, segment, part) for part in Part}
        self.total_lengths = {part: int(segment._fieldlengths.get(part.value, 0)) for part in Part}
        self._terms = segment.codec().terms_reader(storage, segment)

    def postings(self, part: Part, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]] | None:
        """Documents of the segment, deleted ones among them."""
        try:
            info = self._terms.term_info(part.value, word.encode())
        except TermNotFound:
            return None
        return read_postings(self._terms, info)

    def words(self, part: Part) -> dict[str, int]:
        items = self._terms.items_from(part.value, b"")
        counts: dict[str, int] = {}
        for (name, text), info in items:
            if name != part.value:
                break
            counts[text.decode()] = info.doc_frequency()
        return counts


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Slots and the requests behind an outcome, outcome after outcome: ``values[i]`` begins at ``starts[i]``."""

    slots: NDArray[np.int64]
    requests: NDArray[np.int64]
    values: NDArray[np.int64]
    starts: NDArray[np.int64]


@dataclass
class Snapshot:
    generation: int
    segments: list[OpenSegment]
    slots: Slots
    live: Mask
    lengths: dict[Part, NDArray[np.float64]]
    documents: int
    postings_kept: Bounded[Postings] = field(default_factory=lambda: Bounded(64 << 20))
    masks_kept: Bounded[Mask] = field(default_factory=lambda: Bounded(16 << 20))
    # Slots and scores; a word that most have has a score for every slot instead.
    scores_kept: Bounded[tuple[NDArray[np.int64] | None, NDArray[np.float64]]] = field(
        default_factory=lambda: Bounded(64 << 20)
    )

    def average_length(self, part: Part) -> float:
        return sum(segment.total_lengths[part] for segment in self.segments) / (self.documents or 1)

    def postings(self, part: Part, word: str) -> Postings:
        found = self.postings_kept.get((part, word))
        return found or self.postings_kept.put((part, word), *self._read(part, word))

    def _read(self, part: Part, word: str) -> tuple[Postings, int]:
        places: list[NDArray[np.int64]] = []
        weights: list[NDArray[np.float64]] = []
        documents = 0
        for segment in self.segments:
            read = segment.postings(part, word)
            if read is None:
                continue
            slots = segment.slots[read[0]]
            kept = self.live[slots]
            documents += len(slots)
            places.append(slots[kept])
            weights.append(read[1][kept])
        found = Postings(np.concatenate(places), np.concatenate(weights), documents) if places else NO_POSTINGS
        return found, 200 + found.slots.nbytes + found.weights.nbytes

    def place_of(self, report: int) -> int | None:
        found = np.flatnonzero(self.live & (self.reports == report))
        return int(found[0]) if len(found) else None

    def mask(self, part: Part, word: str) -> Mask:
        """The slots that have the word, a bit for each."""
        found = self.masks_kept.get((part, word))
        if found is None:
            found = np.zeros(self.slots.count, np.bool_)
            found[self.postings(part, word).slots] = True
            self.masks_kept.put((part, word), found, 200 + found.nbytes)
        return found

    # Facets as plain arrays of the width that numpy counts in: packed rows and mapped files are read much slower.

    @cached_property
    def reports(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["report"], np.int64)

    @cached_property
    def years(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["year"], np.int64)

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["kind"], np.int64)

    @cached_property
    def districts(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["district"], np.int64)

    @cached_property
    def findings(self) -> NDArray[np.uint64]:
        return np.array(self.slots.rows["findings"], np.uint64)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["published"], np.int64)

    @cached_property
    def requests(self) -> NDArray[np.int64]:
        return np.array(self.slots.rows["requests"], np.int64)

    @cached_property
    def outcomes(self) -> Outcomes:
        rows = np.array(self.slots.outcomes)
        rows = rows[np.argsort(rows["value"], kind="stable")]
        values, starts = np.unique(rows["value"], return_index=True)
        return Outcomes(
            np.array(rows["slot"], np.int64), np.array(rows["requests"], np.int64), values.astype(np.int64), starts
        )

    @cached_property
    def division_tree(self) -> tuple[list[str], NDArray[np.int64]]:
        """Every division that has reports or is above one that has; for every slot its place there at each level."""
        codes, place = np.unique(self.districts, return_inverse=True)
        paths = [divisions_above(code) for code in codes.tolist()]
        names = sorted({code for path in paths for code in path})
        number = {code: at for at, code in enumerate(names)}
        levels = np.full((len(DISTRICT_DIGITS), len(codes)), len(names), np.int64)
        for at, path in enumerate(paths):
            levels[: len(path), at] = [number[code] for code in path]
        return names, levels[:, place]


def open_snapshot(folder: Path, kept: Snapshot | None) -> Snapshot:
    """Of the newest commit; segments that an older snapshot has open are not opened again."""
    storage = segments.MappedStorage(str(folder))
    toc = segments.read_toc(storage)
    known = {segment.name: segment for segment in kept.segments} if kept else {}
    opened = [known.get(each.segment_id()) or OpenSegment(storage, each) for each in toc.segments]
    count = max((int(segment.slots.max()) + 1 for segment in opened if len(segment.slots)), default=0)
    live = np.zeros(count, np.bool_)
    lengths = {part: np.ones(count) for part in Part}
    for segment, each in zip(opened, toc.segments, strict=True):
        live[segment.slots] = segments.is_live(each)
        for part in Part:
            lengths[part][segment.slots] = segment.lengths[part]
    documents = sum(len(segment.slots) for segment in opened)
    return Snapshot(toc.generation, opened, open_slots(folder, count), live, lengths, documents)
