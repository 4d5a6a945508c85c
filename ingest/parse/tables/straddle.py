"""Labels of two lines with their numbers printed between them: what stands behind belongs in front."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from ingest.parse.tables.labels import endings, key
from ingest.parse.tables.rows import PrintedRow


def rejoin(rows: Iterable[PrintedRow], names: Container[str]) -> Iterator[PrintedRow]:
    """The same rows, the end of a label moved to its beginning where both make exactly a name of the form."""
    upper: PrintedRow | None = None
    for lower in rows:
        if upper is not None:
            if _is_straddled(upper, lower, names):
                upper.words.append(lower.words.pop(0))
            yield upper
        upper = lower
    if upper is not None:
        yield upper


def _is_straddled(upper: PrintedRow, lower: PrintedRow, names: Container[str]) -> bool:
    if upper.in_grid or not (upper.words and upper.values and lower.words):
        return False
    begun = endings([token.text for token in upper.words])
    first = next(begun, "")
    if first in names:
        return False
    end = key(lower.words[0].text)
    return any(f"{begin}{end}" in names for begin in (first, *begun))
