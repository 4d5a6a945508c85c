"""Opening a PDF with pdfium and taking out of it what the reader needs.

This runs in a process of its own (see pdf_cage): a hostile file can keep pdfium busy for ever, take all memory or
break it, and nothing in the same process could stop that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, create_string_buffer
from typing import Any

import pypdfium2.raw as pdfium

from ingest.limits import MAX_CHARACTERS, MAX_PAGE_OBJECTS, MAX_PAGES, MAX_RULINGS
from ingest.readers.pdf_characters import Characters
from ingest.readers.pdf_drawings import Drawings
from ingest.readers.pdf_integrity import is_whole
from ingest.readers.pdf_matrices import displayed
from ingest.readers.pdf_pages import Drawing, Page
from ingest.refusals import Refusal

# How a PDF begins, and how many bytes at its end, or its beginning, are searched for the marks of it.
HEAD, TAIL = b"%PDF-", 4096
WHY = {
    "damaged": "PDF 文件已损坏，无法打开。请重新下载或导出后再上传。",
    "truncated": "PDF 文件不完整，缺少结尾部分，可能没有下载完。请重新下载后再上传。",
    "password": "PDF 文件设有打开密码，请去掉密码后再上传。",
    "empty": "PDF 文件中没有任何页面。",
}
TYPED = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)
LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def refusal(code: str) -> Refusal:
    return Refusal(code, WHY[code])


def why_closed(data: bytes) -> Refusal:
    if pdfium.FPDF_GetLastError() in LOCKED:
        return refusal("password")
    return refusal("truncated" if HEAD in data[:TAIL] and ends_early(data) else "damaged")


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise why_closed(data)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, index: int) -> Iterator[Any]:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise refusal("damaged")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


@contextmanager
def text_of(page: Any) -> Iterator[Any]:
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        raise refusal("damaged")
    try:
        yield textpage
    finally:
        pdfium.FPDFText_ClosePage(textpage)


def ends_early(data: bytes) -> bool:
    return b"%%EOF" not in data[-TAIL:]


def drawing_of(data: bytes) -> Drawing:
    """Everything the reader needs of a PDF, or a refusal."""
    with opened(data) as document:
        repaired = not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document)
        if repaired and ends_early(data):
            raise refusal("truncated")
        count = counted(document)
        pages = tuple(pages_of(document, count))
        return Drawing(pages, metadata_of(document), repaired, not is_whole(data))


def counted(document: Any) -> int:
    count: int = pdfium.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise Refusal("too-many-pages", f"PDF 文件有 {count} 页，超过了 {MAX_PAGES} 页的上限。")
    if not count:
        raise refusal("empty")
    return count


def pages_of(document: Any, count: int) -> Iterator[Page]:
    characters = rulings = 0
    for index in range(count):
        page = page_read(document, index)
        characters += len(page.text)
        rulings += len(page.rulings) // 4
        if characters > MAX_CHARACTERS or rulings > MAX_RULINGS:
            raise Refusal("too-complex", f"PDF 文件的内容超过了 {MAX_CHARACTERS} 个字符或 {MAX_RULINGS} 条线的上限。")
        yield page


def page_read(document: Any, index: int) -> Page:
    """A page, numbers that were typed on it or into its fields among the rest."""
    with page_of(document, index) as page:
        if not any(kind in TYPED for kind in annotations_of(page)):
            return taken_from(page)
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    with page_of(document, index) as page:
        return taken_from(page)


def taken_from(page: Any) -> Page:
    with text_of(page) as textpage:
        frame = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, byref(frame))
        quarters = pdfium.FPDFPage_GetRotation(page)
        matrix = displayed(frame.left, frame.bottom, frame.right, frame.top, quarters)
        _, _, width, height = matrix.box(frame.left, frame.bottom, frame.right, frame.top)
        drawings = Drawings(matrix, width * height)
        drawings.read(page)
        characters = Characters(textpage, matrix, quarters, nested=drawings.nested)
        characters.read()
    return Page(
        width=width,
        height=height,
        text="".join(characters.text),
        boxes=characters.boxes,
        turns=characters.turns,
        rulings=drawings.rulings,
        pictured=drawings.pictured,
        hidden=drawings.hidden_share,
    )


def annotations_of(page: Any) -> Iterator[int]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_PAGE_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            yield pdfium.FPDFAnnot_GetSubtype(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)


def metadata_of(document: Any) -> dict[str, str]:
    found = {key.lower(): meta_text(document, key) for key in ("Title", "Author")}
    return {key: text for key, text in found.items() if text}


def meta_text(document: Any, key: str) -> str:
    """One entry of the file's own description, without what is no text."""
    length = pdfium.FPDF_GetMetaText(document, key.encode(), None, 0)
    room = create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, key.encode(), room, length)
    text = room.raw.decode("utf-16-le", "replace")
    return re.sub(r"[\s\x00-\x1f\ufffd]+", " ", text).strip()[:500]
