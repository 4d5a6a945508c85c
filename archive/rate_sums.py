"""Rates over many reports: what is divided comes from the same reports, those in which every part of it is known.

A sum over all reports may lack in its numerator what an unread cell of one report hides, and have that report's
denominator all the same; such a rate would be too small, and nobody could see it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Substr
from django.db.models.lookups import Exact

from archive.cells import Number
from archive.counting import ABSENT, SCALE, Dimension, columns
from archive.forms import all_cells
from archive.models import Counts
from archive.rates import Rate, definitions

Codes = tuple[str, ...]
Group = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """Of ``reports`` in which all of both is known; None where there is none."""

    numerator: Number | None
    denominator: Number | None
    reports: int


def summed_rates(
    codes: Collection[str],
    *,
    by: Sequence[Dimension],
    where: Mapping[str, object] | None = None,
    within: QuerySet[Counts] | None = None,
) -> dict[Group, dict[str, Rate]]:
    """The rates of these codes for each group there is, its places in the order of ``by``."""
    wanted = {one.code: one for one in definitions() if one.code in codes}
    pairs = {code: (one.numerator, one.denominator) for code, one in wanted.items()}
    found = fractions(pairs, by=by, where=where, within=within)
    return {
        group: {code: Rate(wanted[code], each.numerator, each.denominator) for code, each in row.items()}
        for group, row in found.items()
    }


def unknown_rates(codes: Collection[str]) -> dict[str, Rate]:
    """Of a group of which nothing is known: it was not there yet when the rates were added up."""
    return {one.code: Rate(one, None, None) for one in definitions() if one.code in codes}


def fractions(
    pairs: Mapping[str, tuple[Codes, Codes]],
    *,
    by: Sequence[Dimension],
    where: Mapping[str, object] | None = None,
    within: QuerySet[Counts] | None = None,
) -> dict[Group, dict[str, Fraction]]:
    """Name → cells that are added up and divided by the others; reports are narrowed as for ``counting.sums``."""
    parts = {part: f"part_{place}" for place, part in enumerate(dict.fromkeys(_each(pairs)))}
    is_decimal = any(_is_decimal(code) for part in parts for code in part)
    rows = (Counts.objects.all() if within is None else within).filter(**(where or {})).order_by()
    known = rows.annotate(**{name: _known_sum(part, scaled=is_decimal) for part, name in parts.items()})
    groups = [dimension.value for dimension in by]
    told = [_added(parts[above], parts[below]) for above, below in pairs.values()]
    found = _grouped(known.values(*groups, *parts.values()), groups, told)
    return {tuple(row[: len(by)]): _row(pairs, row[len(by) :], is_decimal) for row in found}


def _grouped(rows: QuerySet[Any, Any], groups: Sequence[str], told: Sequence[str]) -> Sequence[tuple[Any, ...]]:
    """A sum is over what stands in a row already: the query within is written once, however often it is added up."""
    try:
        inner, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return ()
    grouped = f" GROUP BY {', '.join(groups)}" if groups else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([*groups, *told])} FROM ({inner}) AS known{grouped}", values)  # noqa: S608
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return found


def _each(pairs: Mapping[str, tuple[Codes, Codes]]) -> Iterator[Codes]:
    for pair in pairs.values():
        yield from pair


def _is_decimal(code: str) -> bool:
    return all_cells()[code].column.decimal


def _added(above: str, below: str) -> str:
    both = f"CASE WHEN {above} IS NOT NULL AND {below} IS NOT NULL THEN"
    return f"SUM({both} {above} END), SUM({both} {below} END), COUNT({both} 1 END)"


def _known_sum(codes: Codes, *, scaled: bool) -> Case:
    """NULL where a cell that the report ought to have is not read or left blank, or where it has none of them."""
    total = _total([_scaled(code, scaled=scaled) for code in codes])
    is_any = reduce(or_, (Q(**{f"{columns()[code]}__isnull": False}) for code in codes))
    return Case(When(reduce(and_, map(_is_known, codes), is_any), then=total), output_field=BigIntegerField())


def _total(numbers: Sequence[Combinable]) -> Combinable:
    """By halves: databases refuse a hundred brackets within each other."""
    if len(numbers) == 1:
        return numbers[0]
    middle = len(numbers) // 2
    return _total(numbers[:middle]) + _total(numbers[middle:])


def _scaled(code: str, *, scaled: bool) -> Combinable:
    """Counts beside amounts are brought to the amounts' scale."""
    number = Coalesce(F(columns()[code]), Value(0))
    return number * Value(SCALE) if scaled and not _is_decimal(code) else number


def _is_known(code: str) -> Q:
    place = list(columns()).index(code) + 1
    is_absent = Exact(Substr("states", place, 1), Value(ABSENT))
    return Q(**{f"{columns()[code]}__isnull": False}) | Q(is_absent)


def _row(pairs: Mapping[str, object], row: Sequence[Any], is_decimal: bool) -> dict[str, Fraction]:  # noqa: FBT001
    shown = _unscaled if is_decimal else _whole
    triples = (row[place : place + 3] for place in range(0, len(row), 3))
    return {
        name: Fraction(shown(above), shown(below), reports)
        for name, (above, below, reports) in zip(pairs, triples, strict=True)
    }


def _whole(total: int | Decimal | None) -> int | None:
    """PostgreSQL adds big integers to decimals."""
    return None if total is None else int(total)


def _unscaled(total: int | Decimal | None) -> Number | None:
    if total is None:
        return None
    value = Decimal(total) / SCALE
    return int(value) if value == int(value) else value
