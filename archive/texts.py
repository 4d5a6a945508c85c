"""Texts as every database takes them."""

from __future__ import annotations

from typing import Any

# PostgreSQL has no place for the first; no encoding has one for half of a pair.
_UNSTORABLE = {0: None, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
ELLIPSIS = "…"


def storable(text: str) -> str:
    return text.translate(_UNSTORABLE)


def fitted(text: str, length: int) -> str:
    """Cut to the length of its column; the end tells that something is missing."""
    text = storable(text)
    return text if len(text) <= length else text[: length - 1] + ELLIPSIS


def storable_json(value: Any) -> Any:
    """The same for every text in JSON."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): storable_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(inner) for inner in value]
    return value
