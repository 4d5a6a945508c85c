"""Whether the packed parts of a PDF can all be unpacked.  pdfium leaves out what it cannot, and says nothing."""

from __future__ import annotations

import re
import zlib
from typing import Any

# The properties of a packed part, to where it begins.  One that is packed in another way besides is not looked into.
PACKED = re.compile(rb"/Filter\s{0,4}\[?\s{0,4}/FlateDecode\b[^\0]{0,400}?>>\s{0,4}stream\r?\n")
# Bytes before and behind what is packed.
HEAD, CHECK_SUM = 2, 4
# Bytes unpacked at a time, and altogether: a bomb is somebody else's business.
STEP, MOST = 1 << 20, 1 << 26


def is_whole(data: bytes) -> bool:
    """Looks at parts packed in one way only, in files that are not locked."""
    if b"/Encrypt" in data:
        return True
    left = MOST
    for found in PACKED.finditer(data):
        end = data.find(b"endstream", found.end())
        size = unpacked_size(memoryview(data)[found.end() : end], left)
        if size is None:
            return False
        left -= size
        if left <= 0:
            break
    return True


def unpacked_size(packed: memoryview, most: int) -> int | None:
    """How much a part unpacks to, or None where it is broken.  Some programs leave out the check sum at its end."""
    size = size_of(zlib.decompressobj(), packed, most)
    if size is not None:
        return size
    bare = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    size = size_of(bare, packed[HEAD:], most)
    return size if len(bare.unused_data.strip()) < CHECK_SUM else None


def size_of(unpacker: Any, packed: memoryview, most: int) -> int | None:
    size = 0
    rest: bytes | memoryview = packed
    try:
        while not unpacker.eof and size < most:
            piece = unpacker.decompress(rest, STEP)
            rest = unpacker.unconsumed_tail
            size += len(piece)
            if not piece and not rest:
                return None
    except zlib.error:
        return None
    return size
