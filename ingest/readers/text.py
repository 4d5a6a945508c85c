"""Text files: every line is a paragraph, exactly as printed."""

from __future__ import annotations

import re

from archive.locators import Locator
from ingest.decoding import decode
from ingest.document import Document, Paragraph
from ingest.limits import MAX_BLOCKS, MAX_CHARACTERS
from ingest.refusals import Refusal

# A page break or vertical tab from Word ends a line as a newline does.
_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read(data: bytes) -> Document:
    """Blank lines and leading tabs are kept: they tell the cells of a printed table apart."""
    decoded = decode(data)
    if not decoded.text.strip():
        raise Refusal("empty", "文件里没有文字。")
    if len(decoded.text) > MAX_CHARACTERS:
        raise Refusal("too-complex", f"文本超过 {MAX_CHARACTERS} 个字符，不像一份年报。")
    lines = tuple(
        Paragraph(decoded.text[start:end], Locator(line=number, start=start, end=end))
        for number, (start, end) in enumerate(_spans(decoded.text), 1)
    )
    return Document("text", lines, warnings=decoded.warnings)


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each line starts and ends, its newline left out."""
    breaks = [found.span() for found in _LINE_END.finditer(text)]
    if len(breaks) > MAX_BLOCKS:
        raise Refusal("too-complex", f"文本超过 {MAX_BLOCKS} 行，不像一份年报。")
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    # No line is made of the nothing behind the last newline.
    return [span for span in zip(starts, ends, strict=True) if span[0] < len(text)]
