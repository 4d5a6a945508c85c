"""Parameters of addresses: one declaration, by which values are checked and which the document shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.api.problems import Problem

Schema = Mapping[str, Any]
Text = str | Promise
MOST_VALUES = 100
_INTEGER = re.compile(r"-?[0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Parameter:
    """``schema`` is JSON Schema of one value; of ``many`` any is meant, given one by one or with commas between."""

    name: str
    words: Text
    english: str
    schema: Schema
    many: bool = False
    example: Any = None

    def documented(self) -> dict[str, Any]:
        schema: dict[str, Any] = dict(self.schema)
        if self.many:
            schema = {"type": "array", "items": schema, "minItems": 1, "maxItems": MOST_VALUES}
        described = {"name": self.name, "in": "query", "description": f"{self.words}\n\n{self.english}"}
        shown = {"example": self.example} if self.example is not None else {}
        style = {"style": "form", "explode": True} if self.many else {}
        return described | {"schema": schema} | style | shown


def text(longest: int, pattern: str = r"^[^\u0000]*$") -> Schema:
    return {"type": "string", "maxLength": longest, "pattern": pattern}


def integer(least: int, most: int, default: int | None = None) -> Schema:
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return schema if default is None else schema | {"default": default}


def one_of(values: Iterable[str]) -> Schema:
    return {"type": "string", "enum": list(values)}


def read(parameters: Iterable[Parameter], query: QueryDict) -> dict[str, Any]:
    """What was given, by name; a Problem names everything that is unknown or makes no sense."""
    known = {parameter.name: parameter for parameter in parameters}
    if unknown := sorted(set(query) - set(known)):
        raise Problem(
            "unknown-parameter",
            _("不认识：{names}。可用的参数：{known}。").format(names="、".join(unknown), known="、".join(known)),
            f"Unknown: {', '.join(unknown)}. Known: {', '.join(known)}.",
            parameters=unknown,
        )
    wrong = [name for name in query if _values(known[name], query) is None]
    if wrong:
        raise _bad([known[name] for name in wrong])
    return {name: _values(known[name], query) for name in query}


def _bad(wrong: list[Parameter]) -> Problem:
    names = [parameter.name for parameter in wrong]
    detail = "".join(_("“{name}”：{words}").format(name=each.name, words=each.words) for each in wrong)
    english = " ".join(f"{each.name}: {each.english}" for each in wrong)
    return Problem("bad-parameter", detail, english, parameters=names)


def _values(parameter: Parameter, query: QueryDict) -> Any:
    """None where it is not as declared."""
    given = query.getlist(parameter.name)
    if parameter.many:
        given = [piece for one in given for piece in one.split(",")]
    if len(given) > (MOST_VALUES if parameter.many else 1):
        return None
    values = [_value(parameter.schema, one) for one in given]
    if None in values:
        return None
    return values if parameter.many else values[0]


def _value(schema: Schema, given: str) -> int | str | None:
    if schema["type"] == "integer":
        if not _INTEGER.fullmatch(given) or not schema["minimum"] <= int(given) <= schema["maximum"]:
            return None
        return int(given)
    fits = (
        ("enum" not in schema or given in schema["enum"])
        and len(given) <= schema.get("maxLength", len(given))
        and re.search(schema.get("pattern", ""), given) is not None
    )
    return given if fits else None
