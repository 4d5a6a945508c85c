"""The page about the API for people: made of the same document that programs read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.encoding import uri_to_iri
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from rest_framework.settings import api_settings

from archive.models import Report
from portal.api.describing import TAGS
from portal.api.document import document
from portal.api.problems import KINDS

ROOMS: dict[str, str | Promise] = {
    "search": _("检索"),
    "reports": _("年报"),
    "numbers": _("数字"),
    "directory": _("机关与地区"),
    "form": _("格式"),
    "releases": _("发布版"),
    "upload": _("上传（工作台账号）"),
}
# An example longer than this is cut: the reader sees its form, a program the whole.
LONGEST_EXAMPLE = 1400
# So many values of a parameter are told here; the document has all.
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    words: str
    values: str
    is_many: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """``request`` is an address that works, ``readable`` the same for people; empty where it takes a token."""

    id: str
    method: str
    path: str
    title: str
    more: str
    arguments: tuple[Argument, ...]
    request: str
    readable: str
    answer: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    rates = {name: str(rate).partition("/")[0] for name, rate in api_settings.DEFAULT_THROTTLE_RATES.items()}
    living = _living()
    rooms = [(tag, ROOMS[tag], [_of_this_archive(each, living) for each in operations(tag)]) for tag in TAGS]
    context = {"rooms": rooms, "rates": rates, "kinds": KINDS.values(), "base": request.build_absolute_uri("/")[:-1]}
    return render(request, "api/page.html", context)


def _living() -> dict[str, int]:
    """Beginnings of the document's examples → the number that stands there instead: the first that is published."""
    report = Report.objects.filter(published__isnull=False).order_by("pk").first()
    return {"/api/v1/reports/1/": report.pk, "/api/v1/agencies/1/": report.agency_id} if report else {}


def _of_this_archive(operation: Operation, living: dict[str, int]) -> Operation:
    for begins, number in living.items():
        if operation.request.startswith(begins):
            there = f"{begins.removesuffix('1/')}{number}/{operation.request.removeprefix(begins)}"
            return replace(operation, request=there, readable=uri_to_iri(there))
    return operation


@cache
def operations(tag: str) -> tuple[Operation, ...]:
    return tuple(
        _operation(path, method, told)
        for path, methods in document()["paths"].items()
        for method, told in methods.items()
        if tag in told["tags"]
    )


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    arguments = tuple(map(_argument, told["parameters"]))
    title = told["summary"].partition(" ")[0]
    answer = next(iter(told["responses"].values()))["content"]
    return Operation(
        told["operationId"],
        method.upper(),
        path,
        title,
        told.get("description", ""),
        arguments,
        told.get("x-example-request", ""),
        uri_to_iri(told.get("x-example-request", "")),
        _shown(next(iter(answer.values())).get("example")),
    )


def _argument(told: dict[str, Any]) -> Argument:
    schema = told["schema"]
    of = schema.get("items", schema)
    return Argument(told["name"], told["description"].partition("\n")[0], _values(of), schema["type"] == "array")


def _values(schema: dict[str, Any]) -> str:
    values = [str(value) for value in schema.get("enum", ())]
    if len(values) > MOST_VALUES:
        return "、".join(values[:MOST_VALUES]) + "……"
    if "minimum" in schema and schema["maximum"] < 10**6:
        return f"{schema['minimum']}–{schema['maximum']}"
    return "、".join(values)


def _shown(example: Any) -> str:
    if example is None:
        return ""
    text = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False, indent=2)
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE].rpartition(chr(10))[0]}\n……"
