"""Haystack over our engines: the interface that the rest of Django knows.  No failure is swallowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.html import escape
from haystack.backends import BaseEngine, BaseSearchBackend
from haystack.models import SearchResult

from archive.models import Report
from search import searching
from search.engines.base import (
    All,
    Among,
    Either,
    Everything,
    Facet,
    HasValue,
    Order,
    Part,
    Query,
    Request,
    Without,
    Word,
)
from search.entries import entries_of
from search.generations import alone
from search.haystack_query import HaystackQuery, years_of
from search.query import parse
from search.query.compiling import Compiled, compile_query
from search.snippets import Piece
from search.writing import WRITER

_NARROWED = re.compile(r"\b(\w+)_exact\s*:")
_ORDERS = {
    "score": Order.SCORE,
    "year": Order.YEAR,
    "published": Order.PUBLISHED,
    "district": Order.DISTRICT,
    "requests": Order.REQUESTS,
    "id": Order.REPORT,
    "pk": Order.REPORT,
    "django_id": Order.REPORT,
}
_PATIENCE = 90
# Words by which a report is compared with others, and how many reports at most may have them.
_ALIKE_WORDS = 25
_COMMON = 0.5

Answered = dict[str, Any]


class Backend(BaseSearchBackend):  # type: ignore[misc]
    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        if self.silently_fail:
            raise ImproperlyConfigured("HAYSTACK_CONNECTIONS: SILENTLY_FAIL must be False.")

    # -- writing --

    def update(self, index: Any, iterable: Iterable[Report], commit: bool = True) -> None:  # noqa: FBT001, FBT002
        """Those of the reports that are not public are taken out."""
        keys = sorted({report.pk for report in iterable})
        with alone(WRITER, _PATIENCE):
            entries = list(entries_of(keys))
            searching.ready_engine().write(entries, set(keys) - {entry.report for entry in entries})

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:  # noqa: FBT001, FBT002
        key = obj_or_string if isinstance(obj_or_string, str) else str(obj_or_string.pk)
        with alone(WRITER, _PATIENCE):
            searching.ready_engine().write([], [int(key.rpartition(".")[2])])

    def clear(self, models: Any = None, commit: bool = True) -> None:  # noqa: FBT001, FBT002
        """Nobody is to meet an empty archive."""
        raise ImproperlyConfigured("Use manage.py search_index build: it builds a new index beside the live one.")

    # -- reading --

    def search(self, query_string: str | Compiled, **options: Any) -> Answered:
        """``query_string`` is Haystack's word; from our own queries a tree comes."""
        compiled = compile_query(parse(query_string).node) if isinstance(query_string, str) else query_string
        if not _about_reports(options.get("models")):
            return {"results": [], "hits": 0, "facets": {}}
        chosen, narrowed = _narrowed(options.get("narrow_queries") or ())
        facets = {Facet(name.removesuffix("_exact")): told for name, told in (options.get("facets") or {}).items()}
        query = compiled.query if not narrowed else All((compiled.query, *narrowed))
        ask = searching.Ask(
            chosen=chosen,
            order=_order(options.get("sort_by") or ()),
            start=options.get("start_offset") or 0,
            stop=options.get("end_offset"),
            facets=tuple(facets),
            within=(facets.get(Facet.DISTRICT) or {}).get("within", ""),
        )
        return self._answered(ask, Compiled(query, texts=compiled.texts), options)

    def _answered(self, ask: searching.Ask, compiled: Compiled, options: Mapping[str, Any]) -> Answered:
        found, answer = searching.look_up(ask, compiled)
        fields = {
            facet.value: [(value, counted.reports) for value, counted in sorted(counts.items(), key=_by_count)]
            for facet, counts in answer.facets.items()
        }
        make = options.get("result_class") or SearchResult
        results = [_result(each, make, highlight=bool(options.get("highlight"))) for each in found]
        facets = {"fields": fields, "dates": {}, "queries": {}} if fields else {}
        return {"results": results, "hits": answer.total, "facets": facets}

    def more_like_this(
        self, model_instance: Report, additional_query_string: Compiled | None = None, **options: Any
    ) -> Answered:
        alike: list[Query] = [_alike(model_instance), Without(Among(frozenset({model_instance.pk})))]
        if additional_query_string:
            alike.append(additional_query_string.query)
        return self.search(Compiled(All(tuple(alike))), **options)

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        return "text", []


class Engine(BaseEngine):  # type: ignore[misc]
    backend = Backend
    query = HaystackQuery


def _about_reports(models: Iterable[type[Model]] | None) -> bool:
    return not models or Report in models


def _by_count(counted: tuple[str, Any]) -> tuple[int, str]:
    return -counted[1].reports, counted[0]


def _order(fields: Sequence[str]) -> tuple[tuple[Order, bool], ...]:
    """Each in its own direction."""
    order = tuple((_ORDERS[field.lstrip("-")], field.startswith("-")) for field in fields)
    return order or searching.ORDERS["relevance"]


def _narrowed(narrow: Iterable[str]) -> tuple[dict[Facet, frozenset[str]], list[Query]]:
    """Values of facets, which are alternatives within one; and what else there is."""
    chosen: dict[Facet, frozenset[str]] = {}
    others: list[Query] = []
    for text in narrow:
        query = compile_query(parse(_NARROWED.sub(r"\1:", text)).node).query
        values = _facet_values(query)
        if values is None:
            others.append(query)
        else:
            facet, found = values
            chosen[facet] = chosen.get(facet, frozenset()) | found
    return chosen, others


def _facet_values(query: Query) -> tuple[Facet, frozenset[str]] | None:
    match query:
        case HasValue(facet, values):
            return facet, values
        case Either(parts):
            found = [_facet_values(part) for part in parts]
            facets = {each[0] if each else None for each in found}
            if len(facets) == 1 and None not in facets:
                return next(each[0] for each in found if each), frozenset().union(*(each[1] for each in found if each))
            return None
        case _:
            years = years_of(query)
            return (Facet.YEAR, years) if years else None


def _result(found: searching.Found, make: type[SearchResult], *, highlight: bool) -> SearchResult:
    report = found.report
    told: dict[str, Any] = {
        "title": found.title,
        "agency": report.agency.name,
        "year": report.year,
        "kind": report.agency.kind,
        "district": report.agency.division_id or "",
    }
    if highlight and found.snippet:
        told["highlighted"] = {"text": [_html(found.snippet.pieces)]}
    result = make("archive", "report", str(report.pk), found.score, **told)
    result._object = report  # noqa: SLF001 - so that Haystack need not ask the database for each
    return result


def _html(pieces: Iterable[Piece]) -> str:
    """The original text, made harmless; only our own marks are markup."""
    return "".join(f"<em>{escape(piece.text)}</em>" if piece.marked else escape(piece.text) for piece in pieces)


def _alike(report: Report) -> Query:
    """The words that this report has more of than others have, of its text."""
    engine = searching.ready_engine()
    entry = next(iter(entries_of([report.pk])), None)
    if entry is None:
        return Either(())
    reports = engine.search(Request(Everything(), stop=0)).total
    words = engine.telling_words(entry.words[Part.TEXT], most=_ALIKE_WORDS, common=max(1, int(reports * _COMMON)))
    return Either(tuple(Word(word) for word in words))
