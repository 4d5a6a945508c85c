"""What a person types into the place of a number, understood strictly: nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from archive.cells import Cell, Number
from archive.corrections import Correction
from archive.counting import LARGEST_AMOUNT, LARGEST_COUNT
from archive.forms import all_cells
from archive.forms.schema import Column
from portal.form_tables import State, state_of

PREFIX = "cell:"
# What stands for "nothing is printed there", said outright.
_NOTHING = frozenset({"-", "--", "—", "——", "/", "无", "空", "空白", "未填"})
_SEPARATORS = re.compile(r"(?<=\d)[,\u2009\u202f\xa0 ](?=\d{3}(?!\d))")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,6})?")


class NotANumber(ValueError):
    """Its words are for the person who typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """``texts`` are all that was typed, changed or not, to be shown again."""

    changes: Mapping[str, Number | None] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def corrections(self, note: str) -> dict[str, Correction]:
        return {code: Correction(value, note) for code, value in self.changes.items()}

    def laid_over(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        corrections = self.corrections("").items()
        return {**cells, **{code: correction.applied_to(cells.get(code)) for code, correction in corrections}}


def text_for(cell: Cell | None) -> str:
    """What the field of a cell begins with; empty where there is no certain number."""
    return "" if cell is None or cell.value is None else str(cell.value)


def read_typed(posted: Mapping[str, str], cells: Mapping[str, Cell]) -> Typed:
    """Only what differs from what stands there is a change."""
    texts = {name.removeprefix(PREFIX): text for name, text in posted.items() if name.startswith(PREFIX)}
    known = {code: text for code, text in texts.items() if code in all_cells()}
    changes: dict[str, Number | None] = {}
    errors: dict[str, str] = {}
    for code, text in known.items():
        cell = cells.get(code)
        if text.strip() == text_for(cell):
            continue
        try:
            value = number_of(text, all_cells()[code].column)
        except NotANumber as error:
            errors[code] = str(error)
            continue
        if _is_change(cell, value):
            changes[code] = value
    return Typed(changes, errors, known)


def _is_change(cell: Cell | None, value: Number | None) -> bool:
    if state_of(cell) in {State.UNCERTAIN, State.ABSENT}:
        return True
    return cell is None or cell.value != value


def number_of(text: str, column: Column) -> Number | None:
    """The number, None for nothing, or NotANumber."""
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).strip().replace("−", "-"))
    if not plain or plain in _NOTHING:
        return None
    if not (_DECIMAL if column.decimal else _WHOLE).fullmatch(plain):
        raise NotANumber(_("“{text}”不是数。空着没填的写“未填”。").format(text=text.strip()[:20]))
    value: Number = Decimal(plain) if "." in plain else int(plain)
    if value < 0 and not column.signed:
        raise NotANumber(_("这一项不会小于 0。"))
    limit = LARGEST_AMOUNT if column.decimal else LARGEST_COUNT
    if not -limit < value < limit:
        raise NotANumber(_("这个数太大，不像是真的。"))
    return value
