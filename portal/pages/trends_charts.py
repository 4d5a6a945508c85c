"""The charts over the years: outcomes, reasons, applicants, reviews and suits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from archive.cells import Number
from archive.counting import outcome_cells
from archive.forms.rows import APPLICANT_GROUP, APPLICANTS, RECEIVED, REMEDY_ROWS, RESULTS, SUITS_GROUP, TOTAL
from archive.rate_sums import unknown_rates
from archive.rates import Rate
from portal.charts import Chart, Line, Shape, outcome_hue
from portal.form_tables import shown
from portal.pages.trends_years import Year, breaks
from search.query.measures import outcome_labels, outcome_rows

*_CONCLUDED, _PENDING = RESULTS
_PERSONS, *_ORGANISATIONS = APPLICANTS
_REVIEWS = tuple(row for row in REMEDY_ROWS if not row.groups)
# Rates of what was corrected, with the word that stands in the picture.
_CORRECTED = {"reviews": "、".join(row.label for row in _REVIEWS), "suits": SUITS_GROUP}
RATES = tuple(_CORRECTED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the charts of a page have in common."""

    years: Sequence[Year]
    source: str
    address: str

    def chart(
        self, name: str, title: str, shape: Shape, lines: Iterable[Line], codes: Iterable[str], note: str = ""
    ) -> Chart:
        return Chart(
            name,
            title,
            shape,
            tuple(str(year.year) for year in self.years),
            tuple(lines),
            _("件"),
            self.source,
            self.address,
            breaks=breaks(self.years, codes),
            behind=tuple(year.reports for year in self.years),
            note=note,
        )

    def line(self, name: str, codes: Sequence[str], hue: str = "", short: str = "") -> Line:
        return Line(name, tuple(year.total(codes) for year in self.years), hue, short)


def reason_outcomes() -> dict[str, str]:
    """The outcome categories that have reasons, with their labels."""
    with_rows = {row.outcome for row in outcome_rows().values()}
    return {outcome: label for outcome, label in outcome_labels().items() if outcome in with_rows}


def cells_needed() -> tuple[str, ...]:
    """Every cell that any of the charts is made of."""
    outcomes = (code for codes in outcome_cells(TOTAL.code).values() for code in codes)
    applicants = (f"{RECEIVED.code}.{column.code}" for column in (*APPLICANTS, TOTAL))
    remedies = (f"{row.code}.{TOTAL.code}" for row in REMEDY_ROWS)
    return tuple(dict.fromkeys((*outcomes, *applicants, *remedies)))


def year_charts(sheet: Sheet, reason: str) -> list[Chart]:
    return [
        _outcomes(sheet, "outcomes", _("各年度的办理结果"), Shape.STACKED),
        _outcomes(sheet, "shares", _("各种办理结果所占的份额"), Shape.SHARES),
        _reasons(sheet, reason),
        _applicants(sheet),
        _organisations(sheet),
        _remedies(sheet),
        _corrected(sheet),
    ]


def _outcomes(sheet: Sheet, name: str, title: str, shape: Shape) -> Chart:
    cells = outcome_cells(TOTAL.code)
    lines = [sheet.line(label, cells[outcome], outcome_hue(outcome)) for outcome, label in outcome_labels().items()]
    return sheet.chart(name, title, shape, lines, (code for codes in cells.values() for code in codes))


def _reasons(sheet: Sheet, outcome: str) -> Chart:
    rows = [row for row in outcome_rows().values() if row.outcome == outcome]
    codes = [f"{row.code}.{TOTAL.code}" for row in rows]
    lines = [sheet.line(row.label, [code], short=row.core) for row, code in zip(rows, codes, strict=True)]
    title = _("“{outcome}”的理由").format(outcome=outcome_labels()[outcome])
    return sheet.chart(f"reasons-{outcome}", title, Shape.LINES, lines, codes)


def _received(column: str) -> str:
    return f"{RECEIVED.code}.{column}"


def _applicants(sheet: Sheet) -> Chart:
    organisations = [_received(column.code) for column in _ORGANISATIONS]
    lines = [
        sheet.line(_PERSONS.label, [_received(_PERSONS.code)], "series-1"),
        sheet.line(APPLICANT_GROUP, organisations, "series-3", short=_("组织")),
    ]
    title = _("谁在申请：{persons}与{organisations}").format(persons=_PERSONS.label, organisations=APPLICANT_GROUP)
    codes = [_received(_PERSONS.code), *organisations]
    return sheet.chart("applicants", title, Shape.STACKED, lines, codes)


def _organisations(sheet: Sheet) -> Chart:
    lines = [sheet.line(column.label, [_received(column.code)]) for column in _ORGANISATIONS]
    title = _("{organisations}中，各类收到的申请").format(organisations=APPLICANT_GROUP)
    codes = [_received(column.code) for column in _ORGANISATIONS]
    return sheet.chart("organisations", title, Shape.LINES, lines, codes)


def _remedies(sheet: Sheet) -> Chart:
    codes = [f"{row.code}.{TOTAL.code}" for row in REMEDY_ROWS]
    lines = [sheet.line(row.label, [code], short=row.core) for row, code in zip(REMEDY_ROWS, codes, strict=True)]
    title = _("{reviews}与{suits}").format(reviews=_CORRECTED["reviews"], suits=SUITS_GROUP)
    return sheet.chart("remedies", title, Shape.LINES, lines, codes)


def _corrected(sheet: Sheet) -> Chart:
    unknown = unknown_rates(RATES)
    by_year = [year.rates for year in sheet.years]
    lines = [
        Line(rate.name, tuple(percent(rates.get(code, rate)) for rates in by_year), short=_CORRECTED[code])
        for code, rate in unknown.items()
    ]
    codes = [code for rate in unknown.values() for code in rate.definition.denominator]
    chart = sheet.chart("corrected", _("审结的案件中，被纠正的占多少"), Shape.LINES, lines, codes, _fractions(sheet))
    return replace(chart, unit="%")


def percent(rate: Rate) -> Number | None:
    if rate.share is None:
        return None
    return (Decimal(rate.share) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _fractions(sheet: Sheet) -> str:
    """What was divided by what in the last year: a share of few cases says little."""
    if not sheet.years:
        return ""
    last = sheet.years[-1]
    told = [
        f"{_CORRECTED[code]} {shown(rate.numerator)} ÷ {shown(rate.denominator)}"
        for code, rate in last.rates.items()
        if rate.numerator is not None and rate.denominator
    ]
    if not told:
        return ""
    return _("{year} 年度：{fractions}。“{pending}”的不算在内，有一项没有读出的年报也不算。").format(
        year=last.year, fractions="，".join(told), pending=_PENDING.label
    )
