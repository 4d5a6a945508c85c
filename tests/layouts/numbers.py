"""Random fillings of a form: totals that add up, or all but one cell that does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from archive.cells import Number
from archive.forms.schema import CellSpec, Form

# Share of zeros and the largest number: most towns have few requests, some cities have very many.
SCALES = ((0.85, 3), (0.6, 40), (0.3, 900), (0.15, 260_000), (0.0, 9), (1.0, 1))


@dataclass(frozen=True)
class Filling:
    """``values`` are the numbers meant; None is a cell left blank."""

    form: Form
    values: dict[str, Number | None]
    consistent: bool = True

    @property
    def has_blanks(self) -> bool:
        return None in self.values.values()


def layouts_of(form: Form) -> tuple[Form, ...]:
    return (form,) if form.alternate is None else (form, form.alternate)


def fill(form: Form, rng: Random) -> Filling:
    """Numbers for every cell, all sums of the form satisfied."""
    zeros, largest = rng.choice(SCALES)
    values: dict[str, Number] = {
        code: 0 if rng.random() < zeros else _number(spec, largest, rng) for code, spec in form.cells.items()
    }
    _balance(form, values, rng)
    return Filling(form, dict(values))


def _number(spec: CellSpec, largest: int, rng: Random) -> Number:
    if spec.column.decimal:
        return Decimal(rng.randint(1, largest * 100)).scaleb(-2).normalize() + 0
    size = rng.randint(1, largest)
    return -size if spec.column.signed and rng.random() < 0.4 else size


def _balance(form: Form, values: dict[str, Number], rng: Random) -> None:
    """Totals made from their parts; what came in is made from what was closed."""
    rules = {rule.code: rule for rule in form.sums}
    for code, rule in rules.items():
        if code.startswith("outcomes."):
            values[rule.right[0]] = sum(values[part] for part in rule.left)
    for code, rule in rules.items():
        if code.startswith("balance."):
            total = sum(values[part] for part in rule.right)
            first, second = rule.left
            values[second] = rng.randint(0, int(total)) if rng.random() < 0.5 else 0
            values[first] = total - values[second]
    for code, rule in rules.items():
        if code.startswith(("applicants.", "results.")):
            values[rule.right[0]] = sum(values[part] for part in rule.left)


def holds(form: Form, values: dict[str, Number | None]) -> bool:
    return all(
        sum(values[code] or 0 for code in rule.left) == sum(values[code] or 0 for code in rule.right)
        for rule in form.sums
    )


def err(filling: Filling, rng: Random) -> Filling:
    """The same filling with one covered cell a little off."""
    code = rng.choice(sorted({code for rule in filling.form.sums for code in rule.cells}))
    changed = {**filling.values, code: (filling.values[code] or 0) + rng.choice((1, 2, 9, 10))}
    return replace(filling, values=changed, consistent=False)


def leave_blank(filling: Filling, rng: Random, share: float) -> Filling:
    """Some of the zeros are not printed."""
    values = {code: None if value == 0 and rng.random() < share else value for code, value in filling.values.items()}
    return replace(filling, values=values)
