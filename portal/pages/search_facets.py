"""The facets beside the results: each value a link to the same search with it, or without it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from archive.divisions import table
from archive.places import COUNTY
from portal.pages.search_links import FACET_LABELS, Link, choosing, first_page, here, toggled
from search.engines.base import Facet
from search.searching import Ask, Results, Value

# Values that stand open; the others are folded.
OPEN = 8
# A list as long as this is given a box to find one in it.
LONG = 14


@dataclass(frozen=True, slots=True)
class Choice:
    """``address`` is empty where nothing would be found; ``opens`` leads to the parts of a division."""

    label: str
    reports: int
    requests: int
    chosen: bool
    address: str
    opens: str = ""
    hue: int = 0
    rows: tuple[Choice, ...] = ()

    @property
    def unfolded(self) -> bool:
        return any(row.chosen for row in self.rows)


@dataclass(frozen=True, slots=True)
class Panel:
    """``path`` leads back up through the divisions; ``sums`` is set where requests are told too."""

    name: str
    label: str
    chosen: int
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...] = ()
    path: tuple[Link, ...] = ()
    sums: bool = False

    @property
    def long(self) -> bool:
        return len(self.shown) + len(self.folded) >= LONG


def panels(ask: Ask, results: Results) -> list[Panel]:
    """Those that have anything to choose."""
    made = [_panel(ask, facet, values) for facet, values in results.facets.items()]
    return [panel for panel in made if panel.shown or panel.path]


def _panel(ask: Ask, facet: Facet, values: Sequence[Value]) -> Panel:
    match facet:
        case Facet.DISTRICT:
            return _districts(ask, values)
        case Facet.OUTCOME:
            return _outcomes(ask, values)
        case _:
            return _folded(ask, facet, [_choice(ask, facet, value) for value in values])


def _folded(ask: Ask, facet: Facet, choices: Sequence[Choice], path: tuple[Link, ...] = ()) -> Panel:
    """What is chosen is never folded away; what has no report always is."""
    first = [choice for choice in choices if choice.reports][:OPEN]
    shown = tuple(choice for choice in choices if choice.chosen or choice in first)
    folded = sorted((choice for choice in choices if choice not in shown), key=lambda choice: not choice.reports)
    return Panel(facet.value, str(FACET_LABELS[facet]), _chosen(ask, facet), shown, tuple(folded), path)


def _chosen(ask: Ask, facet: Facet) -> int:
    return len(ask.chosen.get(facet, ()))


def _choice(ask: Ask, facet: Facet, value: Value) -> Choice:
    address = here(toggled(ask, facet, value.value)) if value.reports or value.chosen else ""
    return Choice(value.label, value.reports, value.requests, value.chosen, address)


# -- outcomes: six categories, each with its rows --


def _outcomes(ask: Ask, values: Sequence[Value]) -> Panel:
    heads = [value for value in values if "." not in value.value]
    shown = tuple(
        replace(_choice(ask, Facet.OUTCOME, head), hue=hue, rows=tuple(_rows(ask, head, values)))
        for hue, head in enumerate(heads, 1)
    )
    counted = any(value.reports or value.chosen for value in values)
    label = str(FACET_LABELS[Facet.OUTCOME])
    return Panel(Facet.OUTCOME.value, label, _chosen(ask, Facet.OUTCOME), shown if counted else (), sums=True)


def _rows(ask: Ask, head: Value, values: Iterable[Value]) -> Iterable[Choice]:
    return (_choice(ask, Facet.OUTCOME, value) for value in values if value.value.startswith(f"{head.value}."))


# -- divisions: down to the county and up again --


def _districts(ask: Ask, values: Sequence[Value]) -> Panel:
    """The parts of the open division, before them the division as a whole."""
    whole = [_whole(ask, value) for value in values if value.value == ask.within]
    parts = [_part(ask, value) for value in values if _is_part(value.value, ask.within)]
    return _folded(ask, Facet.DISTRICT, [*whole, *parts], _path(ask))


def _is_part(code: str, within: str) -> bool:
    return code.startswith(within) and code != within


def _whole(ask: Ask, value: Value) -> Choice:
    label = _("全{name}").format(name=_name(value.value)) if len(value.value) < COUNTY else _name(value.value)
    return replace(_part(ask, value), label=label, opens="")


def _part(ask: Ask, value: Value) -> Choice:
    """Chosen alone it opens; beside others the list stays as it is."""
    asked = choosing(ask, Facet.DISTRICT, _with_district(ask, value))
    several = len(asked.chosen.get(Facet.DISTRICT, ())) > 1
    within = ask.within if several or value.chosen else value.value
    opens = here(replace(first_page(ask), within=value.value)) if len(value.value) < COUNTY else ""
    label = _name(value.value)
    return Choice(label, value.reports, 0, value.chosen, here(replace(asked, within=within)), opens)


def _with_district(ask: Ask, value: Value) -> frozenset[str]:
    """A division takes the place of what is above it and below it: it could not be told from them."""
    code, now = value.value, ask.chosen.get(Facet.DISTRICT, frozenset())
    if value.chosen:
        return now - {code}
    return frozenset(other for other in now if not (other.startswith(code) or code.startswith(other))) | {code}


def _path(ask: Ask) -> tuple[Link, ...]:
    """From the whole country down to the open division; what is chosen stays."""
    if not ask.within:
        return ()
    codes = ["", *(ask.within[:digits] for digits in range(2, len(ask.within) + 1, 2))]
    return tuple(
        Link(_name(code) or _("全国"), here(replace(first_page(ask), within=code)), current=code == ask.within)
        for code in codes
    )


def _name(code: str) -> str:
    return table().names.get(code, code)
