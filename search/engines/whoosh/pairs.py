"""Which characters, and which pairs of neighbours, a text has: a bit each, so that most texts need not be read.

One character says little of a Chinese report, which has hundreds of different ones; a pair says nearly all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BITS = 1 << 14
ROW_BYTES = BITS // 8
# Any odd number spreads them; what counts is that it never changes.
_SPREAD = np.uint32(0x9E3779B1)
_SHIFT = np.uint32(32 - 14)

Units = NDArray[np.uint16]


def units(text: str) -> Units:
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")


def _places(text: Units) -> NDArray[np.uint32]:
    """The bits of every single character and every pair."""
    wide = text.astype(np.uint32)
    return ((np.concatenate((wide, wide[:-1] << 16 | wide[1:])) + 1) * _SPREAD) >> _SHIFT


def signature(text: Units) -> NDArray[np.uint8]:
    bits = np.zeros(BITS, np.bool_)
    bits[_places(text)] = True
    return np.packbits(bits, bitorder="little")


def may_contain(rows: NDArray[np.uint8], text: str) -> NDArray[np.bool_]:
    """For every row whether its text may have ``text`` in it: never wrong when it says no."""
    wanted = units(text)
    places = _places(wanted)[len(wanted) :] if len(wanted) > 1 else _places(wanted)
    found = np.ones(len(rows), np.bool_)
    for place in np.unique(places).tolist():
        found &= (rows[:, place >> 3] >> (place & 7) & 1).astype(np.bool_)
    return found
