"""Beside Whoosh's segments: for every report written a slot with its text, its facets, and what its text has.

Slots are only ever added.  Whoosh knows which slots count (a column of each segment), so what a writer left
behind when it was killed is never seen, and Whoosh may merge segments without the slots moving.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from search.engines.base import DISTRICT_DIGITS, Entry
from search.engines.whoosh import pairs

TEXT, ROWS, PAIRS, REGIONS, OUTCOMES, VALUES = (
    "slots.text",
    "slots.rows",
    "slots.pairs",
    "slots.regions",
    "slots.outcomes",
    "slots.values",
)
UNIT_BYTES = 2
MOST_FINDINGS = 63
# No number; it sorts below zero.
UNKNOWN = -1
# Regions of a text besides its numbered sections.
TITLE_REGION, AGENCY_REGION = -1, -2
# Whatever a reader types, it never goes from one region into the next: no normalised query has this in it.
_BETWEEN = "\x00"

ROW = np.dtype(
    [
        ("report", "<i8"),
        ("revision", "<i8"),
        ("text", "<i8"),
        ("text_end", "<i8"),
        ("regions", "<i8"),
        ("regions_end", "<i8"),
        ("outcomes", "<i8"),
        ("outcomes_end", "<i8"),
        ("findings", "<u8"),
        ("requests", "<i8"),
        ("published", "<i4"),
        ("district", "<i4"),
        ("year", "<i2"),
        ("kind", "<i2"),
    ]
)
REGION = np.dtype([("start", "<i4"), ("number", "<i4")])
OUTCOME = np.dtype([("requests", "<i8"), ("value", "<i4"), ("slot", "<u4")])


@dataclass(frozen=True, slots=True)
class Slots:
    """The first ``count`` slots, memory-mapped; the texts are UTF-16, two bytes a character."""

    count: int
    rows: NDArray[np.void]
    regions: NDArray[np.void]
    outcomes: NDArray[np.void]
    pairs: NDArray[np.uint8]
    text: mmap.mmap | bytes
    # Names behind the numbers of kinds, outcomes and findings.
    kinds: tuple[str, ...]
    outcome_values: tuple[str, ...]
    finding_values: tuple[str, ...]

    def text_of(self, slot: int) -> str:
        row = self.rows[slot]
        return self.between(int(row["text"]), int(row["text_end"]))

    def between(self, start: int, end: int) -> str:
        """The text from one byte to another."""
        return bytes(self.text[start:end]).decode("utf-16-le", "surrogatepass")


def _mapped(path: Path, dtype: np.dtype[np.void], count: int) -> NDArray[np.void]:
    return np.memmap(path, dtype, "r", shape=(count,)) if count else np.zeros(0, dtype)


def _values(folder: Path) -> dict[str, list[str]]:
    with suppress(FileNotFoundError):
        found: dict[str, list[str]] = json.loads((folder / VALUES).read_text(encoding="utf-8"))
        return found
    return {"kind": [], "outcome": [], "finding": []}


def open_slots(folder: Path, count: int) -> Slots:
    rows = _mapped(folder / ROWS, ROW, count)
    last = rows[-1] if count else None
    signatures = np.zeros((0, pairs.ROW_BYTES), np.uint8)
    if count:
        signatures = np.memmap(folder / PAIRS, np.uint8, "r", shape=(count, pairs.ROW_BYTES))
    names = _values(folder)
    return Slots(
        count,
        rows,
        _mapped(folder / REGIONS, REGION, int(last["regions_end"]) if last is not None else 0),
        _mapped(folder / OUTCOMES, OUTCOME, int(last["outcomes_end"]) if last is not None else 0),
        signatures,
        _mapped_text(folder / TEXT, int(last["text_end"]) if last is not None else 0),
        tuple(names["kind"]),
        tuple(names["outcome"]),
        tuple(names["finding"]),
    )


def _mapped_text(path: Path, length: int) -> mmap.mmap | bytes:
    if not length:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), length, access=mmap.ACCESS_READ)


class SlotsWriter:
    """Adds slots after those that a commit knows; what lies behind them is of a writer that was killed."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self.count = count
        rows = np.fromfile(folder / ROWS, ROW, count) if count else np.zeros(0, ROW)
        last = rows[-1] if count else np.zeros(1, ROW)[0]
        self._text, self._regions, self._outcomes = (
            int(last["text_end"]),
            int(last["regions_end"]),
            int(last["outcomes_end"]),
        )
        self._names = _values(folder)
        ends = {
            TEXT: self._text,
            ROWS: count * ROW.itemsize,
            PAIRS: count * pairs.ROW_BYTES,
            REGIONS: self._regions * REGION.itemsize,
            OUTCOMES: self._outcomes * OUTCOME.itemsize,
        }
        self._files = {name: _at_end(folder / name, end) for name, end in ends.items()}

    def add(self, entry: Entry) -> int:
        """The new slot's number."""
        regions = [(TITLE_REGION, entry.title), (AGENCY_REGION, entry.agency)]
        regions += [(section.number, f"{section.heading}\n{section.text}") for section in entry.sections]
        text = pairs.units("".join(f"{body}{_BETWEEN}" for _, body in regions))
        self._write(TEXT, text)
        self._write(PAIRS, pairs.signature(text))
        self._write(REGIONS, _regions(regions))
        outcomes = self._outcome_rows(entry.outcomes)
        self._write(OUTCOMES, outcomes)
        self._write(ROWS, self._row(entry, text.nbytes, len(regions), len(outcomes)))
        self.count += 1
        return self.count - 1

    def _write(self, name: str, array: NDArray[np.void] | NDArray[np.uint8] | NDArray[np.uint16]) -> None:
        self._files[name].write(array.tobytes())

    def _row(self, entry: Entry, text: int, regions: int, outcomes: int) -> NDArray[np.void]:
        row = np.zeros(1, ROW)
        row["report"], row["revision"], row["year"] = entry.report, entry.revision, entry.year
        row["published"], row["district"] = entry.published, int(entry.district or 0)
        row["kind"] = self._number("kind", entry.kind)
        row["requests"] = UNKNOWN if entry.requests is None else entry.requests
        for finding in entry.findings:
            row["findings"] |= np.uint64(1 << min(self._number("finding", finding), MOST_FINDINGS))
        row["text"], self._text = self._text, self._text + text
        row["regions"], self._regions = self._regions, self._regions + regions
        row["outcomes"], self._outcomes = self._outcomes, self._outcomes + outcomes
        row["text_end"], row["regions_end"], row["outcomes_end"] = self._text, self._regions, self._outcomes
        return row

    def _outcome_rows(self, outcomes: Mapping[str, int]) -> NDArray[np.void]:
        told = [(requests, self._number("outcome", value), self.count) for value, requests in outcomes.items()]
        return np.array(told, OUTCOME)

    def _number(self, names: str, value: str) -> int:
        known = self._names[names]
        if value not in known:
            known.append(value)
        return known.index(value)

    def flush(self) -> None:
        """Everything is on its way to the disk before a commit tells of it."""
        temporary = self._folder / f"{VALUES}.new"
        temporary.write_text(json.dumps(self._names, ensure_ascii=False), encoding="utf-8")
        temporary.replace(self._folder / VALUES)
        for file in self._files.values():
            file.flush()

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _at_end(path: Path, end: int) -> BinaryIO:
    path.touch()
    os.truncate(path, end)
    return path.open("ab")


def _regions(regions: Iterable[tuple[int, str]]) -> NDArray[np.void]:
    rows, start = [], 0
    for number, body in regions:
        rows.append((start, number))
        start += len(pairs.units(body)) + len(_BETWEEN)
    return np.array(rows, REGION)


def divisions_above(code: int) -> tuple[str, ...]:
    """The codes that a report of this division is found under, the highest first."""
    text = str(code)
    return tuple(text[:digits] for digits in DISTRICT_DIGITS if len(text) >= digits) if code else ()
