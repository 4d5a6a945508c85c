"""A result as plain values, for the API and whoever reads JSON."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from typing import Any

from django.http import QueryDict

from search.asking import ask_of
from search.correcting import corrections
from search.query.fields import FIELD_LABELS
from search.query.tree import Field
from search.searching import Found, Results, Value, find
from search.snippets import Snippet

# With so few hits the reader is offered what he may have meant.
FEW = 1


def answer(parameters: QueryDict) -> dict[str, Any]:
    begun = perf_counter()
    ask, notices = ask_of(parameters)
    results = find(ask)
    offered = corrections(ask) if results.total < FEW else ()
    return {
        "query": {
            "typed": ask.query,
            "understood": results.understood,
            "notices": [*notices, *results.notices],
            "synonyms": {text: list(others) for text, others in results.synonyms.items()},
            "exactly": ask.exactly,
        },
        "total": results.total,
        "start": ask.start,
        "hits": [_hit(found) for found in results.found],
        "facets": _facets(results),
        "suggestions": [
            {
                "query": each.ask.query,
                "sentence": each.sentence,
                "reports": each.reports,
                "chosen": bool(each.ask.chosen),
            }
            for each in offered
        ],
        "milliseconds": round((perf_counter() - begun) * 1000, 1),
    }


def _hit(found: Found) -> dict[str, Any]:
    report = found.report
    return {
        "report": report.pk,
        "title": found.title,
        "agency": report.agency.name,
        "kind": report.agency.kind,
        "district": report.agency.division_id,
        "year": report.year,
        "score": round(found.score, 4),
        "snippet": _snippet(found.snippet) if found.snippet else None,
    }


def _snippet(snippet: Snippet) -> dict[str, Any]:
    return {
        "section": snippet.section,
        "heading": snippet.heading,
        "start": snippet.start,
        "pieces": [{"text": piece.text, "marked": piece.marked} for piece in snippet.pieces],
    }


def _facets(results: Results) -> Mapping[str, Any]:
    return {
        facet.value: {"label": FIELD_LABELS[Field(facet.value)], "values": list(map(_value, values))}
        for facet, values in results.facets.items()
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "value": value.value,
        "label": value.label,
        "reports": value.reports,
        "requests": value.requests,
        "chosen": value.chosen,
    }
