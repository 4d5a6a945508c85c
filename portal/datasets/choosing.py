"""What the page lets a reader choose: values of facets, rows and columns of the forms, what is known of a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from archive.forms import FORMS, NEWEST, all_cells
from portal.datasets.asking import Dataset
from portal.datasets.columns import REPORT_COLUMNS, RowChoice, report_columns, rows_of_tables
from portal.pages.search_links import FACET_LABELS
from search.engines.base import Facet
from search.searching import Ask, Results, Value

# Values that stand open beside those that are chosen; the others are folded.
OPEN_VALUES = 12


@dataclass(frozen=True, slots=True)
class Option:
    """``reports`` is told where it narrows the reports; ``note`` is what else to know."""

    value: str
    label: str
    chosen: bool
    reports: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """Boxes to tick under one name."""

    name: str
    label: str
    options: tuple[Option, ...]
    folded: tuple[Option, ...] = ()

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in (*self.options, *self.folded))


@dataclass(frozen=True, slots=True)
class TableChoice:
    """One table of the forms: as a whole, or rows of it under their groups."""

    whole: Option
    groups: tuple[tuple[str, tuple[Option, ...]], ...]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for _, options in self.groups for option in options)


def facet_fields(ask: Ask, results: Results) -> list[Field]:
    fields = (_facet_field(ask, facet, values) for facet, values in results.facets.items())
    return [field for field in fields if field.options or field.folded]


def _facet_field(ask: Ask, facet: Facet, values: Sequence[Value]) -> Field:
    """What is chosen is never folded away, and what has no report is not shown."""
    shown = [value for value in values if value.chosen or (value.reports and _is_shown(ask, facet, value.value))]
    options = [Option(value.value, value.label, value.chosen, value.reports) for value in shown]
    first = options[:OPEN_VALUES]
    opened = tuple(option for option in options if option in first or option.chosen)
    folded = tuple(option for option in options if option not in opened)
    return Field(facet.value, str(FACET_LABELS[facet]), opened, folded)


def _is_shown(ask: Ask, facet: Facet, value: str) -> bool:
    """Of outcomes the categories; of divisions the parts of the one that was chosen alone."""
    if facet is Facet.OUTCOME:
        return "." not in value
    return facet is not Facet.DISTRICT or value.startswith(ask.within)


def about_field(dataset: Dataset) -> Field:
    now = {column.name for column in report_columns(dataset.about, dataset.shape)}
    options = tuple(
        Option(column.name, str(column.label), column.name in now, note=column.name)
        for column in REPORT_COLUMNS
        if column.name != REPORT_COLUMNS[0].name
    )
    return Field("about", _("关于年报的列"), options)


def head_field(dataset: Dataset) -> Field:
    """Columns of the forms, those of all tables with one code together."""
    labels: dict[str, dict[str, None]] = {}
    for spec in all_cells().values():
        labels.setdefault(spec.column.code, {})[spec.column.label] = None
    options = tuple(Option(code, " / ".join(names), code in dataset.heads) for code, names in labels.items())
    return Field("heads", _("表中的列"), options)


def table_choices(dataset: Dataset) -> list[TableChoice]:
    chosen = set(dataset.places)
    rows_chosen = chosen - rows_of_tables().keys()
    return [
        TableChoice(Option(code, table.label, code in chosen), tuple(_groups(rows, rows_chosen)))
        for code, (table, rows) in rows_of_tables().items()
    ]


def _groups(rows: Iterable[RowChoice], chosen: Collection[str]) -> Iterator[tuple[str, tuple[Option, ...]]]:
    """Rows under the innermost heading that is printed beside them."""
    for heading, grouped in groupby(rows, key=lambda choice: choice.row.groups[-1] if choice.row.groups else ""):
        yield heading, tuple(_row_option(choice, chosen) for choice in grouped)


def _row_option(choice: RowChoice, chosen: Collection[str]) -> Option:
    forms = [FORMS[code].title for code in choice.forms]
    note = "" if NEWEST.code in choice.forms else _("只有{forms}有").format(forms="、".join(forms))
    return Option(
        choice.row.code, choice.row.ordinal + choice.row.label, _is_chosen(choice.row.code, chosen), note=note
    )


def _is_chosen(code: str, chosen: Collection[str]) -> bool:
    """Itself, or a group of rows that it is part of."""
    parts = code.split(".")
    return any(".".join(parts[:end]) in chosen for end in range(1, len(parts) + 1))
