"""Addresses of searches: the address is all that a page of results knows, so that back and forward work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.asking import LAST_PAGE, order_of, parameters_of
from search.engines.base import Facet
from search.query.values import label_of
from search.searching import ORDERS, PAGE, Ask

FACET_LABELS = {
    Facet.DISTRICT: gettext_lazy("地区"),
    Facet.KIND: gettext_lazy("机关类型"),
    Facet.YEAR: gettext_lazy("年份"),
    Facet.OUTCOME: gettext_lazy("办理结果"),
    Facet.FINDING: gettext_lazy("核对提示"),
}
_ORDER_LABELS = {
    "relevance": gettext_lazy("最相关"),
    "newest": gettext_lazy("最新"),
    "oldest": gettext_lazy("最早"),
    "requests": gettext_lazy("申请最多"),
}
# Pages that are linked on either side of the one that is shown.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str
    current: bool = False


def address_of(ask: Ask, at: str = "search_page") -> str:
    """The same question elsewhere, as a feed, as data, as charts: there no division is open beside the results."""
    told = parameters_of(ask)
    if at != "search_page":
        told.pop("within", None)
    return f"{reverse(at)}?{urlencode(told, safe=',')}" if told else reverse(at)


def here(ask: Ask) -> str:
    """From one page of results to another: what is behind the "?" is all that changes."""
    parameters = parameters_of(ask)
    return f"?{urlencode(parameters, safe=',')}" if parameters else reverse("search_page")


def first_page(ask: Ask) -> Ask:
    return replace(ask, start=0, stop=(ask.stop or PAGE) - ask.start)


def toggled(ask: Ask, facet: Facet, value: str) -> Ask:
    """With the value where it was not chosen, without it where it was."""
    values = ask.chosen.get(facet, frozenset()) ^ {value}
    return choosing(ask, facet, values)


def choosing(ask: Ask, facet: Facet, values: frozenset[str]) -> Ask:
    chosen = {each: kept for each, kept in ask.chosen.items() if each is not facet}
    # In the order of the facets, so that one choice has one address.
    chosen = {each: values if each is facet else chosen.get(each, frozenset()) for each in Facet}
    return replace(first_page(ask), chosen={each: kept for each, kept in chosen.items() if kept})


def chips(ask: Ask) -> list[Link]:
    """What narrows the search, each with the address of the search without it."""
    found = [
        Link(f"{FACET_LABELS[facet]}：{label_of(facet, value)}", here(_without(ask, facet, value)))
        for facet, values in ask.chosen.items()
        for value in sorted(values)
    ]
    if ask.exactly:
        found.append(Link(_("只找原词"), here(replace(first_page(ask), exactly=False))))
    return found


def _without(ask: Ask, facet: Facet, value: str) -> Ask:
    left = toggled(ask, facet, value)
    return replace(left, within="") if facet is Facet.DISTRICT else left


def bare(ask: Ask) -> Ask:
    """The query alone."""
    return replace(first_page(ask), chosen={}, exactly=False, within="")


def orders(ask: Ask) -> list[Link]:
    """Without words nothing is more relevant than anything else."""
    now = order_of(ask)
    return [
        Link(str(label), here(replace(first_page(ask), order=ORDERS[name])), current=name == now)
        for name, label in _ORDER_LABELS.items()
        if name != "relevance" or ask.query.strip()
    ]


@dataclass(frozen=True, slots=True)
class Pages:
    """``numbers`` has None where some are left out."""

    number: int
    count: int
    before: str
    after: str
    numbers: tuple[Link | None, ...]


def pages(ask: Ask, total: int) -> Pages:
    size = (ask.stop or PAGE) - ask.start
    number, count = ask.start // size + 1, min(-(-total // size), LAST_PAGE)

    def address(page: int) -> str:
        return here(replace(ask, start=(page - 1) * size, stop=page * size)) if 0 < page <= count else ""

    numbers = tuple(
        Link(str(page), address(page), current=page == number) if page else None for page in _shown(number, count)
    )
    return Pages(number, count, address(number - 1), address(number + 1), numbers)


def _shown(number: int, count: int) -> Iterator[int]:
    """The first, the last, and those around the one that is shown; 0 for what is left out between them."""
    around = range(number - _BESIDE, number + _BESIDE + 1)
    last = 0
    for page in sorted({1, count, *around} & set(range(1, count + 1))):
        if page > last + 1:
            yield 0
        yield page
        last = page
