"""White space and invisible characters, as a browser shows them."""

from __future__ import annotations

import re

_WIDE = r"[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
# A line of source broken between two Chinese characters is no space (CSS Text 3, 4.1.3).
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
# Zero-width characters and soft hyphens: nobody sees them, and they break words for a parser.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
# Most texts have none of these and are done with one look.
_SPECIAL = re.compile(rf"[\s{_UNSEEN}]")


def collapse(text: str) -> str:
    """Runs of white space become one space; U+00A0 and U+3000 stay, except at the ends."""
    text = text.strip()
    if _SPECIAL.search(text) is None:
        return text
    if "\n" in text or "\r" in text:
        text = _BROKEN_LINE.sub("", text)
    return visible(_RUN.sub(" ", text)).strip()


def visible(text: str) -> str:
    return text if text.isascii() else _INVISIBLE.sub("", text)
