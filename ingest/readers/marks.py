"""What is printed in a cell beside its text: raised digits and pictures, which are neither digits nor nothing."""

from __future__ import annotations

import re

# U+FFFC, the object replacement character: a picture whose words are not read.
PICTURE = "\ufffc"
_PICTURE_IN_NUMBER = re.compile(rf"\d\s*{PICTURE}|{PICTURE}\s*\d")

_DIGITS = "0123456789"
_RAISED = {
    "sup": str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉"),
}


def raised(text: str, where: str) -> str:
    """Text printed above the line ("sup") or below it ("sub"), its digits in characters that show this."""
    return text.translate(_RAISED[where])


def with_pictures_that_count(text: str) -> str:
    """The text of a cell without its icons: a picture counts where it stands alone, or in a number."""
    if PICTURE not in text:
        return text
    lines = filter(None, (line.strip() for line in text.replace(PICTURE, "").split("\n")))
    words = "\n".join(lines)
    if not words:
        return PICTURE
    return text if _PICTURE_IN_NUMBER.search(text) else words
