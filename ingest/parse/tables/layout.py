"""Which printed value belongs to which column: only where exactly one way of reading is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import EMPTY


@dataclass(frozen=True, slots=True)
class Margins:
    """How a table's complete rows are padded: number of pieces behind the label, empty ones in front."""

    pieces: int
    lead: int


def fit(row: PrintedRow, count: int) -> list[Token] | None:
    """The row's values, one for each of ``count`` columns, or None where that is not certain."""
    values = row.values
    if len(values) == count:
        return values
    inner = _without_outer_empties(values)
    if len(inner) == count:
        return inner
    if not inner and len(values) > count:
        return values[:count]
    return None


def said_once(row: PrintedRow, repeats: Sequence[int]) -> PrintedRow:
    """The row with one cell for each head, where the others under it are empty or say the same again."""
    if sum(repeats) != len(row.values) or len(repeats) == len(row.values) or 0 in repeats:
        return row
    starts = [sum(repeats[:index]) for index in range(len(repeats))]
    groups = [row.values[start : start + size] for start, size in zip(starts, repeats, strict=True)]
    alike = all({token.text for token in group[1:]} <= {"", group[0].text} for group in groups)
    return replace(row, values=[group[0] for group in groups]) if alike else row


def margins(row: PrintedRow, count: int) -> Margins | None:
    """The padding of a row that is full from its first to its last column."""
    inner = _without_outer_empties(row.values)
    if len(inner) != count:
        return None
    lead = next(i for i, token in enumerate(row.values) if token.lexeme is not EMPTY)
    return Margins(len(row.values), lead)


def fit_by_margins(row: PrintedRow, count: int, known: frozenset[Margins]) -> list[Token] | None:
    """As the table's complete rows of the same length are padded, or as all of them are, if they agree."""
    leads = {margin.lead for margin in known if margin.pieces == len(row.values)}
    leads = leads or _common_leads(len(row.values) - count, count, known)
    if len(leads) != 1:
        return None
    (lead,) = leads
    if lead + count > len(row.values):
        return None
    outside = row.values[:lead] + row.values[lead + count :]
    if any(token.lexeme is not EMPTY for token in outside):
        return None
    return row.values[lead : lead + count]


def _common_leads(spare: int, count: int, known: frozenset[Margins]) -> set[int]:
    """Where every padded row is padded behind its values, or every one in front, this one is too."""
    padded = [margin for margin in known if margin.pieces > count]
    if padded and spare >= 0 and all(margin.lead == 0 for margin in padded):
        return {0}
    if padded and spare >= 0 and all(margin.lead == margin.pieces - count for margin in padded):
        return {spare}
    return set()


def fit_by_heads(row: PrintedRow, heads: Sequence[int]) -> list[Token] | None:
    """Each value under the head that stands in its grid column, if there is one for every head."""
    by_column = {token.column: token for token in row.values}
    if not heads or not row.in_grid or any(token.column not in heads for token in row.numbers):
        return None
    return [by_column[column] for column in heads] if by_column.keys() >= set(heads) else None


def contradicts_margins(row: PrintedRow, count: int, known: frozenset[Margins]) -> bool:
    """A row of just the right length that starts with a gap where other rows have padding: shifted or not?"""
    padded = any(margin.lead > 0 and margin.pieces > count for margin in known)
    starts_empty = bool(row.values) and row.values[0].lexeme is EMPTY
    return padded and starts_empty and not row.in_grid and bool(row.numbers) and len(row.values) == count


def _without_outer_empties(values: list[Token]) -> list[Token]:
    full = [index for index, token in enumerate(values) if token.lexeme is not EMPTY]
    return values[full[0] : full[-1] + 1] if full else []


def sums_that_hold(rows: Iterable[PrintedRow], total: int, count: int) -> int:
    """How many rows are right if the column at ``total`` is the sum of the others; rows of nothing tell nothing."""
    lines = [line for row in rows if (line := fit(row, count)) is not None]
    values = [[token.lexeme.value or 0 for token in line] for line in lines]
    return sum(any(line) and 2 * line[total] == sum(line) for line in values)
