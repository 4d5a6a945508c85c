"""Haystack's filters as a tree of our own: no string is put together from what a reader typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from haystack.backends import BaseSearchQuery
from haystack.inputs import AutoQuery, BaseInput, Exact, Not, Raw

from search.engines.base import All, Among, Either, Everything, Query, Without, Years
from search.query import parse, text_of
from search.query.compiling import FIRST_YEAR, LAST_YEAR, Compiled, compile_query
from search.query.tree import And, Field, Filter, Node, Or, Text
from search.query.tree import Not as Excluded

_DOCUMENT = {"content", "text", "document"}
_KEYS = {"pk", "id", "django_id"}
_FACETED = "_exact"
# What Haystack says between field and kind of comparison; anything else is no comparison.
_BOUNDS: dict[str, Callable[[int], tuple[int, int]]] = {
    "gt": lambda year: (year + 1, LAST_YEAR),
    "gte": lambda year: (year, LAST_YEAR),
    "lt": lambda year: (FIRST_YEAR, year - 1),
    "lte": lambda year: (FIRST_YEAR, year),
}
_MANY = {"in", "range"}


def field_named(name: str) -> Field | None:
    """None is the document as a whole."""
    plain = name.removesuffix(_FACETED)
    return None if plain in _DOCUMENT else Field(plain)


def _typed(value: object, field: Field | None) -> Node:
    """A reader's own words are parsed, anything else is taken as it is."""
    if isinstance(value, AutoQuery | Raw):
        return parse(str(value.query_string)).node
    exact = isinstance(value, Exact)
    text = str(value.query_string if isinstance(value, BaseInput) else value)
    node: Node = Text(text, exact, field) if field in {None, Field.TITLE, Field.AGENCY} else Filter(field, text)
    return Excluded(node) if isinstance(value, Not) else node


def leaf(name: str, comparison: str, value: object) -> Node:
    """One of Haystack's conditions in the reader's language, as ``narrow`` keeps it."""
    field = field_named(name)
    if field is Field.YEAR and comparison in _BOUNDS:
        first, last = _BOUNDS[comparison](int(str(value)))
        return Filter(Field.YEAR, f"{first}..{last}")
    if field is Field.YEAR and comparison == "range":
        first, last = value  # type: ignore[misc]
        return Filter(Field.YEAR, f"{first}..{last}")
    if comparison in _MANY:
        return Or(tuple(_typed(each, field) for each in value))  # type: ignore[attr-defined]
    if comparison == "exact" and not isinstance(value, BaseInput):
        return _typed(Exact(value), field)
    return _typed(value, field)


class HaystackQuery(BaseSearchQuery):  # type: ignore[misc]
    def build_query(self) -> Compiled:
        compiled = Compiled()
        compiled.query = self._compiled(self.query_filter, compiled)
        return compiled

    def _compiled(self, node: Any, into: Compiled) -> Query:
        parts = [part for child in node.children if (part := self._part(child, into)) != Everything()]
        joined: Query = Either(tuple(parts)) if node.connector == "OR" else All(tuple(parts))
        if not parts:
            return Everything()
        if len(parts) == 1:
            joined = parts[0]
        return Without(joined) if node.negated else joined

    def _part(self, child: Any, into: Compiled) -> Query:
        if hasattr(child, "children"):
            return self._compiled(child, into)
        expression, value = child
        name, comparison = self.query_filter.split_expression(expression)
        if name in _KEYS:
            return _among(value, many=comparison in _MANY)
        found = compile_query(leaf(name, comparison, value))
        into.texts |= found.texts
        into.notices += found.notices
        return found.query

    def build_query_fragment(self, field: str, filter_type: str, value: object) -> str:
        """``narrow`` keeps text: that of our own language, in which nothing can be smuggled out of its quotes."""
        return text_of(_without_quotes(leaf(field, filter_type, value)))

    def clean(self, query_fragment: object) -> str:
        return str(query_fragment).replace('"', " ")

    def matching_all_fragment(self) -> str:
        return ""


def _without_quotes(node: Node) -> Node:
    match node:
        case Text(text, _, field):
            return Text(text.replace('"', " "), exact=True, field=field)
        case Filter(field, value):
            return Filter(field, value.replace('"', " "))
        case And(parts) | Or(parts):
            return type(node)(tuple(map(_without_quotes, parts)))
        case Excluded(part):
            return Excluded(_without_quotes(part))
        case _:
            return node


def _among(value: object, *, many: bool) -> Among:
    values: Iterable[object] = value if many else [value]  # type: ignore[assignment]
    keys = (str(each.query_string if isinstance(each, BaseInput) else each) for each in values)
    return Among(frozenset(int(key) for key in keys if key.isascii() and key.isdigit()))


def years_of(node: Query) -> frozenset[str]:
    """The years of a range that can be values of a facet."""
    match node:
        case Years(first, last) if last - first < LAST_YEAR - FIRST_YEAR:
            return frozenset(str(year) for year in range(first, last + 1))
        case _:
            return frozenset()
