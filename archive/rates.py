"""Rates that are worked out from a report's numbers, or from sums of many: what is divided by what, defined once.

Each keeps its numerator and its denominator: a share alone says nothing where three requests were closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from archive.cells import Cell, Number
from archive.checking import layout_of
from archive.forms.rows import (
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    DISCLOSED,
    OTHER,
    OTHER_ALL,
    OUTCOMES_OTHER,
    OUTCOMES_UNAVAILABLE,
    OUTCOMES_UNPROCESSED,
    OUTCOMES_WITHHELD,
    PARTIAL,
    RECEIVED,
    REMEDY_ROWS,
    RESULTS,
    SUITS_GROUP,
    TOTAL,
    UNAVAILABLE,
    UNPROCESSED,
    WITHHELD,
)
from archive.forms.schema import Row

*_CONCLUDED, _PENDING = RESULTS
_CORRECTED = next(column for column in RESULTS if column.code == "corrected")
_REVIEWS = tuple(row for row in REMEDY_ROWS if not row.groups)
_SUITS = tuple(row for row in REMEDY_ROWS if row.groups)
# With fewer than so many to divide by, one case more or less is a difference of ten hundredths.
FEW = 10


@dataclass(frozen=True, slots=True)
class Definition:
    """What is divided by what: codes of cells, and the words for it, which can be cited."""

    code: str
    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    numerator_words: str
    denominator_words: str

    @property
    def words(self) -> str:
        return f"{self.numerator_words} ÷ {self.denominator_words}"


@dataclass(frozen=True, slots=True)
class Rate:
    """None where a part of it is not read or left blank: then nobody knows the rate."""

    definition: Definition
    numerator: Number | None
    denominator: Number | None

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def words(self) -> str:
        return self.definition.words

    @property
    def share(self) -> float | None:
        """Of one; None where a part is missing, where there is nothing to divide by, or more than all of it."""
        if self.numerator is None or not self.denominator or not 0 <= self.numerator <= self.denominator:
            return None
        return float(self.numerator) / float(self.denominator)

    @property
    def is_of_few(self) -> bool:
        return self.denominator is not None and self.denominator < FEW


def rates_of(numbers: Mapping[str, Number | None]) -> list[Rate]:
    """Of numbers by the code of their cell: those of a report (``numbers_of``), or sums of many.

    None is a number that ought to be there and is not.  A code that is missing altogether belongs to another form
    or layout; sums are therefore handed over without those that no report has.
    """
    return [_rate(definition, numbers) for definition in definitions()]


def numbers_of(form: str, cells: Mapping[str, Cell]) -> dict[str, Number | None]:
    """Every number of the form as this report prints it; none for reports of before 2019."""
    layout = layout_of(form, cells)
    return {code: cells[code].value if code in cells else None for code in (layout.cells if layout else ())}


def rate_cells() -> tuple[str, ...]:
    """Every cell that a rate is made of."""
    parts = (code for one in definitions() for code in (*one.numerator, *one.denominator))
    return tuple(dict.fromkeys(parts))


@cache
def definitions() -> tuple[Definition, ...]:
    """In the order in which a reader asks for them."""
    opened = [DISCLOSED, PARTIAL]
    return (
        _of_closed("disclosed", _("公开率"), _totals(opened), _joined(row.core for row in opened)),
        _on_the_merits(opened),
        _outcome("withheld", WITHHELD, OUTCOMES_WITHHELD),
        _outcome("unavailable", UNAVAILABLE, OUTCOMES_UNAVAILABLE),
        _outcome("unprocessed", UNPROCESSED, OUTCOMES_UNPROCESSED),
        _outcome("other", OTHER, (OTHER_ALL, *OUTCOMES_OTHER)),
        Definition(
            "carried_over",
            _("结转率"),
            _totals([CARRIED_OUT]),
            _totals([RECEIVED, CARRIED_IN]),
            CARRIED_OUT.label,
            _joined([RECEIVED.core, CARRIED_IN.core]),
        ),
        _corrected("reviews", _joined(row.label for row in _REVIEWS), _REVIEWS),
        _corrected("suits", SUITS_GROUP, _SUITS),
    )


def _of_closed(code: str, name: str, numerator: tuple[str, ...], words: str) -> Definition:
    return Definition(code, name, numerator, _totals([CLOSED]), words, _("办结总数"))


def _on_the_merits(opened: list[Row]) -> Definition:
    """Of those requests only on which it was decided whether to disclose."""
    words = _joined(row.core for row in opened)
    decided = [*opened, *OUTCOMES_WITHHELD]
    return Definition(
        "decided", _("实体公开率"), _totals(opened), _totals(decided), words, _joined([words, _plain(WITHHELD)])
    )


def _outcome(code: str, group: str, rows: Iterable[Row]) -> Definition:
    label = _plain(group)
    return _of_closed(code, _("{outcome}占比").format(outcome=label), _totals(rows), label)


def _plain(group: str) -> str:
    """Without its ordinal."""
    return group.partition("）")[2]


def _corrected(code: str, remedy: str, rows: Iterable[Row]) -> Definition:
    """Of concluded cases only: a pending one is neither upheld nor corrected."""
    concluded = _joined([column.label for column in _CONCLUDED])
    named = list(rows)
    return Definition(
        code,
        _("{remedy}纠错率").format(remedy=remedy),
        tuple(f"{row.code}.{_CORRECTED.code}" for row in named),
        tuple(f"{row.code}.{column.code}" for row in named for column in _CONCLUDED),
        _CORRECTED.label,
        _("已审结（{results}）").format(results=concluded),
    )


def _totals(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(f"{row.code}.{TOTAL.code}" for row in rows)


def _joined(words: Iterable[str]) -> str:
    return "、".join(words)


def _rate(definition: Definition, numbers: Mapping[str, Number | None]) -> Rate:
    return Rate(definition, _sum(definition.numerator, numbers), _sum(definition.denominator, numbers))


def _sum(codes: Iterable[str], numbers: Mapping[str, Number | None]) -> Number | None:
    """None where a number is missing, or where there is none at all."""
    parts = [numbers[code] for code in codes if code in numbers]
    known = [part for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None
