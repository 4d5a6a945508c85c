"""What a page is, for machines: schema.org as JSON-LD, safe within a page whatever stands in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Json = dict[str, Any]

# No text can end the element that it stands in, or begin another.
_ESCAPED = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def as_json_ld(data: Mapping[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 - nothing that HTML could take for markup is left


def breadcrumbs(request: HttpRequest, steps: Iterable[tuple[str, str]]) -> Json:
    """Names with their addresses, from the top down."""
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": request.build_absolute_uri(address)}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
