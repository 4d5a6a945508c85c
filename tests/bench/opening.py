"""The baselines: just opening a file with its format's library, and reading nothing from it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree, html


def open_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def open_html(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def open_docx(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def open_pdf(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
