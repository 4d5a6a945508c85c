"""Reads a PDF: by its text layer, or, where it is a scan, by recognising its pictures."""

from __future__ import annotations

from ingest.document import Document
from ingest.readers.ocr import RECOGNISED, recognised
from ingest.readers.pdf_cage import drawing
from ingest.readers.pdf_layout import blocks_of
from ingest.readers.pdf_scans import Layer, layer_of, warnings_of


def read(data: bytes) -> Document:
    """The report in a PDF.  Refusal when it cannot be opened, or is a scan that cannot be recognised here."""
    drawn = drawing(data)
    layer = layer_of(drawn.pages)
    if layer is Layer.NONE:
        return recognised(data, drawn)
    by_machine = layer is Layer.RECOGNISED
    warnings = (RECOGNISED,) if by_machine else tuple(warnings_of(drawn))
    # Where a part of the file is lost, a number may be missing from its cell: none is certain, as on a scan.
    doubtful = by_machine or drawn.broken
    return Document("pdf", tuple(blocks_of(drawn.pages)), drawn.metadata, recognised=doubtful, warnings=warnings)
