"""A section's text as paragraphs, each with an address of its own within the report's page."""

from __future__ import annotations

from collections.abc import Iterator

_BREAK = "\n"


def paragraphs(text: str) -> tuple[tuple[int, str], ...]:
    """Where each line begins in the text, and the line as it stands there; blank lines are none."""
    return tuple((start, line) for start, line in _lines(text) if line.strip())


def anchor(section: int, start: int) -> str:
    """The id of the paragraph that begins there; that of the section itself is ``section-<number>``."""
    return f"section-{section}-{start}"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split(_BREAK):
        yield start, line
        start += len(line) + len(_BREAK)
