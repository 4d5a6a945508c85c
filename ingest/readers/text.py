"""Text files: every line is a paragraph, exactly as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return Document("text", tuple(_lines(decoded.text)), warnings=decoded.warnings)


def _lines(text: str) -> Iterator[Paragraph]:
    """Each line without its newline; no line is made of the nothing behind the last one."""
    lines = _LINE_END.split(text)
    if len(lines) > MAX_BLOCKS + 1:
        raise Refusal("too-complex", f"文本超过 {MAX_BLOCKS} 行，不像一份年报。")
    if not lines[-1]:
        lines.pop()
    start = 0
    for number, line in enumerate(lines, 1):
        end = start + len(line)
        yield Paragraph(line, Locator(None, None, None, None, None, number, start, end))
        start = end + (2 if text.startswith("\r\n", end) else 1)
