"""What a page will cost to parse, told before it is parsed."""

from __future__ import annotations

import re

from ingest.limits import (
    MAX_ATTRIBUTES,
    MAX_ELEMENT_ATTRIBUTES,
    MAX_ELEMENTS,
    MAX_PAGE_BYTES,
    MEGABYTE,
)
from ingest.refusals import Refusal

# A page of this size, or of so many gaps between words, cannot hold enough to take seconds.
_SMALL = 128 * 1024
_FEW_GAPS = 30_000
_GAPS = b" \n\t\r\f/\"'"
_TAG = re.compile(rb"<[a-zA-Z][^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+")
_QUOTED = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
_GAP = re.compile(rb"[\s/\"]+")
# A tag shorter than this has some tens of attributes at most: its length says enough.
_SHORT_TAG = 200
_SHORTEST_ATTRIBUTE = 4


def refuse_large(data: bytes) -> None:
    if len(data) > MAX_PAGE_BYTES:
        raise Refusal("too-large", f"网页超过 {MAX_PAGE_BYTES // MEGABYTE} MB，不像一份年报。")


def refuse_heavy(data: bytes) -> None:
    """For bytes in UTF-8."""
    if len(data) > _SMALL and len(data) - len(data.translate(None, _GAPS)) > _FEW_GAPS:
        _refuse_heavy_tags(data)
    if len(data) > MAX_ELEMENTS and data.count(b"<") > MAX_ELEMENTS:
        raise _too_complex()


def _refuse_heavy_tags(data: bytes) -> None:
    total = 0
    for tag in _TAG.finditer(data):
        length = tag.end() - tag.start()
        count = length // _SHORTEST_ATTRIBUTE if length < _SHORT_TAG else _attributes(tag[0])
        total += count
        if count > MAX_ELEMENT_ATTRIBUTES or total > MAX_ATTRIBUTES:
            raise _too_complex()


def _attributes(tag: bytes) -> int:
    """Every attribute stands behind a gap or a quoted value."""
    return len(_GAP.findall(_QUOTED.sub(b'"', tag)))


def _too_complex() -> Refusal:
    return Refusal("too-complex", "网页的标记过于繁多，不像一份年报。")
