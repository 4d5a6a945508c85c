"""The numbers of a body through the years: a year adds up, and what is left over comes in the year after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from archive.cells import Number
from archive.forms import FORMS
from archive.forms.rows import APPLICANTS, CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, REMEDY_ROWS, RESULTS, TOTAL
from archive.forms.schema import CellSpec, Form
from tests.layouts.numbers import Filling
from tests.town.bodies import Body

Values = dict[str, Number]

_APPLICANT_WEIGHTS = dict(zip((column.code for column in APPLICANTS), (80, 14, 1, 2, 2, 1), strict=True))
# By category, then by row; a row that is not named shares what is left evenly.
_OUTCOME_WEIGHTS = {"disclosed": 42, "partial": 9, "withheld": 11, "unavailable": 27, "unprocessed": 6, "other": 5}
_ROW_WEIGHTS = {"unavailable.not_held": 8, "withheld.deliberative": 4, "withheld.third_party": 3}
_IN_FORCE = 20


@dataclass(frozen=True)
class Told:
    """A report's numbers; no filling where the year had no form."""

    year: int
    filling: Filling | None
    published_items: int


def form_of(year: int) -> Form | None:
    return next((form for form in FORMS.values() if form.first_year <= year <= (form.last_year or year)), None)


def story(body: Body) -> Iterator[Told]:
    """Also of years whose report is missing, since the work went on; the caller leaves them out."""
    before: Values = {}
    for year in range(body.first, body.last + 1):
        rng = Random(f"{body.name} {year}")
        form = form_of(year)
        items = body.requests * 3 + rng.randint(100, 900)
        if form is None:
            yield Told(year, None, items)
            continue
        values = _values(body, form, year, before, rng)
        before = values
        yield Told(year, Filling(form, _printed(body, year, values), year not in body.unsound), items)


def _values(body: Body, form: Form, year: int, before: Mapping[str, Number], rng: Random) -> Values:
    values = {spec.code: _elsewhere(body, spec, rng) for spec in form.cells.values()}
    values |= _requests(body, form, year, before, rng)
    values |= _remedies(body, rng)
    values |= _totals(form, values)
    return values | _standing(form, values, before)


def _elsewhere(body: Body, spec: CellSpec, rng: Random) -> Number:
    """Numbers that no sum binds."""
    if spec.column.decimal:
        return Decimal(rng.randint(0, body.requests * 40)).scaleb(-2).normalize() + 0
    size = rng.randint(0, max(3, body.requests // 8))
    return -size if spec.column.signed and rng.random() < 0.5 else size


def _requests(body: Body, form: Form, year: int, before: Mapping[str, Number], rng: Random) -> Values:
    trend = 1 + 0.06 * (year - body.first)
    received = Counter(_draw(_APPLICANT_WEIGHTS, round(body.requests * trend * rng.uniform(0.8, 1.25)), rng))
    values: Values = {}
    for column in APPLICANTS:
        came = int(before.get(f"{CARRIED_OUT.code}.{column.code}", 0))
        if year in body.uncarried and column is APPLICANTS[0]:
            came += 3
        values |= _column(form, column.code, received[column.code], came, rng)
    return values


def _column(form: Form, column: str, received: int, came: int, rng: Random) -> Values:
    going = round((received + came) * rng.uniform(0.02, 0.11))
    closed = received + came - going
    outcomes = Counter(_draw(_row_weights(form), closed, rng))
    flows = {RECEIVED.code: received, CARRIED_IN.code: came, CLOSED.code: closed, CARRIED_OUT.code: going}
    rows = {code: outcomes[code] for code in _row_weights(form)}
    return {f"{code}.{column}": number for code, number in {**flows, **rows}.items()}


def _row_weights(form: Form) -> dict[str, float]:
    rows = [row for row in form.rows.values() if row.outcome]
    shares = {row.code: _ROW_WEIGHTS.get(row.code.partition(".")[2], 1) for row in rows}
    sums = Counter[str]()
    for row in rows:
        sums[row.outcome] += shares[row.code]
    return {row.code: _OUTCOME_WEIGHTS[row.outcome] * shares[row.code] / sums[row.outcome] for row in rows}


def _draw(weights: Mapping[str, float], count: int, rng: Random) -> list[str]:
    return rng.choices(list(weights), list(weights.values()), k=count)


def _remedies(body: Body, rng: Random) -> Values:
    most = max(1, body.requests // 25)
    return {f"{row.code}.{column.code}": rng.randint(0, most) for row in REMEDY_ROWS for column in RESULTS}


def _totals(form: Form, values: Mapping[str, Number]) -> Values:
    """Of every row that has one, from the columns beside it."""
    return {
        spec.code: sum(values[f"{spec.row.code}.{column.code}"] for column in spec.block.columns[:-1])
        for spec in form.cells.values()
        if spec.column is TOTAL
    }


def _standing(form: Form, values: Mapping[str, Number], before: Mapping[str, Number]) -> Values:
    """What is in force is last year's, with what was added and without what was repealed."""
    found: Values = {}
    for rule in form.carries:
        if rule.added:
            added = sum(values[code] for code in rule.added)
            taken = min(sum(values[code] for code in rule.taken), before.get(rule.last, _IN_FORCE) + added)
            found |= {rule.taken[0]: taken, rule.cell: before.get(rule.last, _IN_FORCE) + added - taken}
    return found


def _printed(body: Body, year: int, values: Values) -> dict[str, Number | None]:
    closed = f"{CLOSED.code}.{TOTAL.code}"
    shown: dict[str, Number | None] = dict(values)
    if year in body.unsound:
        shown[closed] = values[closed] + 2
    return {code: None if body.blank_zeros and number == 0 else number for code, number in shown.items()}
