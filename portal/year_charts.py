"""Charts of one body or one place over the years: requests, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from archive.cells import Number
from archive.counting import outcome_cells
from archive.forms import FORMS
from archive.forms.rows import CARRIED_OUT, CLOSED, RECEIVED, TOTAL
from archive.forms.schema import Form
from portal.charts import Break, Chart, Line, Shape, outcome_hue
from search.query.measures import outcome_labels


@dataclass(frozen=True, slots=True)
class Years:
    """``number`` tells the sum of cells in a year, None where it is not known; ``forms`` only of years with reports."""

    years: Sequence[int]
    number: Callable[[int, tuple[str, ...]], Number | None]
    forms: Mapping[int, str]
    behind: Mapping[int, int] | None = None
    links: Mapping[int, str] | None = None

    def line(self, name: str, cells: tuple[str, ...], hue: str, short: str = "") -> Line:
        return Line(name, tuple(self.number(year, cells) for year in self.years), hue, short)


def requests_chart(years: Years, name: str, title: str, source: str, address: str, note: str = "") -> Chart:
    totals = [(f"{row.code}.{TOTAL.code}",) for row in (RECEIVED, CLOSED, CARRIED_OUT)]
    lines = (
        years.line(RECEIVED.label, totals[0], "series-1", RECEIVED.core),
        years.line(_("办结"), totals[1], "series-2"),
        years.line(CARRIED_OUT.label, totals[2], "series-3", CARRIED_OUT.core),
    )
    return _chart(years, name, title, Shape.BARS, lines, source, address, note)


def outcomes_chart(years: Years, name: str, title: str, source: str, address: str, note: str = "") -> Chart:
    labels = outcome_labels()
    lines = tuple(
        years.line(labels[outcome], cells, outcome_hue(outcome)) for outcome, cells in outcome_cells(TOTAL.code).items()
    )
    return _chart(years, name, title, Shape.STACKED, lines, source, address, note)


def _chart(
    years: Years, name: str, title: str, shape: Shape, lines: tuple[Line, ...], source: str, address: str, note: str
) -> Chart:
    return Chart(
        name=name,
        title=title,
        shape=shape,
        categories=tuple(map(str, years.years)),
        lines=lines,
        unit=_("件"),
        source=source,
        address=address,
        breaks=form_breaks(years.years, years.forms),
        links={str(year): link for year, link in (years.links or {}).items()},
        behind=tuple((years.behind or {}).get(year, 0) for year in years.years) if years.behind else (),
        note=note,
    )


def form_breaks(years: Sequence[int], forms: Mapping[int, str]) -> tuple[Break, ...]:
    """Where a report follows another form than the one before it."""
    there = [year for year in years if year in forms]
    return tuple(_break(year, FORMS.get(forms[year])) for last, year in pairwise(there) if forms[last] != forms[year])


def usual_forms(years: Sequence[int]) -> dict[int, str]:
    """The form prescribed for each year: for sums of many reports, of which some may follow an older one."""
    return {year: next((form.code for form in FORMS.values() if _is_for(form, year)), "") for year in years}


def _is_for(form: Form, year: int) -> bool:
    return form.first_year <= year <= (form.last_year or year)


def _break(year: int, form: Form | None) -> Break:
    if form is None:
        return Break(str(year), _("{year}年的年报没有统一的表格。").format(year=year), _("无表格"))
    words = _("{year}年起用{form}（{basis}），与之前各年口径不同，不宜直接相比。")
    return Break(str(year), words.format(year=year, form=form.title, basis=form.basis), _("格式改变"))
