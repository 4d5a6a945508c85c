"""From the parameters of an address to a question: the same for pages, the API and whoever links to them."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.engines.base import Facet
from search.searching import ORDERS, PAGE, Ask

LARGEST_PAGE = 100
LAST_PAGE = 500
MOST_VALUES = 50
LONGEST_VALUE = 40


def ask_of(parameters: QueryDict) -> tuple[Ask, tuple[str, ...]]:
    """The question, and what the reader should be told of parameters that make no sense."""
    notices: list[str] = []
    size = _number(parameters.get("size", ""), PAGE, LARGEST_PAGE, notices)
    page = _number(parameters.get("page", ""), 1, LAST_PAGE, notices)
    order = parameters.get("order", "") or "relevance"
    if order not in ORDERS:
        notices.append(_("没有“{order}”这种排序，已按相关程度排列。").format(order=order[:LONGEST_VALUE]))
    ask = Ask(
        query=parameters.get("q", ""),
        chosen={facet: values for facet in Facet if (values := _values(parameters, facet))},
        exactly=parameters.get("exact", "") == "1",
        order=ORDERS.get(order, ORDERS["relevance"]),
        start=(page - 1) * size,
        stop=page * size,
        within=_within(parameters),
    )
    return ask, tuple(notices)


def _values(parameters: QueryDict, facet: Facet) -> frozenset[str]:
    """Given one by one, or with commas between."""
    typed = (piece.strip() for text in parameters.getlist(facet.value) for piece in text.split(","))
    return frozenset([value[:LONGEST_VALUE] for value in typed if value][:MOST_VALUES])


def _within(parameters: QueryDict) -> str:
    """The division whose parts are counted: the one that is open, or the one that was chosen alone."""
    chosen = _values(parameters, Facet.DISTRICT)
    opened = parameters.get("within", "") or (next(iter(chosen)) if len(chosen) == 1 else "")
    return opened if opened.isascii() and opened.isdigit() and len(opened) <= 6 else ""


def _number(text: str, default: int, largest: int, notices: list[str]) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= largest):
        notices.append(
            _("“{text}”不在 1 到 {largest} 之间，没有采用。").format(text=text[:LONGEST_VALUE], largest=largest)
        )
        return default
    return int(text)
