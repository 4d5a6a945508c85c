"""Looking something up by the code of a cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(table: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; nothing where there is no such key."""
    return table.get(key, "")
