"""Pages of a PDF as pictures, painted where a hostile file can do no harm and kept for the next who looks."""

from __future__ import annotations

import struct
import zlib

from django.core.cache import cache

from archive.models import Source
from archive.storage import open_source
from ingest.readers.pdf_cage import drawing, picture

DOTS = 144
# Very large pages are painted coarser.
MAX_DOTS_A_SIDE = 3000
POINTS_PER_INCH = 72

Sizes = list[tuple[float, float]]


def page_sizes(source: Source) -> Sizes:
    """Width and height of every page, in points.  Raises Refusal when the file cannot be opened."""
    key = f"page-sizes:{source.sha256}"
    sizes: Sizes | None = cache.get(key)
    if sizes is None:
        sizes = [(page.width, page.height) for page in drawing(open_source(source)).pages]
        cache.set(key, sizes)
    return sizes


def page_picture(source: Source, number: int) -> bytes:
    """A page (counted from 1) as PNG."""
    key = f"page:{source.sha256}:{number}"
    painted: bytes | None = cache.get(key)
    if painted is None:
        head, grey = picture(open_source(source), number - 1, _dots(page_sizes(source)[number - 1]))
        painted = png(head["width"], head["height"], grey)
        cache.set(key, painted)
    return painted


def _dots(size: tuple[float, float]) -> int:
    inches = max(*size, 1.0) / POINTS_PER_INCH
    return max(1, min(DOTS, int(MAX_DOTS_A_SIDE / inches)))


def png(width: int, height: int, grey: bytes) -> bytes:
    """Grey values, a byte each, as a PNG."""
    lines = b"".join(b"\0" + grey[start : start + width] for start in range(0, width * height, width))
    header = struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
