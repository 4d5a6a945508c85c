"""What the page of trends is asked, and how to ask it otherwise: its form, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.divisions import table
from archive.kinds import KIND_LABELS
from archive.places import CITY, COUNTY, PROVINCE
from portal.pages.search_links import FACET_LABELS, Link, choosing
from portal.pages.trends_charts import reason_outcomes
from search.asking import parameters_of
from search.engines.base import Facet
from search.query.values import label_of
from search.searching import PAGE, Ask

# Facets that the form has a field for; what was chosen of the others is kept, and can be taken away above it.
_IN_FORM = (Facet.DISTRICT, Facet.KIND)
_ALL_OF_A_SEARCH = ("order", "page", "size", "within")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool
    depth: int = 0

    @property
    def indent(self) -> str:
        return "\u3000" * self.depth


@dataclass(frozen=True, slots=True)
class Asked:
    """``reason`` is the outcome whose rows are drawn."""

    ask: Ask
    reason: str

    @property
    def address(self) -> str:
        return address_of(self.ask, self.reason)


def asked(ask: Ask, reason: str) -> Asked:
    """Whatever page or order of a search the address was made for, the charts are of all of it."""
    reasons = reason_outcomes()
    whole = replace(ask, start=0, stop=PAGE, within="")
    return Asked(whole, reason if reason in reasons else next(iter(reasons)))


def address_of(ask: Ask, reason: str) -> str:
    told = {name: value for name, value in parameters_of(ask).items() if name not in _ALL_OF_A_SEARCH}
    if reason != next(iter(reason_outcomes())):
        told["reason"] = reason
    query = urlencode(told, safe=",")
    return f"{reverse('trends')}?{query}" if query else reverse("trends")


def chips(one: Asked) -> list[Link]:
    """What narrows the charts, each with the address without it."""
    ask = one.ask
    found = [Link(_("检索词：{words}").format(words=ask.query), address_of(replace(ask, query=""), one.reason))]
    found = found if ask.query.strip() else []
    for facet, values in ask.chosen.items():
        for value in sorted(values):
            without = choosing(ask, facet, values - {value})
            found.append(Link(f"{FACET_LABELS[facet]}：{label_of(facet, value)}", address_of(without, one.reason)))
    return found


def kept(ask: Ask) -> Mapping[str, str]:
    """What the form must hand on unseen."""
    hidden = {facet.value: ",".join(sorted(values)) for facet, values in ask.chosen.items() if facet not in _IN_FORM}
    return hidden | ({"exact": "1"} if ask.exactly else {})


def kinds(ask: Ask) -> list[Option]:
    chosen = ask.chosen.get(Facet.KIND, frozenset())
    known = [Option(kind.value, label, chosen == {kind.value}) for kind, label in KIND_LABELS.items()]
    return [*_several(chosen), *known]


def districts(ask: Ask) -> list[Option]:
    """The provinces; below the one that was chosen, its cities; below the city, its counties."""
    chosen = ask.chosen.get(Facet.DISTRICT, frozenset())
    only = next(iter(chosen)) if len(chosen) == 1 else ""
    return [*_several(chosen), *_opened("", only)]


def _opened(above: str, only: str) -> Iterator[Option]:
    for code in _parts(above):
        yield Option(code, table().names[code], code == only, len(above) // 2)
        if only.startswith(code):
            yield from _opened(code, only)


def _parts(above: str) -> list[str]:
    digits = {0: PROVINCE, PROVINCE: CITY, CITY: COUNTY}.get(len(above))
    return sorted(code for code in table().names if len(code) == digits and code.startswith(above))


def _several(chosen: frozenset[str]) -> list[Option]:
    """Several values at once, as an address may have them: one line of the list."""
    if len(chosen) < 2:
        return []
    return [Option(",".join(sorted(chosen)), _("所选的 {count} 项").format(count=len(chosen)), chosen=True)]


def reasons(one: Asked) -> list[Option]:
    return [Option(outcome, label, outcome == one.reason) for outcome, label in reason_outcomes().items()]
