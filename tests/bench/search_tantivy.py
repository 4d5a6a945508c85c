"""Tantivy with the same words, asked the same."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from archive import words
from search.engines.base import Entry, Facet, Part
from tests.bench.search_queries import FACETS, HITS, Kind

LEVELS = ("province", "city", "county")
_TERMS = {name: {"terms": {"field": name, "size": 4000}} for name in ("province", "kind", "year", "outcome")}
_FIELDS = {Facet.DISTRICT: "province", Facet.KIND: "kind", Facet.YEAR: "year", Facet.OUTCOME: "outcome"}


class Tantivy:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="whitespace", index_option="position")
        for name in ("kind", "year", "outcome", *LEVELS):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_unsigned_field("report", stored=True, fast=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(folder))

    def write(self, entries: Iterable[Entry]) -> None:
        writer = self.index.writer(heap_size=200_000_000, num_threads=2)
        for entry in entries:
            writer.add_document(tantivy.Document.from_dict(_document(entry), self.schema))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def query(self, kind: Kind) -> Query:
        parts = [(Occur.Must, self._term("text", word)) for word in kind.must]
        parts += [(Occur.MustNot, self._term("text", word)) for word in kind.without]
        if kind.either:
            parts.append((Occur.Must, self._any("text", kind.either)))
        if kind.phrase:
            parts.append((Occur.Must, self._phrase(words.words(kind.phrase))))
        parts += [(Occur.Must, self._any(_FIELDS[facet], values)) for facet, values in kind.chosen.items()]
        return Query.boolean_query(parts) if parts else Query.all_query()

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self.schema, field, text, "freq" if field == "text" else "basic")

    def _phrase(self, cut: list[str]) -> Query:
        return Query.phrase_query(self.schema, "text", list(cut)) if len(cut) > 1 else self._term("text", cut[0])

    def _any(self, field: str, values: Iterable[str]) -> Query:
        return Query.boolean_query([(Occur.Should, self._term(field, value)) for value in values])

    def search(self, kind: Kind) -> int:
        """Hits, total and counts of four facets."""
        query = self.query(kind)
        found: Any = self.searcher.search(query, HITS, count=True)
        for _, address in found.hits:
            self.searcher.doc(address)
        counted = self.searcher.aggregate(query, _TERMS)
        if len(counted) != len(FACETS):
            raise ValueError(counted)
        return int(found.count)


def _document(entry: Entry) -> dict[str, object]:
    return {
        "report": entry.report,
        "text": " ".join(entry.words[Part.TEXT]),
        "kind": entry.kind,
        "year": str(entry.year),
        "outcome": list(entry.outcomes),
        "province": entry.district[:2],
        "city": entry.district[:4],
        "county": entry.district,
    }
