"""Haystack's own Whoosh backend, as it comes, with the same words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from haystack.backends.whoosh_backend import WhooshSearchBackend

from search.engines.base import Entry, Part
from tests.bench.search_queries import FACETS, HITS, Kind


class Stock:
    """Built by Whoosh's own writer in one go, for the backend's ``update`` grows slower with every report."""

    def __init__(self, folder: Path) -> None:
        self.backend: Any = WhooshSearchBackend("default", PATH=str(folder), SILENTLY_FAIL=False)
        self.backend.setup()

    def write(self, entries: Iterable[Entry]) -> None:
        writer = self.backend.index.writer(limitmb=256)
        for entry in entries:
            writer.add_document(**_document(entry))
        writer.commit()

    def search(self, kind: Kind) -> int:
        narrow = [_any(f"{facet.value}_exact", values) for facet, values in kind.chosen.items()]
        found = self.backend.search(
            _query(kind),
            end_offset=HITS,
            facets={f"{facet.value}_exact": {} for facet in FACETS},
            narrow_queries=set(narrow) or None,
        )
        return int(found["hits"])


def _document(entry: Entry) -> dict[str, object]:
    plain = {
        "year": entry.year,
        "district": entry.district[:2],
        "kind": entry.kind,
        "outcome": ",".join(entry.outcomes),
    }
    return {
        "id": f"archive.report.{entry.report}",
        "django_ct": "archive.report",
        "django_id": str(entry.report),
        "text": " ".join(entry.words[Part.TEXT]),
        **plain,
        **{f"{name}_exact": value for name, value in plain.items()},
    }


def _query(kind: Kind) -> str:
    words = [*kind.must, *(f"NOT {word}" for word in kind.without)]
    if kind.either:
        words.append(f"({' OR '.join(kind.either)})")
    if kind.phrase:
        words.append(f'"{kind.phrase}"')
    return " AND ".join(words) or "*"


def _any(field: str, values: Iterable[str]) -> str:
    return " OR ".join(f"{field}:{value}" for value in values)
