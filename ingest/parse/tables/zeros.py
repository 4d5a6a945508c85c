"""Zeros run together: no number starts with 0, so as many zeros as columns can be read in one way only."""

from __future__ import annotations

from ingest.parse.tables.rows import PrintedRow
from ingest.parse.tables.tokens import Token
from ingest.parse.tables.values import lex


def as_zeros(row: PrintedRow, count: int) -> list[Token] | None:
    """One zero for each column where the row prints exactly ``count`` zeros and nothing else."""
    digits = "".join("".join(token.text.split()) for token in row.numbers)
    if count < 2 or digits != "0" * count:
        return None
    first = row.numbers[0]
    return [Token("0", lex("0"), first.locator, first.block)] * count
