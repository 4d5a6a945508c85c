"""From the bytes of a page to a clean tree: nothing that a reader does not see, and no needless depth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from ingest.decoding import decode
from ingest.readers.marks import raised
from ingest.readers.web import mhtml
from ingest.readers.web.weighing import refuse_heavy, refuse_large
from ingest.refusals import Refusal

# Patterns for bytes in lower case: without re.I and with a literal in front they are ten times as fast.
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)")
_HEAD = 4096
_END_OF_PAGE = re.compile(rb"</(?:html|body)\s*>", re.I)
# Also text that is struck out: a number corrected by hand is printed beside the one it replaces.
_HIDING_STYLES = (
    r"display\s*:\s*none",
    r"visibility\s*:\s*(?:hidden|collapse)",
    r"font-size\s*:\s*0(?![\d.]*[1-9])",
    r"line-through",
)
_HIDING = (*(re.compile(style.encode()) for style in _HIDING_STYLES), re.compile(rb"hidden(?=[\s>=/])"))
_BLOCK = re.compile(rb"display\s*:\s*block")
_BLOCK_STYLE = re.compile(r"display\s*:\s*block", re.I)
_HIDDEN_STYLE = re.compile("|".join(_HIDING_STYLES), re.I)
_SIZED = re.compile("font-size", re.I)
_RAISING = re.compile(rb"vertical-align\s*:\s*su(?:per|b)\b")
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.I)
_TAG_NAME = re.compile(rb"[a-z][\w:-]*")

# What a browser shows nothing of, or nothing that belongs to a report.
_UNSEEN = (
    *("script", "style", "template", "select", "option", "textarea", "button", "iframe", "video", "audio"),
    *("noframes", "noscript", "rt", "rp", "map", "datalist", "del", "s", "strike"),
)
# Drawn rather than written: pictures, as far as a reader of text is concerned.
_DRAWN = ("svg", "math", "canvas", "object", "embed")
# Elements that only dress words; dissolved so that a word cut into ten spans is one text again.
_DRESSING = (
    *("span", "font", "b", "strong", "em", "i", "u", "o:p", "sup", "sub", "small", "big", "label", "tt", "ins"),
    *("mark", "code", "abbr", "cite", "ruby", "rb", "wbr", "nobr", "bdo", "st1:chsdate"),
)
_INLINE = frozenset((*_DRESSING, "a"))
# Hidden inline text longer than this is not a converter's remark but content that a script shows.
_REMARK = 200


@dataclass(frozen=True, slots=True)
class Page:
    root: etree._Element
    # Outermost elements that are in the page but not shown at first.
    hidden: frozenset[etree._Element]
    warnings: tuple[str, ...]


def parse(data: bytes) -> Page:
    if mhtml.is_mhtml(data[:_HEAD]):
        data = mhtml.page(data)
    refuse_large(data)
    declared = _CHARSET.search(data[:_HEAD].lower())
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    # Bytes of a last character that was cut off would come back as rubbish.
    if decoded.encoding != "utf-8" or data[-1:] > b"\x7f":
        data = decoded.text.encode("utf-8", "replace")
    refuse_heavy(data)
    lower = data.lower()
    root = _root(_in_one_page(data, lower))
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    _show_blocks(root, lower)
    _show_pictures(root)
    _show_raised(root, lower)
    hidden = _hidden(root, lower)
    etree.strip_tags(root, *_DRESSING)
    return Page(root, hidden, decoded.warnings)


def _in_one_page(data: bytes, lower: bytes) -> bytes:
    """A pasted page closes itself in the middle of its site; libxml2 would drop what follows."""
    # Five characters are found faster than six, and name the same ends.
    ends = [position for position in (lower.find(b"</bod"), lower.find(b"</htm")) if position >= 0]
    first = min(ends, default=len(data))
    return data[:first] + _END_OF_PAGE.sub(b"", data[first:])


def _root(data: bytes) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    _refuse_lost_depth(parser)
    if root is None:
        raise Refusal("empty", "网页里没有内容。")
    return root


def _refuse_lost_depth(parser: etree.HTMLParser) -> None:
    """libxml2 stops reading at its limit of depth: the rest of the report would be missing silently."""
    last = parser.error_log.last_error
    if last is not None and "depth" in last.message:
        raise Refusal("too-complex", "网页的标记嵌套太深，无法完整读取。")


def _show_blocks(root: etree._Element, lower: bytes) -> None:
    """A <span> styled as a block is a line of its own."""
    tags = _tags_with(lower, _BLOCK) & set(_DRESSING)
    for element in root.iter(*tags) if tags else ():
        if _BLOCK_STYLE.search(element.get("style") or ""):
            element.tag = "div"


def _show_pictures(root: etree._Element) -> None:
    for element in list(root.iter(*_DRAWN)):
        del element[:]
        element.text = None
        element.tag = "img"


def _show_raised(root: etree._Element, lower: bytes) -> None:
    """Digits of <sup> and <sub> are no part of the number they are printed beside."""
    for tag in (_tags_with(lower, _RAISING) & set(_DRESSING)) - {"sup", "sub"}:
        for element in list(root.iter(tag)):
            style = _RAISED_STYLE.search(element.get("style") or "")
            element.tag = f"su{style[1][2]}".lower() if style else tag
    for where in ("sup", "sub"):
        for element in root.iter(where):
            for inner in element.iter():
                inner.text = raised(inner.text or "", where)
                if inner is not element:
                    inner.tail = raised(inner.tail or "", where)


def _hidden(root: etree._Element, lower: bytes) -> frozenset[etree._Element]:
    """Asking every element for its style is slow: only those of tags seen with a hiding style are asked."""
    tags = _tags_with(lower, *_HIDING)
    elements = [element for element in root.iter(*tags) if _is_hidden(element)] if tags else []
    blocks = []
    for element in elements:
        if element.tag not in _INLINE:
            blocks.append(element)
        elif len("".join(element.itertext())) < _REMARK:
            _drop(element)
    return frozenset(blocks)


def _tags_with(lower: bytes, *patterns: re.Pattern[bytes]) -> set[str]:
    """Tags that a pattern was seen in."""
    starts = {start for pattern in patterns for start in _starts_of(lower, pattern)}
    names = (_TAG_NAME.match(lower, start + 1) for start in starts)
    return {name[0].decode("ascii") for name in names if name}


def _starts_of(lower: bytes, pattern: re.Pattern[bytes]) -> Iterator[int]:
    """Where the tags begin that hold the pattern; nothing is searched twice."""
    seen = start = 0
    for found in pattern.finditer(lower):
        start = max(start, lower.rfind(b"<", seen, found.start()))
        seen = found.start()
        yield start


def _is_hidden(element: etree._Element) -> bool:
    found = _hiding(element.get("style") or "")
    if not found:
        return element.get("hidden") is not None
    return not all(map(_SIZED.match, found)) or not any(map(_may_be_sized, element.iterdescendants()))


@lru_cache(maxsize=1024)
def _hiding(style: str) -> tuple[str, ...]:
    """Few of a page's styles differ."""
    return tuple(_HIDDEN_STYLE.findall(style))


def _may_be_sized(element: etree._Element) -> bool:
    """A size of nothing on a container only closes the gaps between what stands in it."""
    return element.tag == "font" or element.get("class") is not None or element.get("style") is not None


def _drop(element: etree._Element) -> None:
    """Out of the tree, its tail kept."""
    parent = element.getparent()
    if parent is None:
        return
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
