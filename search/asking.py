"""From the parameters of an address to a question and back: the same for pages, the API and whoever links to them."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.engines.base import Facet
from search.searching import ORDERS, PAGE, Ask

LARGEST_PAGE = 100
LAST_PAGE = 500
MOST_VALUES = 50
LONGEST_VALUE = 40
# As the division that is open: the whole country.
TOP = "top"


def ask_of(parameters: QueryDict) -> tuple[Ask, tuple[str, ...]]:
    """The question, and what the reader should be told of parameters that make no sense."""
    notices: list[str] = []
    size = _number(parameters.get("size", ""), PAGE, LARGEST_PAGE, notices)
    page = _number(parameters.get("page", ""), 1, LAST_PAGE, notices)
    query = parameters.get("q", "")
    order = parameters.get("order", "") or _usual_order(query)
    if order not in ORDERS:
        notices.append(_("没有“{order}”这种排序，已按相关程度排列。").format(order=order[:LONGEST_VALUE]))
    ask = Ask(
        query=query,
        chosen={facet: values for facet in Facet if (values := _values(parameters, facet))},
        exactly=parameters.get("exact", "") == "1",
        order=ORDERS.get(order, ORDERS["relevance"]),
        start=(page - 1) * size,
        stop=page * size,
        within=_within(parameters),
    )
    return ask, tuple(notices)


def parameters_of(ask: Ask) -> dict[str, str]:
    """The shortest that ask the same."""
    size = (ask.stop or PAGE) - ask.start
    page = ask.start // size + 1
    order = order_of(ask)
    told = {
        "q": ask.query,
        **{facet.value: ",".join(sorted(values)) for facet, values in ask.chosen.items()},
        "exact": "1" if ask.exactly else "",
        "within": (ask.within or TOP) if ask.within != _opened_by(ask.chosen.get(Facet.DISTRICT, frozenset())) else "",
        "order": order if order != _usual_order(ask.query) else "",
        "page": str(page) if page > 1 else "",
        "size": str(size) if size != PAGE else "",
    }
    return {name: value for name, value in told.items() if value}


def order_of(ask: Ask) -> str:
    return next((name for name, order in ORDERS.items() if order == ask.order), _usual_order(ask.query))


def _usual_order(query: str) -> str:
    """Who asks for nothing in particular sees what is new."""
    return "relevance" if query.strip() else "newest"


def _values(parameters: QueryDict, facet: Facet) -> frozenset[str]:
    """Given one by one, or with commas between."""
    typed = (piece.strip() for text in parameters.getlist(facet.value) for piece in text.split(","))
    return frozenset([value[:LONGEST_VALUE] for value in typed if value][:MOST_VALUES])


def _within(parameters: QueryDict) -> str:
    """The division whose parts are counted: the one that is open, or the one that was chosen alone."""
    opened = parameters.get("within", "")
    return _code(opened) if opened else _opened_by(_values(parameters, Facet.DISTRICT))


def _opened_by(chosen: frozenset[str]) -> str:
    return _code(next(iter(chosen))) if len(chosen) == 1 else ""


def _code(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) <= 6 else ""


def _number(text: str, default: int, largest: int, notices: list[str]) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 0 < int(text) <= largest):
        notices.append(
            _("“{text}”不在 1 到 {largest} 之间，没有采用。").format(text=text[:LONGEST_VALUE], largest=largest)
        )
        return default
    return int(text)
