"""The OpenAPI document, made once: it says nothing of what is in the archive."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

JSON = "application/json"
YAML = "application/yaml; charset=utf-8"


@cache
def document() -> dict[str, Any]:
    made = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    # Through JSON, so that labels that are translated late are plain text.
    plain: dict[str, Any] = json.loads(json.dumps(made, default=str))
    return plain


@require_safe
def document_json(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(document(), ensure_ascii=False, indent=1), content_type=JSON)


@require_safe
def document_yaml(request: HttpRequest) -> HttpResponse:
    text = yaml.safe_dump(document(), allow_unicode=True, sort_keys=False)
    return HttpResponse(text, content_type=YAML)
