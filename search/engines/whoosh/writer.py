"""One writer: batches of reports become a segment, small segments become one, all seen at once by the commit."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex, LockError
from whoosh.util.numeric import byte_to_length, length_to_byte
from whoosh.writing import SegmentWriter

from search.engines.base import Busy, Entry, Part
from search.engines.whoosh import segments
from search.engines.whoosh.codec import ArrayCodec, read_postings
from search.engines.whoosh.postings import Postings
from search.engines.whoosh.slots import SlotsWriter, open_slots

# Segments of similar size are merged when there are so many; a larger one is left alone.
SIMILAR_SEGMENTS = 4
GROWTH = 4
# Beyond this a merge would hold the writer up for too long, and saves no reader much.
LARGEST_MERGED = 50_000


class ArraySegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with our postings and codec; what it commits, and how, is Whoosh's own."""

    def __init__(self, index: Any) -> None:
        super().__init__(index, codec=ArrayCodec(), compound=False)
        self.pool = Postings()
        self._lengths: dict[Part, list[int]] = {part: [] for part in Part}
        self._slots: list[int] = []

    def add_words(self, slot: int, words: dict[Part, list[str]]) -> None:
        self._begin(slot)
        for part in Part:
            cut = words.get(part, [])
            self.pool.add(part, self.docnum, cut)
            self._length(part, len(cut))
        self._end()

    def _begin(self, slot: int) -> None:
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.add_column_value(segments.SLOT, segments.SLOT_COLUMN, slot)
        self._slots.append(slot)

    def _length(self, part: Part, length: int) -> None:
        self.perdocwriter.add_field(part.value, self.schema[part.value], None, length)
        self._lengths[part].append(length)

    def _end(self) -> None:
        self.perdocwriter.finish_doc()
        self.docnum += 1
        self._added = True

    def add_segment(self, segment: Any) -> None:
        """The live documents of another segment, after those that are there."""
        folder, live = Path(self.storage.folder), segments.is_live(segment)
        kept = np.flatnonzero(live)
        moved = np.cumsum(live) - 1 + self.docnum
        slots = segments.slots_of(folder, segment)[kept].tolist()
        lengths = {part: segments.lengths_of(folder, segment, part)[kept].astype(int).tolist() for part in Part}
        for place, slot in enumerate(slots):
            self._begin(slot)
            for part in Part:
                self._length(part, lengths[part][place])
            self._end()
        self._add_terms(segment, live, moved)

    def _add_terms(self, segment: Any, live: NDArray[np.bool_], moved: NDArray[np.int64]) -> None:
        storage = segments.MappedStorage(self.storage.folder)
        terms = self.codec.terms_reader(storage, segment)
        for (name, text), info in terms.items():
            ids, weights = read_postings(terms, info)
            kept = live[ids]
            if kept.any():
                self.pool.extend(Part(name), text.decode(), moved[ids[kept]], weights[kept])
        terms.close()

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for part in sorted(Part):
            self._write_terms(part)
        self.fieldwriter.close()

    def _write_terms(self, part: Part) -> None:
        # The lengths that Whoosh will know, as its own writer would.
        lengths = np.array([byte_to_length(length_to_byte(length)) for length in self._lengths[part]], np.int64)
        self.fieldwriter.start_field(part.value, self.schema[part.value])
        for text, ids, weights in self.pool.terms(part):
            self.fieldwriter.add_term(text, ids, weights, lengths[ids])
        self.fieldwriter.finish_field()


def merge_similar(writer: ArraySegmentWriter, found: list[Any]) -> list[Any]:
    """Segments of one order of magnitude become one as soon as there are enough of them."""
    ordered = sorted((segment for segment in found if _live_count(segment)), key=_live_count)
    kept: list[Any] = []
    for magnitude, group in groupby(ordered, _magnitude):
        alike = list(group)
        if len(alike) < SIMILAR_SEGMENTS or GROWTH**magnitude > LARGEST_MERGED:
            kept += alike
        else:
            for segment in alike:
                writer.add_segment(segment)
    return kept


def _magnitude(segment: Any) -> int:
    return int(log(_live_count(segment), GROWTH))


def _live_count(segment: Any) -> int:
    live: int = segment.doc_count_all() - segment.deleted_count()
    return live


def create(folder: Path) -> None:
    """An empty index where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = segments.MappedStorage(str(folder))
    if segments.newest(storage) < 0:
        FileIndex.create(storage, segments.schema(), segments.NAME)


def write(folder: Path, entries: Iterable[Entry], removed: Iterable[int]) -> None:
    """All or nothing: until the commit no reader sees any of it."""
    index = FileIndex(segments.MappedStorage(str(folder)), indexname=segments.NAME)
    try:
        writer = ArraySegmentWriter(index)
    except LockError as error:
        raise Busy from error
    try:
        _fill(writer, folder, entries, removed)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_similar)


def _fill(writer: ArraySegmentWriter, folder: Path, entries: Iterable[Entry], removed: Iterable[int]) -> None:
    known = [segments.slots_of(folder, segment) for segment in writer.segments]
    used = max((int(slots.max()) for slots in known if len(slots)), default=-1) + 1
    slots = SlotsWriter(folder, used)
    try:
        places, added = _places(writer, folder, known, used), set[int]()
        for report in removed:
            _delete(writer, places.pop(report, None))
        for entry in entries:
            if entry.report in added:
                raise ValueError(entry.report)
            added.add(entry.report)
            _delete(writer, places.get(entry.report))
            writer.add_words(slots.add(entry), {part: list(words) for part, words in entry.words.items()})
        slots.flush()
    finally:
        slots.close()


def _places(writer: ArraySegmentWriter, folder: Path, known: list[Any], used: int) -> dict[int, int]:
    """Report → its document in the index."""
    rows = open_slots(folder, used).rows
    places: dict[int, int] = {}
    for segment, slots, offset in zip(writer.segments, known, writer._doc_offsets, strict=True):
        documents = np.flatnonzero(segments.is_live(segment))
        places.update(zip(rows["report"][slots[documents]].tolist(), (documents + offset).tolist(), strict=True))
    return places


def _delete(writer: ArraySegmentWriter, place: int | None) -> None:
    if place is not None:
        writer.delete_document(place)


def generation(folder: Path) -> int:
    """Number of the newest commit."""
    return segments.newest(segments.MappedStorage(str(folder)))
