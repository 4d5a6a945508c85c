"""From what each address tells of itself to the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema

from portal.api import schemas
from portal.api.parameters import Parameter
from portal.api.problems import KINDS

EXAMPLES = Path(__file__).with_name("examples.json")
JSON, CSV, PROBLEM = "application/json", "text/csv", "application/problem+json"
TAGS = ("search", "reports", "numbers", "directory", "form", "releases", "upload")
_READING = (400, 401, 404, 405, 429, 500, 503)


@dataclass(frozen=True, slots=True)
class Told:
    """One method of an address in words, and what it answers.

    ``example`` is the query of a request that works, with the path parameters' own examples; what is answered to
    it stands in the file of examples, under the operation's name.
    """

    operation: str
    tag: str
    summary: str | Promise
    english: str
    schema: Mapping[str, Any]
    more: str | Promise = ""
    media: str = JSON
    status: int = 200
    refusals: tuple[int, ...] = _READING
    path: tuple[Parameter, ...] = ()
    body: Mapping[str, Any] = field(default_factory=dict)
    example: str | None = None
    needs_token: bool = False


class Described(AutoSchema):
    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Any:
        view: Any = self.view
        told: Told = view.told[method.lower()]
        self.registry = registry
        operation: dict[str, Any] = {
            "operationId": told.operation,
            "tags": [told.tag],
            "summary": f"{told.summary} {told.english}",
            "parameters": [*_path(told), *_query(view, method)],
            "security": [{"token": []}] if told.needs_token else [{}, {"token": []}],
            "responses": _responses(told),
        }
        others = {"description": str(told.more), "requestBody": _body(told), "x-example-request": _example(path, told)}
        return operation | {name: value for name, value in others.items() if value}


def _example(path: str, told: Told) -> str:
    if told.example is None:
        return ""
    return iri_to_uri(path.format(**{each.name: each.example for each in told.path}) + told.example)


def _path(told: Told) -> list[dict[str, Any]]:
    return [each.documented() | {"in": "path", "required": True} for each in told.path]


def _query(view: Any, method: str) -> list[dict[str, Any]]:
    return [each.documented() for each in view.all_parameters()] if method.upper() == "GET" else []


def _body(told: Told) -> dict[str, Any]:
    return {"required": True, "content": {"multipart/form-data": {"schema": dict(told.body)}}} if told.body else {}


def _responses(told: Told) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": dict(told.schema)}
    if told.operation in examples():
        content["example"] = examples()[told.operation]
    answers: dict[str, Any] = {
        str(told.status): {"description": _("成功"), "headers": _headers(told), "content": {told.media: content}}
    }
    if not told.needs_token:
        answers["304"] = {"description": _("没有变化：与 If-None-Match 所给的版本相同")}
    return answers | {str(status): _refusal(status) for status in told.refusals}


def _headers(told: Told) -> dict[str, Any]:
    if told.needs_token:
        return {}
    return {"ETag": {"description": _("答案的版本"), "schema": {"type": "string"}}}


def _refusal(status: int) -> dict[str, Any]:
    words = " ".join(str(kind.title) for kind in KINDS.values() if kind.status == status)
    answer: dict[str, Any] = {"description": words or HTTPStatus(status).phrase, "content": {PROBLEM: schemas.PROBLEM}}
    if status == 429:
        answer["headers"] = {"Retry-After": {"description": _("等多少秒"), "schema": {"type": "integer"}}}
    return answer


@cache
def examples() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return told


def finish(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """What belongs to no single address."""
    result["info"] |= {
        "description": _(
            "政府信息公开工作年度报告的检索、原文、数据项与汇总。读取不需要密钥；错误是 application/problem+json。"
        )
        + "\n\nAnnual reports on open government information in China: search, texts, every number, sums."
        + " Reading needs no key; errors are application/problem+json.",
        "license": {"name": "MIT", "identifier": "MIT"},
    }
    result["servers"] = [{"url": "/"}]
    result["tags"] = [{"name": tag} for tag in TAGS]
    result.setdefault("components", {})["schemas"] = schemas.components()
    return result
