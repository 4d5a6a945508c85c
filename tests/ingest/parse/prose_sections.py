"""Sections of prose for tests."""

from __future__ import annotations

from dataclasses import dataclass

from archive.checks import CountClaim
from archive.locators import Locator
from ingest.document import Paragraph
from ingest.parse.prose import find_claims


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


def claims(*texts: str, agency: str = "") -> list[CountClaim]:
    found = find_claims([section(*texts)], agency)
    return [claim for claim in found if isinstance(claim, CountClaim)]


def counts(*texts: str, agency: str = "") -> list[tuple[str, int]]:
    """Counts with their exact numbers; those with nothing in the table are left out."""
    return [
        ("+".join(claim.counts).replace("/any", "").replace("/answered", ""), int(claim.bound.low))
        for claim in claims(*texts, agency=agency)
        if claim.counts != ("published",)
    ]
