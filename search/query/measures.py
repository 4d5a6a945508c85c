"""What can be counted, by the names readers use: cells, outcome categories, rates.  All from the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from archive import words
from archive.counting import outcome_cells
from archive.forms import all_cells
from archive.forms.rows import (
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    DISCLOSED,
    PARTIAL,
    RECEIVED,
    REMEDY_ROWS,
    RESULTS,
    TOTAL,
)
from archive.forms.schema import CellSpec, Column, Row

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d+[.、])")
_SEPARATOR = re.compile(r"[·.。:：、的\s]+")
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum of cells; with ``below`` a rate: that sum divided by another."""

    label: str
    cells: tuple[str, ...]
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that could mean several; ``names`` are ways to say which."""

    names: tuple[str, ...]


def find_measure(name: str) -> Measure | Unclear | None:
    found = _measures().get(_key(name))
    if found is None:
        return None
    if len(found) == 1:
        return found[0]
    return Unclear(tuple(measure.label for measure in found))


def _key(name: str) -> str:
    return _SEPARATOR.sub("", words.normalise(name).text)


@cache
def _measures() -> dict[str, tuple[Measure, ...]]:
    """Of the names of several measures those that mean most come first, and take the name alone."""
    found: dict[str, tuple[Measure, ...]] = {}
    for group in (_codes, _rates, _categories, _totals, _single_columns, _crossings):
        added: dict[str, dict[Measure, None]] = {}
        for name, measure in group():
            if len(name) >= _SHORTEST_NAME and name not in found:
                added.setdefault(name, {})[measure] = None
        found |= {name: tuple(measures) for name, measures in added.items()}
    return found


def _codes() -> Iterator[tuple[str, Measure]]:
    for code, spec in all_cells().items():
        measure = Measure(spec.words, (code,))
        yield _key(code), measure
        if spec.column.code == TOTAL.code:
            yield _key(spec.row.code), measure


def _named(row: Row) -> Iterator[str]:
    yield from (_key(name) for name in (row.label, row.core, *row.variants))


def _totals() -> Iterator[tuple[str, Measure]]:
    for code, spec in all_cells().items():
        if spec.column.code == TOTAL.code:
            yield from ((name, Measure(spec.row.label, (code,))) for name in _named(spec.row))


def _single_columns() -> Iterator[tuple[str, Measure]]:
    """A row's name alone stands for its number; where it has several, each is offered."""
    for code, spec in all_cells().items():
        if spec.column.code != TOTAL.code:
            yield from ((name, Measure(spec.words, (code,))) for name in _named(spec.row))


def _crossings() -> Iterator[tuple[str, Measure]]:
    for code, spec in all_cells().items():
        for row in _named(spec.row):
            for column in _columns(spec):
                yield row + column, Measure(spec.words, (code,))
                yield column + row, Measure(spec.words, (code,))


def _columns(spec: CellSpec) -> Iterator[str]:
    column: Column = spec.column
    yield from (_key(name) for name in (column.label, *column.variants))


def _categories() -> Iterator[tuple[str, Measure]]:
    for outcome, label in outcome_labels().items():
        cells = outcome_cells(TOTAL.code)[outcome]
        yield _key(label), Measure(label, cells)
        yield _key(outcome), Measure(label, cells)


def _total(row: Row) -> str:
    return f"{row.code}.{TOTAL.code}"


def _rates() -> Iterator[tuple[str, Measure]]:
    closed = (_total(CLOSED),)
    opened = (_total(DISCLOSED), _total(PARTIAL))
    withheld = outcome_cells(TOTAL.code)["withheld"]
    yield "公开率", Measure("公开率", opened, closed)
    yield "实体公开率", Measure("实体公开率", opened, (*opened, *withheld))
    yield "结转率", Measure("结转率", (_total(CARRIED_OUT),), (_total(RECEIVED), _total(CARRIED_IN)))
    for outcome, label in outcome_labels().items():
        for end in ("率", "占比", "比例"):
            yield _key(label) + end, Measure(f"{label}占比", outcome_cells(TOTAL.code)[outcome], closed)
    yield from _correction_rates()


def _correction_rates() -> Iterator[tuple[str, Measure]]:
    """Of concluded cases only."""
    concluded = [column.code for column in RESULTS if column.code != "pending"]
    for row in REMEDY_ROWS:
        below = tuple(f"{row.code}.{column}" for column in concluded)
        measure = Measure(f"{row.label}纠错率", (f"{row.code}.corrected",), below)
        yield from ((name + "纠错率", measure) for name in _named(row))


@cache
def outcome_labels() -> dict[str, str]:
    """Outcome category → its printed name without the ordinal and what is said in brackets."""
    labels: dict[str, str] = {}
    for spec in all_cells().values():
        row = spec.row
        if row.outcome and row.outcome not in labels:
            printed = row.groups[-1] if len(row.groups) > 1 else min((row.label, *row.variants), key=len)
            labels[row.outcome] = _ORDINAL.sub("", printed)
    return labels


@cache
def outcome_rows() -> dict[str, Row]:
    """Rows below the categories that have several, by the last two words of their codes."""
    rows: dict[str, Row] = {}
    for spec in all_cells().values():
        row = spec.row
        if row.outcome and len(row.groups) > 1:
            rows[row.code.partition(".")[2]] = row
    return rows
