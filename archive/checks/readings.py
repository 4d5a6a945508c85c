"""What the cells of a report say about a count that prose names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, product

from archive.cells import READ, UNCERTAIN, Cell, Number
from archive.forms.rows import TOTAL
from archive.forms.schema import Form
from archive.forms.spoken import COUNTS

# Cells that are added (1) or taken off (-1).
Terms = tuple[tuple[str, int], ...]

_TERM = re.compile(r"(?P<sign>-?)\s*(?P<code>[\w.*]+)")


class Unjudged(Exception):
    """A cell that a sum needs was not read for certain, or everything in it is blank."""


@lru_cache(maxsize=1024)
def _terms(reading: str, codes: tuple[str, ...]) -> Terms:
    """The cells of a reading; none if the form, as printed, lacks one of them."""
    found: list[tuple[str, int]] = []
    for term in _TERM.finditer(reading):
        pattern = re.compile(re.escape(term["code"]).replace(r"\*", r"\w+"))
        matching = [code for code in codes if pattern.fullmatch(code)]
        if not matching:
            return ()
        found.extend((code, -1 if term["sign"] else 1) for code in matching)
    return tuple(found)


@dataclass(frozen=True)
class Figures:
    """The cells of one report, and the form that says what they are."""

    form: Form
    cells: Mapping[str, Cell]

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self.form.cells)

    def terms(self, reading: str) -> Terms:
        return _terms(reading, self._codes)

    def readings(self, code: str) -> list[Terms]:
        """Those of a count's readings that the form has cells for."""
        return [terms for reading in COUNTS[code].readings if (terms := self.terms(reading))]

    def primary(self, choice: Iterable[str]) -> Terms:
        """The likeliest reading of counts that are added together."""
        readings = [self.readings(code) for code in choice]
        return tuple(term for terms in readings for term in terms[0]) if all(readings) else ()

    def values(self, choice: tuple[str, ...]) -> Iterator[Number]:
        """Every value that counts added together may have by the table; none if the form has no such cells."""
        readings = [self.readings(code) for code in choice]
        if all(readings):
            for combined in product(*readings):
                yield from self._both_ways(tuple(chain.from_iterable(combined)))

    def value(self, terms: Terms) -> Number:
        return next(iter(self._both_ways(terms)))

    def _both_ways(self, terms: Terms) -> Iterator[Number]:
        """The totals as printed, and what their rows add up to: an agency may have mistyped either."""
        printed = [self._cell(code) for code, _ in terms]
        if any(cell.status is READ for cell in printed):
            yield sum(((cell.value or 0) * sign for cell, (_, sign) in zip(printed, terms, strict=True)), 0)
        added = [self._row(code) for code, _ in terms]
        if any(value is not None for value in added):
            yield sum(((value or 0) * sign for value, (_, sign) in zip(added, terms, strict=True)), 0)
        elif not any(cell.status is READ for cell in printed):
            raise Unjudged

    def _cell(self, code: str) -> Cell:
        cell = self.cells.get(code)
        if cell is None or cell.status is UNCERTAIN:
            raise Unjudged
        return cell

    def _row(self, code: str) -> Number | None:
        """What the other columns of a total's row add up to; of any other cell, the cell."""
        spec = self.form.cells[code]
        if spec.column is not TOTAL:
            return self._cell(code).value
        cells = [
            self.cells.get(f"{spec.row.code}.{column.code}") for column in spec.block.columns if column is not TOTAL
        ]
        values = [cell.value for cell in cells if cell is not None and cell.value is not None]
        return sum(values, 0) if values else self._cell(code).value
