"""Sections of prose for tests."""

from __future__ import annotations

from dataclasses import dataclass

from archive.locators import Locator
from ingest.document import Paragraph


@dataclass(frozen=True)
class Section:
    paragraphs: tuple[Paragraph, ...]
    number: int = 1
    heading: str = "一、总体情况"


def section(*texts: str) -> Section:
    """A section of whole paragraphs, as web pages and Word files have them."""
    return Section(tuple(Paragraph(text, Locator(block=index)) for index, text in enumerate(texts, 1)))


def lines(*texts: str) -> Section:
    """A section of lines, as text files and unruled pages have them; each begins at a hundred of its own."""
    return Section(
        tuple(
            Paragraph(text, Locator(line=index, start=index * 100, end=index * 100 + len(text)))
            for index, text in enumerate(texts, 1)
        )
    )
