"""PDF files for tests, written by hand, byte for byte."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

A4 = (595, 842)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them the catalogue."""
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(data)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (entries, len(packed), packed)


# A Chinese font that is not in the file, as many old reports have it; codes are UTF-16.
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    b"/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6"
    b"/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)


FONTS = b"/Resources<</Font<</F 3 0 R>>>>"


def pages(
    *contents: bytes, turned: int = 0, resources: bytes = b"", more: Sequence[bytes] = (), entries: bytes = b""
) -> bytes:
    """A PDF with one page for each content stream; the font is /F, ``more`` objects start at 4 + 2 × pages."""
    numbers = [4 + 2 * index for index in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)), FONT]
    for number, content in zip(numbers, contents, strict=True):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d%b" % (*A4, turned, entries)
            + b"/Contents %d 0 R/Resources<</Font<</F 3 0 R>>%b>>>>" % (number + 1, resources)
        )
        objects.append(stream(content))
    return pdf([*objects, *more])


def text(x: float, top: float, words: str, size: float = 12, matrix: str = "1 0 0 1") -> bytes:
    """Words at a place counted from the upper left corner of an A4 page."""
    codes = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {matrix} {x} {A4[1] - top - size * 0.88} Tm <{codes}> Tj ET\n".encode()


def line(x0: float, top0: float, x1: float, top1: float) -> bytes:
    return f"{x0} {A4[1] - top0} m {x1} {A4[1] - top1} l S\n".encode()


def rules(xs: Sequence[float], tops: Sequence[float]) -> bytes:
    """A full grid of lines, each from end to end."""
    flat = [line(xs[0], top, xs[-1], top) for top in tops]
    return b"".join([*flat, *(line(x, tops[0], x, tops[-1]) for x in xs)])


def table(xs: Sequence[float], tops: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> bytes:
    """A ruled table, each cell's text at its upper left."""
    words = [
        text(x + 3, top + 4, word, size)
        for top, row in zip(tops, rows, strict=False)
        for x, word in zip(xs, row, strict=False)
    ]
    return rules(xs, tops) + b"".join(words)
