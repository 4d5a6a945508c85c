"""Readers: one module per file format, each turning bytes into a Document."""

from __future__ import annotations

import dataclasses
import importlib
from pathlib import PurePath

from ingest.document import Document
from ingest.intake import identify

# Loaded when first needed, so that the command starts without any format's library.
READERS = {
    "text": "ingest.readers.text",
    "html": "ingest.readers.html",
    "docx": "ingest.readers.docx",
    "pdf": "ingest.readers.pdf",
    "doc": "ingest.readers.office",
    "rtf": "ingest.readers.office",
    "odt": "ingest.readers.office",
}
_WORDS = {
    "text": "纯文本",
    "html": "网页（HTML）",
    "docx": "DOCX 文档",
    "pdf": "PDF 文件",
    "doc": "DOC 文档",
    "rtf": "RTF 文档",
    "odt": "ODT 文档",
}
# What a name promises; names without a promise here are never remarked on.
_SUFFIXES = {
    ".txt": "text",
    ".md": "text",
    ".htm": "html",
    ".html": "html",
    ".shtml": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".doc": "doc",
    ".wps": "doc",
    ".rtf": "rtf",
    ".odt": "odt",
}


def read(data: bytes, name: str = "") -> Document:
    """The Document of a file; ``name`` serves only to warn of a name that misleads."""
    found = identify(data)
    document: Document = importlib.import_module(READERS[found]).read(data)
    suffix = PurePath(name).suffix.lower()
    if _SUFFIXES.get(suffix, found) == found:
        return document
    warning = f"文件名以 {suffix} 结尾，内容其实是{_WORDS[found]}，已按内容读取。"
    return dataclasses.replace(document, warnings=(*document.warnings, warning))
