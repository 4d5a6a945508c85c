"""Which form a file follows: its printed heads and labels decide, never its year."""

from __future__ import annotations

from functools import cache

from archive.forms import FORMS
from archive.forms.schema import Form
from ingest.parse.tables.labels import column_names, key

# Fewer of a table's labels than this may stand in any prose.
_ENOUGH_LABELS = 5
_ENOUGH_HEADS = 2


def detect_form(words: str) -> Form | None:
    """The form whose own heads are printed; failing that, whose rows are printed most fully."""
    heads = {code: sum(name in words for name in _own_heads(code)) for code in FORMS}
    best = max(heads, key=lambda code: heads[code])
    if heads[best] >= _ENOUGH_HEADS:
        return FORMS[best]
    rows = {code: _printed_rows(code, words) for code in FORMS}
    if max(rows.values()) < _ENOUGH_LABELS:
        return None
    return FORMS[max(FORMS, key=lambda code: rows[code] / len(_cores(code)))]


@cache
def _own_heads(code: str) -> frozenset[str]:
    others = {name for other in FORMS if other != code for name in _heads(other)}
    return frozenset(_heads(code) - others)


@cache
def _heads(code: str) -> frozenset[str]:
    return frozenset(name for spec in FORMS[code].specs() for name in column_names(spec.column))


@cache
def _cores(code: str) -> frozenset[str]:
    rows = (spec.row for spec in FORMS[code].specs() if not spec.table.across)
    return frozenset(key(row.core) for row in rows if row.core)


def _printed_rows(code: str, words: str) -> int:
    return sum(core in words for core in _cores(code))
