"""A PDF page as a grey picture, for reading scans."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from ingest.limits import MAX_PICTURE_DOTS
from ingest.readers.pdf_frames import Head
from ingest.readers.pdf_opening import opened, page_of
from ingest.refusals import Refusal

POINTS_PER_INCH = 72
PAPER = 0xFFFFFFFF


def picture_of(data: bytes, index: int, dots: int) -> tuple[Head, bytes]:
    """Size and grey values of a page at so many dots an inch."""
    with opened(data) as document, page_of(document, index) as page:
        width = max(1, round(pdfium.FPDF_GetPageWidthF(page) * dots / POINTS_PER_INCH))
        height = max(1, round(pdfium.FPDF_GetPageHeightF(page) * dots / POINTS_PER_INCH))
        if width * height > MAX_PICTURE_DOTS:
            raise Refusal("too-complex", "PDF 的页面尺寸过大，无法识别其中的文字。")
        return {"width": width, "height": height}, painted(page, width, height)


def painted(page: Any, width: int, height: int) -> bytes:
    paper = ctypes.create_string_buffer(width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, paper, width)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, PAPER)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return paper.raw
