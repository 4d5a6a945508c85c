"""How a number is spread among the agencies in one year: how many have none, few, many."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, F, Q, QuerySet
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext as _

from archive.counting import columns
from archive.forms.rows import CLOSED, DISCLOSED, PARTIAL, RECEIVED, TOTAL
from archive.models import Counts
from portal.charts import Chart, Line, Shape
from portal.form_tables import shown
from portal.pages.trends_charts import Sheet

# Where each step of the number of requests begins.
STEPS = (0, 1, 10, 50, 100, 500)
# A share of fewer says nothing about an agency.
LEAST_CLOSED = 10
FIFTH = 20


def spread_charts(sheet: Sheet, year: int, counted: Mapping[str, int]) -> list[Chart]:
    return [_requests(sheet, year, counted), _shares(sheet, year, counted)]


def spread(year: int, rows: QuerySet[Counts]) -> dict[str, int]:
    """How many agencies stand on each step."""
    steps = _by_requests() | _by_share()
    wanted = {name: Count("pk", filter=step) for name, step in steps.items()}
    return rows.filter(year=year).aggregate(**wanted)


def _column(code: str) -> str:
    return columns()[f"{code}.{TOTAL.code}"]


def _by_requests() -> dict[str, Q]:
    name = _column(RECEIVED.code)
    steps = {f"requests_{first}": Q(**{f"{name}__gte": first, **_below(name, first)}) for first in STEPS}
    return steps | {"requests_unknown": Q(**{f"{name}__isnull": True})}


def _below(name: str, first: int) -> dict[str, int]:
    later = [step for step in STEPS if step > first]
    return {f"{name}__lt": later[0]} if later else {}


def _by_share() -> dict[str, Q]:
    """Whole numbers on both sides: a share of exactly a fifth belongs to the step above."""
    closed, opened = _column(CLOSED.code), (F(_column(DISCLOSED.code)) + F(_column(PARTIAL.code))) * 100
    enough = Q(**{f"{closed}__gte": LEAST_CLOSED})
    steps = {}
    for first in range(0, 100, FIFTH):
        above = _at_least(closed, opened, first)
        beyond = _at_least(closed, opened, first + FIFTH)
        steps[f"share_{first}"] = enough & (above & ~beyond if first + FIFTH < 100 else above)
    return steps


def _at_least(closed: str, opened: object, share: int) -> Q:
    return Q(GreaterThanOrEqual(opened, F(closed) * share))


def _requests(sheet: Sheet, year: int, counted: Mapping[str, int]) -> Chart:
    unknown = counted["requests_unknown"]
    note = _("另有 {count} 个机关的这个数没有填或没有读出。").format(count=shown(unknown)) if unknown else ""
    title = _("{year} 年度各机关收到多少申请").format(year=year)
    values = tuple(counted[f"requests_{first}"] for first in STEPS)
    return _chart(sheet, "agencies-requests", title, _step_names(), values, note, RECEIVED.core)


def _step_names() -> tuple[str, ...]:
    lasts = (*(step - 1 for step in STEPS[1:]), None)
    return tuple(_step_name(first, last) for first, last in zip(STEPS, lasts, strict=True))


def _step_name(first: int, last: int | None) -> str:
    if last is None:
        return _("{first} 以上").format(first=first)
    return str(first) if first == last else f"{first}–{last}"


def _shares(sheet: Sheet, year: int, counted: Mapping[str, int]) -> Chart:
    firsts = range(0, 100, FIFTH)
    values = tuple(counted[f"share_{first}"] for first in firsts)
    note = _(
        "公开率是“{disclosed}”与“{partial}”之和占办结总数的份额；只看办结 {least} 件以上的 {count} 个机关。"
    ).format(disclosed=DISCLOSED.core, partial=PARTIAL.core, least=LEAST_CLOSED, count=shown(sum(values)))
    names = tuple(f"{first}–{first + FIFTH}%" for first in firsts)
    title = _("{year} 年度各机关的公开率").format(year=year)
    return _chart(sheet, "agencies-shares", title, names, values, note, _("公开率"))


def _chart(
    sheet: Sheet, name: str, title: str, categories: tuple[str, ...], values: tuple[int, ...], note: str, axis: str
) -> Chart:
    line = Line(_("机关数"), values)
    return Chart(
        name,
        title,
        Shape.DISTRIBUTION,
        categories,
        (line,),
        _("个机关"),
        sheet.source,
        sheet.address,
        note=note,
        axis=axis,
    )
