"""The years of a chart: which have numbers, how many reports each, and where two must not be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from archive.cells import Number
from archive.counting import SumRow
from archive.forms import FORMS
from archive.forms.schema import Form
from archive.rate_sums import Group
from archive.rates import Rate
from portal.charts import Break


@dataclass(frozen=True, slots=True)
class Year:
    """``rates`` are of those reports only in which all their parts are known."""

    year: int
    reports: int
    sums: dict[str, Number | None]
    rates: Mapping[str, Rate]

    def total(self, codes: Iterable[str]) -> Number | None:
        """None where no report has any of the numbers."""
        known = [value for code in codes if (value := self.sums[code]) is not None]
        return sum(known) if known else None

    @property
    def has_numbers(self) -> bool:
        return any(value is not None for value in self.sums.values())


def years_of(rows: Iterable[SumRow], rates: Mapping[Group, Mapping[str, Rate]]) -> list[Year]:
    """Of rows and rates that were grouped by year, the oldest first."""
    found = (_year(int(next(iter(row.group.values()))), row, rates) for row in rows)
    return sorted(found, key=lambda year: year.year)


def _year(year: int, row: SumRow, rates: Mapping[Group, Mapping[str, Rate]]) -> Year:
    return Year(year, row.reports, dict(row.sums), rates.get((year,), {}))


def form_of(year: int) -> Form | None:
    """The form that reports of a year must follow."""
    fitting = (form for form in FORMS.values() if form.first_year <= year <= (form.last_year or year))
    return next(fitting, None)


def breaks(years: Sequence[Year], codes: Iterable[str]) -> tuple[Break, ...]:
    """Where the form changed or years are missing, told for a chart that is made of these cells."""
    used = tuple(codes)
    return tuple(gap for before, after in pairwise(years) for gap in _between(before.year, after.year, used))


def _between(before: int, after: int, codes: Sequence[str]) -> Iterator[Break]:
    old, new = form_of(before), form_of(after)
    reasons = [_missing(before, after)] if after > before + 1 else []
    label = _("缺年度") if reasons else ""
    if old and new and old is not new:
        reasons.append(_changed(old, new, codes))
        label = _("格式改变")
    if reasons:
        yield Break(str(after), "".join(reasons), label)


def _missing(before: int, after: int) -> str:
    absent = "、".join(str(year) for year in range(before + 1, after))
    return _("没有 {years} 年度的数字。").format(years=absent)


def _changed(old: Form, new: Form, codes: Sequence[str]) -> str:
    told = _("{year} 年度起用{new}（{basis}），此前用{old}。").format(
        year=new.first_year, new=new.title, basis=new.basis, old=old.title
    )
    only_new, only_old = _only(new, old, codes), _only(old, new, codes)
    if not only_new and not only_old:
        return told + _("这张图所用的各项，两种格式相同。")
    return told + _told(_("只有新格式有"), only_new) + _told(_("只有旧格式有"), only_old)


def _only(one: Form, other: Form, codes: Sequence[str]) -> list[str]:
    """Rows that one form prints and the other does not."""
    specs = (one.cells[code] for code in codes if code in one.cells and code not in other.cells)
    return list(dict.fromkeys(spec.row.core or spec.row.label for spec in specs))


def _told(where: str, labels: Sequence[str]) -> str:
    quoted = "".join(f"“{label}”" for label in labels)
    return f"{where}：{quoted}。" if quoted else ""
