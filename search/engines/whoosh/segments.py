"""Whoosh's index as this engine keeps it: schema, storage, and what stands in the columns of a segment."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, _lenfield
from whoosh.columns import NumericColumn
from whoosh.fields import COLUMN, KEYWORD, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC
from whoosh.util.numeric import byte_to_length

from search.engines.base import Part

NAME = "MAIN"
SLOT = "slot"
NO_SLOT = 0xFFFFFFFF
SLOT_COLUMN = NumericColumn("I", default=NO_SLOT)
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


def schema() -> Any:
    """The words come ready cut; no positions are kept, for the text itself decides what is a phrase."""
    parts = {part.value: KEYWORD(scorable=True) for part in Part}
    return Schema(**parts, **{SLOT: COLUMN(SLOT_COLUMN)})


class MappedFile(StructFile):  # type: ignore[misc]
    """Read by place only, so that threads share it; Whoosh's own would copy the file, or seek in it."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        super().__init__(self._map, name=path.name)

    def get(self, position: int, length: int) -> bytes:
        return self._map[position : position + length]


class MappedStorage(FileStorage):  # type: ignore[misc]
    def open_file(self, name: str, **options: Any) -> Any:
        path = Path(self.folder) / name
        return MappedFile(path) if path.stat().st_size else super().open_file(name, **options)


def column(folder: Path, segment: Any, name: str, dtype: str, default: int) -> NDArray[Any]:
    """A column of fixed width; Whoosh leaves out defaults at its end."""
    path = folder / W3Codec.column_filename(segment, name)
    found = np.full(segment.doc_count_all(), default, dtype)
    if path.exists():
        read = np.fromfile(path, dtype)
        found[: len(read)] = read
    return found


def slots_of(folder: Path, segment: Any) -> NDArray[np.int64]:
    return column(folder, segment, SLOT, ">u4", NO_SLOT).astype(np.int64)


def lengths_of(folder: Path, segment: Any, part: Part) -> NDArray[np.float64]:
    """Lengths as Whoosh's ranking knows them, rounded to one of 256."""
    told = column(folder, segment, _lenfield(part.value), ">u1", LENGTHS_COLUMN.default_value())
    lengths: NDArray[np.float64] = _LENGTHS[told]
    return lengths


def is_live(segment: Any) -> NDArray[np.bool_]:
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[list(segment.deleted_docs())] = False
    return live


def newest(storage: Any) -> int:
    """Number of the newest commit, below 0 where there is none."""
    generation: int = TOC._latest_generation(storage, NAME)
    return generation


def read_toc(storage: Any) -> Any:
    return TOC.read(storage, NAME)
