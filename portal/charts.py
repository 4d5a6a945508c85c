"""A chart as plain values.  Its picture, its table, its words and its downloads are made from these and nothing else.

A page shows one with ``{% include "chart.html" with chart=chart %}``, loads what draws it with
``{% include "chart_head.html" %}`` in its head, and offers its data with ``portal.chart_files``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from archive.cells import Number
from archive.counting import outcome_cells
from archive.forms.rows import TOTAL
from portal.form_tables import shown


class Shape(StrEnum):
    """Stacked bars, parts of a whole in hundredths, bars side by side, lines, how many agencies have how much."""

    STACKED = "stacked"
    SHARES = "shares"
    BARS = "bars"
    LINES = "lines"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True)
class Line:
    """One series: a number for each category, None where there is none.  ``hue`` names one of the house's colours.

    ``short`` is what stands in the picture where the name is long.
    """

    name: str
    values: tuple[Number | None, ...]
    hue: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """What stands before this category cannot be compared with it, because the form changed or a year is missing.

    ``label`` is the word beside the line in the picture, ``reason`` the sentence below it.
    """

    before: str
    reason: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the chart's table."""

    category: str
    link: str
    behind: int | None
    values: tuple[Number | None, ...]
    # Why it cannot be compared with the line above.
    gap: str

    @property
    def texts(self) -> list[str]:
        return [_("无") if value is None else shown(value) for value in self.values]


@dataclass(frozen=True, slots=True)
class Chart:
    """``name`` is unique on its page and names the files; ``address`` is the query that made it."""

    name: str
    title: str
    shape: Shape
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str
    source: str
    address: str
    breaks: tuple[Break, ...] = ()
    # What a category links to.
    links: Mapping[str, str] | None = None
    # How many reports each category is made of.
    behind: tuple[int, ...] = ()
    # What a reader should know before he believes it.
    note: str = ""
    # What the categories are, as the head of their column.
    axis: str = ""
    # Where its data is downloaded (portal.chart_files); nothing where its page has none.
    data: str = ""

    @property
    def script_id(self) -> str:
        return f"chart-{self.name}-data"

    @property
    def is_empty(self) -> bool:
        return all(value is None for line in self.lines for value in line.values)

    @property
    def rows(self) -> Iterator[Row]:
        links, gaps = self.links or {}, {gap.before: gap.reason for gap in self.breaks}
        for place, category in enumerate(self.categories):
            behind = self.behind[place] if self.behind else None
            values = tuple(line.values[place] for line in self.lines)
            yield Row(category, links.get(category, ""), behind, values, gaps.get(category, ""))

    @property
    def for_script(self) -> dict[str, Any]:
        """What the browser draws from."""
        return {
            "name": self.name,
            "title": self.title,
            "shape": self.shape.value,
            "unit": self.unit,
            "categories": list(self.categories),
            "behind": list(self.behind),
            "lines": [
                {"name": line.short or line.name, "hue": line.hue, "values": [_plain(value) for value in line.values]}
                for line in self.lines
            ],
            "breaks": [{"before": gap.before, "label": gap.label} for gap in self.breaks],
        }


def _plain(value: Number | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


def outcome_hue(outcome: str) -> str:
    """The same colour for an outcome category wherever it is drawn."""
    return f"outcome-{list(outcome_cells(TOTAL.code)).index(outcome) + 1}"
