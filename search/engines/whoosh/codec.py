"""Posting blocks of Whoosh's own format, their inside laid out as arrays.

Whoosh pickles tuples of Python numbers by the 128; one block of array bytes is read 30 times as fast and is a
third of the size.  Whoosh's own matchers read the blocks too, which is how a test compares the ranking.
"""

from __future__ import annotations

import zlib
from pickle import dumps
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import (
    WHOOSH3_HEADER_MAGIC,
    W3Codec,
    W3FieldWriter,
    W3LeafMatcher,
    W3TermInfo,
    length_to_byte,
)
from whoosh.system import pack_ushort

Ids = NDArray[np.uint32]
Weights = NDArray[np.float32]

# Widths in bytes of the numbers in a block: of the steps between documents, and of the weights.
_HEAD = Struct("<BBI")
_LENGTH = Struct("!i")
# At the end of a block: length of its data and whether they are packed, so that no pickle need be read to find them.
_TAIL = Struct("<IB")
_STEPS: dict[int, np.dtype[Any]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}
_ALL_ONE, _SMALL, _REAL = 0, 1, 4
_WORTH_PACKING = 48
_PROTOCOL = 4


def encode(ids: Ids, weights: Weights) -> bytes:
    steps = np.diff(ids, prepend=ids.dtype.type(0))
    highest = int(steps.max())
    width = 1 if highest < 1 << 8 else 2 if highest < 1 << 16 else 4
    kind, packed = _pack_weights(weights)
    return _HEAD.pack(width, kind, len(ids)) + steps.astype(_STEPS[width]).tobytes() + packed


def _pack_weights(weights: Weights) -> tuple[int, bytes]:
    if (weights == 1).all():
        return _ALL_ONE, b""
    small = weights.astype("<u1")
    if (small == weights).all():
        return _SMALL, small.tobytes()
    return _REAL, weights.astype("<f4").tobytes()


def decode(block: bytes) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    width, kind, count = _HEAD.unpack_from(block)
    steps = np.frombuffer(block, _STEPS[width], count, _HEAD.size)
    at = _HEAD.size + count * width
    if kind == _ALL_ONE:
        weights = np.ones(count)
    else:
        weights = np.frombuffer(block, "<u1" if kind == _SMALL else "<f4", count, at).astype(np.float64)
    return np.cumsum(steps, dtype=np.int64), weights


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]
    def add_term(self, text: bytes, ids: Ids, weights: Weights, lengths: NDArray[np.int64]) -> None:
        """One term with all its postings; ``lengths`` are those of the field in each document."""
        shortest, longest = int(lengths.min()), int(lengths.max())
        start = self._postfile.tell()
        self._postfile.write(WHOOSH3_HEADER_MAGIC + _block(ids, weights, shortest, longest))
        info = W3TermInfo()
        info._weight, info._df = float(weights.sum()), len(ids)
        info._minlength, info._maxlength, info._maxweight = shortest, longest, float(weights.max())
        info._minid, info._maxid = int(ids[0]), int(ids[-1])
        info.set_extent(start, self._postfile.tell() - start)
        self._tindex.add(pack_ushort(self._fieldid) + text, info.to_bytes())


def _block(ids: Ids, weights: Weights, shortest: int, longest: int) -> bytes:
    """The only one of its term, hence of negative length."""
    data = encode(ids, weights)
    level = 1 if len(data) > _WORTH_PACKING else 0
    data = zlib.compress(data, level) if level else data
    data += _TAIL.pack(len(data), level)
    told = (len(ids), int(ids[-1]), float(weights.max()), level, length_to_byte(shortest), length_to_byte(longest))
    info = dumps(told, _PROTOCOL)
    return _LENGTH.pack(-len(info) - len(data)) + info + data


def read_block(extent: bytes) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Documents and weights of a term, from its bytes in the posting file or the end of them."""
    length, level = _TAIL.unpack_from(extent, len(extent) - _TAIL.size)
    data = extent[len(extent) - _TAIL.size - length : -_TAIL.size]
    return decode(zlib.decompress(data) if level else data)


def read_postings(terms: Any, info: Any) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Of a term that Whoosh has found."""
    # Whoosh forgets to unpack the length.
    offset, (length,) = info.extent()
    return read_block(terms._postfile.get(offset, length))


class ArrayMatcher(W3LeafMatcher):  # type: ignore[misc]
    """How Whoosh itself reads the blocks."""

    _data: Any

    def _read_data(self) -> None:
        ids, weights = read_block(self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset))
        self._data = (ids.tolist(), weights.tolist(), None)

    def _read_ids(self) -> None:
        if self._data is None:
            self._read_data()
        self._ids = self._data[0]

    def _read_weights(self) -> None:
        if self._data is None:
            self._read_data()
        self._weights = self._data[1]


class ArrayCodec(W3Codec):  # type: ignore[misc]
    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        offset, length = terminfo.extent()
        return ArrayMatcher(dbfile, offset, length, format_, term=term, scorer=scorer)
