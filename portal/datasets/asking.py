"""From the parameters of an address to a dataset, and back: the same for the page, the downloads and the API."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from archive.forms import all_cells
from portal.datasets.columns import (
    REPORT_COLUMNS,
    DataColumn,
    Shape,
    chosen_cells,
    long_columns,
    report_columns,
    rows_of_tables,
    wide_columns,
)
from portal.pages.search_links import FACET_LABELS
from search.asking import ask_of, parameters_of
from search.engines.base import Facet
from search.query.values import label_of
from search.searching import Ask

MOST_VALUES = 400
LONGEST_VALUE = 60
# Sent by the form: for which shape of table its boxes stood ticked.
TICKED = "ticked"
# What of the search's parameters chooses reports and their order.
SEARCH_PARAMETERS = frozenset({"q", *(facet.value for facet in Facet), "exact", "order"})


@dataclass(frozen=True)
class Dataset:
    """Which reports, as the search's parameters; which columns; wide or long.

    ``places`` and ``heads`` choose cells by row and by column of the forms; nothing chosen means all.
    """

    search: tuple[tuple[str, str], ...] = ()
    shape: Shape = Shape.WIDE
    about: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    statuses: bool = False
    # CSV with a byte-order mark, by which Excel knows UTF-8.
    mark: bool = True
    notices: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        return chosen_cells(self.places, self.heads) or tuple(all_cells())

    @cached_property
    def columns(self) -> tuple[DataColumn, ...]:
        if self.shape is Shape.LONG:
            return long_columns(self.about)
        return wide_columns(self.about, self.cells, statuses=self.statuses)

    @property
    def ask(self) -> Ask:
        return ask_of(QueryDict(urlencode(self.search)))[0]

    @property
    def search_parameters(self) -> str:
        """The same reports on the search page."""
        return urlencode(self.search, safe=",")

    @property
    def parameters(self) -> str:
        """Equal for equal datasets; what is as usual is left out."""
        columns = [("about", self.about), ("cells", self.places), ("heads", self.heads)]
        others = [
            *([("table", self.shape.value)] if self.shape is not Shape.WIDE else []),
            *((name, ",".join(chosen)) for name, chosen in columns if chosen),
            *([("statuses", "1")] if self.statuses and self.shape is Shape.WIDE else []),
            *([] if self.mark else [("bom", "0")]),
        ]
        return urlencode([*self.search, *others], safe=",")

    @property
    def words(self) -> str:
        """The query as a person reads it."""
        chosen = [
            _("{facet}：{values}").format(
                facet=FACET_LABELS[facet], values="、".join(sorted(label_of(facet, value) for value in values))
            )
            for facet, values in self.ask.chosen.items()
        ]
        query = self.ask.query.strip()
        return "；".join([*([_("检索“{query}”").format(query=query)] if query else []), *chosen]) or _("全部年报")


def dataset_of(parameters: QueryDict) -> Dataset:
    """What makes no sense is left out, and told in the notices."""
    notices = list(ask_of(parameters)[1])
    dataset = Dataset(
        search=_search(parameters),
        shape=_shape(parameters.get("table", ""), notices),
        about=_about(parameters, notices),
        places=_outermost(_known(parameters, "cells", _places(), notices)),
        heads=_known(parameters, "heads", _heads(), notices),
        statuses=parameters.get("statuses", "") == "1",
        mark=parameters.get("bom", "") != "0",
        notices=tuple(notices),
    )
    if not chosen_cells(dataset.places, dataset.heads):
        notices.append(_("所选的行没有所选的列，已改为全部数据项。"))
        return Dataset(dataset.search, dataset.shape, dataset.about, mark=dataset.mark, notices=tuple(notices))
    return dataset


def dataset_from(parameters: str) -> Dataset:
    return dataset_of(QueryDict(parameters))


def _search(parameters: QueryDict) -> tuple[tuple[str, str], ...]:
    """Without what only chooses a page of the results."""
    told = parameters_of(ask_of(parameters)[0])
    return tuple((name, value) for name, value in told.items() if name in SEARCH_PARAMETERS)


def _shape(text: str, notices: list[str]) -> Shape:
    if text and text not in set(Shape):
        notices.append(_("没有“{table}”这种表，已按宽表处理。").format(table=text[:LONGEST_VALUE]))
        return Shape.WIDE
    return Shape(text or Shape.WIDE)


def _about(parameters: QueryDict, notices: list[str]) -> tuple[str, ...]:
    """Nothing where the boxes were sent as they stood, ticked for a table of that shape."""
    chosen = _known(parameters, "about", [column.name for column in REPORT_COLUMNS], notices)
    ticked = parameters.get(TICKED, "")
    usual = report_columns((), Shape(ticked)) if ticked in set(Shape) else ()
    return () if {"report", *chosen} == {column.name for column in usual} else chosen


def _known(parameters: QueryDict, name: str, known: Sequence[str], notices: list[str]) -> tuple[str, ...]:
    """In the order of what there is; given one by one, or with commas between."""
    typed = [piece.strip() for text in parameters.getlist(name) for piece in text.split(",")][:MOST_VALUES]
    given = {piece for piece in typed if piece}
    unknown = sorted(given - set(known))
    if unknown:
        shown = "、".join(value[:LONGEST_VALUE] for value in unknown[:3])
        notices.append(_("不认识“{values}”，没有采用。").format(values=shown))
    return tuple(value for value in known if value in given)


def _places() -> list[str]:
    """Tables, groups of rows, rows and cells, the outer before the inner."""
    return list(
        dict.fromkeys(place for code, spec in all_cells().items() for place in (spec.table.code, *_paths(code)))
    )


def _outermost(places: tuple[str, ...]) -> tuple[str, ...]:
    """Without what is part of another place that was chosen too."""
    chosen = set(places)
    inside = {code for code, spec in all_cells().items() if spec.table.code in chosen}
    return tuple(
        place
        for place in places
        if chosen.isdisjoint(list(_paths(place))[:-1])
        and not any(code == place or code.startswith(f"{place}.") for code in inside if place not in rows_of_tables())
    )


def _paths(code: str) -> Iterable[str]:
    parts = code.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _heads() -> list[str]:
    return list(dict.fromkeys(spec.column.code for spec in all_cells().values()))
