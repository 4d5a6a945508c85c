"""The text of a document as Word shows it: changes accepted, alternatives chosen, boxes set apart."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml import etree

from ingest.readers.marks import PICTURE, raised
from ingest.readers.spaces import visible
from ingest.readers.word import names as w

_TEXT = (w.T, w.TAB, w.PTAB, w.BR, w.CR, w.SYM, w.HYPHEN, w.MATH_T)
# Pictures that stand among the characters; others float anywhere on the page.
_PICTURES = (w.INLINE, w.IMAGE)
_TEXT_AND_PICTURES = (*_TEXT, *_PICTURES)
_WORDS = frozenset((w.T, w.MATH_T))
_PLAIN = {
    w.TAB: "\t",
    w.PTAB: "\t",
    w.BR: "\n",
    w.CR: "\n",
    w.HYPHEN: "-",
    **dict.fromkeys(_PICTURES, PICTURE),
}
# Never shown: what was deleted, codes behind fields, readings above characters; tab stops look like tabs.
_UNSEEN = (w.DEL, w.MOVE_FROM, w.DEL_TEXT, w.INSTR_TEXT, w.RT, w.TABS)
_OFF = ("0", "false", "off")
_NOT_PRINTED = (w.VANISH, w.STRIKE, w.DOUBLE_STRIKE)
_RAISED = {"superscript": "sup", "subscript": "sub"}
_PRIVATE = 0xF000
# Characters of symbol fonts that have a meaning in reports; any other shows as unknown.
_SYMBOLS = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0xA3): "□",
    ("symbol", 0xB7): "•",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB1): "±",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
}
_UNKNOWN = "\ufffd"
_SIDES = " \u3000\xa0"

Boxes = dict[etree._Element, list[etree._Element]]


def as_shown(document: etree._Element, raising: Container[str] = ()) -> Boxes:
    """Prunes the tree to what Word shows; text boxes are cut out and returned by their paragraph.

    ``raising``: the character styles that print above the line.
    """
    _drop_deleted_rows(document)
    etree.strip_elements(document, *_UNSEEN, with_tail=False)
    for alternative in list(document.iter(w.ALTERNATIVE)):
        if alternative.find(w.CHOICE) is not None:
            for fallback in list(alternative.iterchildren(w.FALLBACK)):
                alternative.remove(fallback)
    for mark in list(document.iter(*_NOT_PRINTED)):
        _drop_hidden_run(mark)
    _show_raised(document, raising)
    return _cut_boxes(document)


def text_of(paragraph: etree._Element, *, pictures: bool = False) -> str:
    """Tabs as tabs and breaks as newlines; pictures, where they are asked for, as marks."""
    parts = []
    for element in paragraph.iter(*(_TEXT_AND_PICTURES if pictures else _TEXT)):
        tag = element.tag
        if tag in _WORDS:
            parts.append(element.text or "")
        else:
            parts.append(_PLAIN[tag] if tag in _PLAIN else _symbol(element))
    return visible("".join(parts))


def has_picture(element: etree._Element) -> bool:
    return next(element.iter(w.DRAWING, w.PICTURE, w.OBJECT), None) is not None


def trimmed(text: str) -> str:
    """Tabs stay: at the start of a line they may stand for an empty cell."""
    return text.strip(_SIDES)


def children(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, wrappers (content controls, insertions, tags) looked through."""
    for child in container:
        if child.tag in (w.P, w.TBL, w.ALT_CHUNK):
            yield child
        elif child.tag not in (w.TC_PR, w.TR_PR):
            yield from children(child)


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(w.CHAR, ""), 16)
    except ValueError:
        return _UNKNOWN
    if not 0 < code < 0xD800 and not 0xE000 <= code < 0x10000:
        return _UNKNOWN
    if not 0xE000 <= code <= 0xF8FF:
        return chr(code)
    return _SYMBOLS.get((str(element.get(w.FONT, "")).lower(), code - _PRIVATE), _UNKNOWN)


def _drop_deleted_rows(document: etree._Element) -> None:
    for mark in list(document.iter(w.DEL)):
        properties = mark.getparent()
        if properties is not None and properties.tag == w.TR_PR:
            _detach(properties.getparent())


def _drop_hidden_run(mark: etree._Element) -> None:
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    if run is not None and run.tag == w.R and mark.get(w.VAL) not in _OFF:
        _detach(run)


def _show_raised(document: etree._Element, raising: Container[str]) -> None:
    """Digits above or below the line are no part of the number they are printed beside."""
    for mark in document.iter(w.RAISED, w.R_STYLE, w.FOOTNOTE, w.ENDNOTE):
        where = _where(mark, raising)
        run = next(mark.iterancestors(w.R), None) if where else None
        for text in run.iter(w.T) if run is not None else ():
            text.text = raised(text.text or "", where)


def _where(mark: etree._Element, raising: Container[str]) -> str:
    if mark.tag == w.RAISED:
        return _RAISED.get(str(mark.get(w.VAL, "")), "")
    return "sup" if mark.tag != w.R_STYLE or mark.get(w.VAL) in raising else ""


def _cut_boxes(document: etree._Element) -> Boxes:
    boxes: Boxes = {}
    for box in list(document.iter(w.TEXT_BOX)):
        anchor = next(box.iterancestors(w.P), None)
        if anchor is not None:
            boxes.setdefault(anchor, []).append(box)
            _detach(box)
    return boxes


def _detach(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
