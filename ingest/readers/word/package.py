"""The parts of a DOCX that hold its text, as safe trees."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from ingest.limits import MAX_ELEMENTS, MAX_XML_BYTES, MEGABYTE
from ingest.readers.word import names as w
from ingest.refusals import Refusal, damaged
from ingest.zipped import open_package, read_part

_RELATIONS = "_rels/.rels"
_MAIN_PART = "word/document.xml"
_OFFICE_DOCUMENT = "/officeDocument"


@dataclass(frozen=True, slots=True)
class Parts:
    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    has_pictures: bool
    has_embedded_files: bool


def open_parts(data: bytes) -> Parts:
    with open_package(data) as package:
        main = _main_part(package)
        folder = posixpath.dirname(main)
        names = package.namelist()
        document = _tree(package, main)
        if document is None:
            raise damaged("DOCX 文件里找不到正文，文件已损坏或不完整。")
        return Parts(
            document,
            _tree(package, posixpath.join(folder, "styles.xml")),
            _tree(package, posixpath.join(folder, "numbering.xml")),
            has_pictures=any("/media/" in name for name in names),
            has_embedded_files=any("/embeddings/" in name for name in names),
        )


def _main_part(package: zipfile.ZipFile) -> str:
    """Usually word/document.xml; the package's relations have the last word."""
    relations = parse(read_part(package, _RELATIONS, MEGABYTE))
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith(_OFFICE_DOCUMENT):
            return str(relation.get("Target", "")).lstrip("/") or _MAIN_PART
    return _MAIN_PART


def _tree(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    return parse(read_part(package, name, MAX_XML_BYTES))


def parse(xml: bytes) -> etree._Element | None:
    """No document type, no entities, no network; None for a part that is not there."""
    if not xml:
        return None
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _entities()
    if xml.count(b"<") > 2 * MAX_ELEMENTS:
        raise Refusal("too-complex", f"文档的标记超过 {MAX_ELEMENTS} 个，不像一份年报。")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml.replace(w.STRICT_MAIN.encode(), w.MAIN.encode()), parser)
    except etree.XMLSyntaxError as error:
        raise damaged("DOCX 文件内部的 XML 已损坏或不完整，无法读取。") from error
    # UTF-16 hides the mark from the look at the bytes above.
    if root.getroottree().docinfo.doctype:
        raise _entities()
    return root


def _entities() -> Refusal:
    return Refusal("xml-entities", "文件内部的 XML 定义了实体，可能是攻击，不予打开。")
