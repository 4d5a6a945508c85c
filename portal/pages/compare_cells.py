"""Numbers side by side, each with its difference from the first column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import MAX_PREC, ROUND_HALF_UP, Context, Decimal
from functools import cache
from itertools import groupby

from django.utils.translation import gettext as _

from archive.cells import Number
from archive.forms import FORMS
from archive.forms.rows import TOTAL
from archive.forms.schema import CellSpec, Form
from archive.rates import Rate, rates_of
from portal.form_tables import State, shown
from portal.pages.compare_items import Figure, Item, is_detail
from portal.percent import shown_rate


@dataclass(frozen=True, slots=True)
class Place:
    """One number as the page prints it; ``state`` is its class, ``change`` its difference in words."""

    text: str
    state: str
    change: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """``group`` is the head that the form prints beside the row, where it begins here."""

    name: str
    places: tuple[Place, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    code: str
    caption: str
    lines: tuple[Line, ...]


def sheets(items: Sequence[Item], *, details: bool) -> list[Sheet]:
    """The tables of the forms; ``details`` adds the columns of the single kinds of applicants."""
    specs = [spec for spec in printed_order() if any(spec.code in item.figures for item in items)]
    wanted = [spec for spec in specs if details or not is_detail(spec)]
    tables = groupby(wanted, key=lambda spec: spec.table.code)
    return [_sheet(code, list(rows), items) for code, rows in tables]


@cache
def printed_order() -> tuple[CellSpec, ...]:
    """Every cell of every form: the newest as printed, what only others have where they print it."""
    forms = sorted(FORMS.values(), key=lambda form: -form.first_year)
    layouts = (layout for form in forms for layout in (form, form.alternate) if layout is not None)
    order: list[CellSpec] = []
    for layout in layouts:
        _merge(order, layout)
    tables = [table.code for table in forms[0].tables]
    return tuple(sorted(order, key=lambda spec: tables.index(spec.table.code)))


def _merge(order: list[CellSpec], layout: Form) -> None:
    """Each that is new after the others of its row; a new row after the one that stands before it in its layout."""
    known = {spec.code for spec in order}
    before = ""
    for spec in layout.specs():
        row = spec.row.code
        if spec.code not in known:
            order.insert(_end_of(order, row) or _end_of(order, before), spec)
        before = row


def _end_of(order: Sequence[CellSpec], row: str) -> int:
    """Where the row ends; 0 where there is no such row."""
    return max((place + 1 for place, spec in enumerate(order) if spec.row.code == row), default=0)


def _sheet(code: str, specs: Sequence[CellSpec], items: Sequence[Item]) -> Sheet:
    return Sheet(code, specs[0].table.label, tuple(_lines(specs, items)))


def _lines(specs: Sequence[CellSpec], items: Sequence[Item]) -> Iterator[Line]:
    """The head of a group stands above its first row, once."""
    told: set[tuple[str, ...]] = {()}
    columns = Counter(spec.row.code for spec in specs)
    for spec in specs:
        group = "" if spec.row.groups in told else spec.row.groups[-1]
        told.add(spec.row.groups)
        figures = [_figure(item, spec.code) for item in items]
        is_alone = columns[spec.row.code] == 1 and spec.column.code == TOTAL.code
        yield Line(_name(spec, is_alone=is_alone), tuple(_place(figure, figures[0]) for figure in figures), group)


def _name(spec: CellSpec, *, is_alone: bool) -> str:
    label = f"{spec.row.ordinal}{spec.row.label}"
    unit = f"（{spec.column.unit}）" if spec.column.unit_as_printed else ""
    return f"{label}{unit}" if is_alone else f"{label} · {spec.column.label}{unit}"


def _figure(item: Item, code: str) -> Figure:
    """A sum without a number: none of its reports has one, unless their form has no such place."""
    found = item.figures.get(code)
    if found is not None:
        return found
    is_in_form = item.revision is None and item.form is not None and code in item.form.cells
    return Figure(State.ABSENT if is_in_form else None)


def _place(figure: Figure, first: Figure) -> Place:
    state = figure.state.value if figure.state else "other-form"
    change = difference(first.number, figure.number) if figure is not first else ""
    return Place(_text(figure), state, change)


def _text(figure: Figure) -> str:
    if figure.number is not None:
        return shown(figure.number)
    if figure.state is None:
        return _("此格式无此项")
    return _("未填") if figure.state is State.BLANK else _("未读出")


def difference(before: Number | None, after: Number | None) -> str:
    """In numbers and in hundredths; nothing where there is nothing to compare."""
    if before is None or after is None:
        return ""
    change = Decimal(after) - Decimal(before)
    if not change:
        return _("相同")
    signed = f"{'+' if change > 0 else '−'}{shown(abs(change))}"
    return f"{signed}（{_hundredths(change, before)}）" if before > 0 else signed


def _hundredths(change: Decimal, before: Number) -> str:
    """However small the share, its sign is that of the change; however large, it is a share."""
    share = (change * 100 / Decimal(before)).quantize(Decimal("0.1"), ROUND_HALF_UP, Context(MAX_PREC))
    return f"{'+' if change > 0 else '−'}{abs(share):,.1f}%"


# -- rates --


def rate_lines(items: Sequence[Item]) -> list[Line]:
    by_item = [rates_of(item.numbers) for item in items]
    lines = (_rate_line(rates) for rates in zip(*by_item, strict=True))
    return [line for line in lines if any(place.under for place in line.places)]


def _rate_line(rates: Sequence[Rate]) -> Line:
    places = []
    for rate in rates:
        seen = shown_rate(rate)
        state = State.NUMBER if seen.text else State.BLANK
        change = _points(rates[0], rate) if rate is not rates[0] else ""
        places.append(Place(seen.text or _("无从计算"), state.value, change, seen.fraction))
    return Line(rates[0].name, tuple(places), rates[0].words)


def _points(first: Rate, rate: Rate) -> str:
    if first.share is None or rate.share is None:
        return ""
    points = round((rate.share - first.share) * 100, 1)
    if not points:
        return _("相同")
    return _("{sign}{points} 个百分点").format(sign="+" if points > 0 else "−", points=abs(points))
