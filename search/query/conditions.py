"""Numbers of reports compared: asked of the database, whose columns are the published numbers themselves."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import reduce
from operator import add, or_
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Substr

from archive.counting import SCALE, UNCERTAIN, columns
from archive.forms import all_cells
from archive.models import Counts
from search.query.measures import Measure

_LOOKUPS = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "=": "exact", "!=": "exact"}
# Whatever is compared stays a whole number that any database holds.
_LARGEST = Decimal(10) ** 12
_DIGITS = 6
ROWS_AT_ONCE = 10_000


def number_of(text: str) -> Decimal | None:
    """As the reader typed it: 1,234, 0.3, 30%."""
    plain = text.replace(",", "").replace("，", "")
    divisor = 100 if plain.endswith("%") else 1000 if plain.endswith("‰") else 1
    try:
        number = Decimal(plain.rstrip("%‰")) / divisor
    except InvalidOperation:
        return None
    return round(number, _DIGITS) if abs(number) < _LARGEST else None


def reports_where(measure: Measure, operator: str, number: Decimal) -> frozenset[int]:
    """Published reports of which it is certainly true: no cell of the measure is in doubt, not all are missing."""
    rows = _certain(Counts.objects.all(), (*measure.cells, *measure.below))
    over, under = _ratio(measure, number)
    rows = rows.annotate(left=_sum(measure.cells) * under)
    right: Any = Value(over)
    if measure.below:
        # Multiplied out: no database divides exactly.
        rows = rows.annotate(one=_sum(measure.below)).filter(one__gt=0)
        right = F("one") * over
    compared = Q(**{f"left__{_LOOKUPS[operator]}": right})
    found = rows.filter(~compared if operator == "!=" else compared)
    return frozenset(found.values_list("report_id", flat=True).iterator(chunk_size=ROWS_AT_ONCE))


def _ratio(measure: Measure, number: Decimal) -> tuple[int, int]:
    """The number, in the unit of the columns, as a fraction."""
    if not measure.below and all_cells()[measure.cells[0]].column.decimal:
        return round(number * SCALE), 1
    return number.as_integer_ratio()


def _whole(expression: Any) -> Any:
    return Coalesce(expression, 0, output_field=BigIntegerField())


def _sum(cells: Iterable[str]) -> Any:
    """Blank cells count as nothing."""
    return reduce(add, (_whole(F(columns()[code])) for code in cells))


def _certain(rows: QuerySet[Counts], cells: tuple[str, ...]) -> QuerySet[Counts]:
    """A report of another form lacks some rows, which is no doubt; one that lacks all of them says nothing."""
    order = list(columns())
    for code in cells:
        name = f"state_{order.index(code)}"
        # Where there is a number nothing is in doubt, and most have one: few states are looked up.
        doubt = {f"{columns()[code]}__isnull": True, name: UNCERTAIN}
        rows = rows.annotate(**{name: Substr("states", order.index(code) + 1, 1)}).exclude(**doubt)
    return rows.filter(reduce(or_, (Q(**{f"{columns()[code]}__isnull": False}) for code in cells)))
