"""Reports as the rows of a table, some hundreds at a time: however many there are, memory stays the same.

Numbers and states come from the counted rows, so that files, charts and facets agree; what is printed in the
source and where comes from the published revision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat
from typing import Any

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Cast
from msgspec import Raw, Struct
from msgspec.json import Decoder

from archive.counting import ABSENT, BLANK, READ, SCALE, UNCERTAIN, columns
from archive.forms import all_cells
from archive.kinds import KIND_LABELS, Kind
from archive.models import Counts, Section
from archive.privacy import mask, may_be_shown
from portal.addresses import report_home
from portal.datasets.columns import DataColumn, Status

REPORTS_AT_ONCE = 250
# In the files, where a line that begins with what the archive writes for it would be a formula to a spreadsheet.
ABSENT_LETTER = "a"
STATUS_OF = {READ: Status.READ.value, BLANK: Status.BLANK.value, UNCERTAIN: Status.UNCERTAIN.value}
STATUS_OF |= dict.fromkeys((ABSENT, ABSENT_LETTER), Status.ABSENT.value)

# Where the columns of a report come from.
_SOURCES = {
    "report": "report_id",
    "agency": "report__agency_id",
    "agency_name": "report__agency__name",
    "kind": "kind",
    "division": "report__agency__division_id",
    "division_name": "report__agency__division__full_name",
    "year": "year",
    "form": "form",
    "title": "report__published__title",
    "signed_on": "report__published__signed_on",
    "published_on": "report__published__published_on",
    "findings": "findings",
    "revision": "report__published__number",
    "source_sha256": "report__published__source_id",
    "source_format": "report__published__source__format",
    "origin": "report__published__source__origin_url",
    "withheld": "report__published__source__withheld",
    "reading": "report__published_id",
    "states": "states",
}


@dataclass(frozen=True, slots=True)
class Each:
    """A column in which every value stands ``times`` times in a row."""

    values: Sequence[Any]
    times: int

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(map(repeat, self.values, repeat(self.times)))


@dataclass(frozen=True, slots=True)
class Again:
    """A column in which the same values come ``times`` times, one after the other."""

    values: Sequence[Any]
    times: int

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(repeat(self.values, self.times))


Values = Sequence[Any] | Each | Again


@dataclass(frozen=True, slots=True)
class Batch:
    """The next rows, column by column.  ``sections`` has the texts of each row's report, if they were asked for."""

    reports: int
    rows: int
    values: tuple[Values, ...]
    sections: tuple[list[dict[str, object]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Counted:
    """Reports of one batch as the database gives them: what is known of each, and its chosen numbers."""

    known: dict[str, Sequence[Any]]
    numbers: Sequence[tuple[Any, ...]]
    cells: Sequence[str] = field(default=())

    @property
    def count(self) -> int:
        return len(self.known["report"])


def wide_batches(
    reports: Sequence[int], table: Sequence[DataColumn], *, base: str = "", texts: bool = False
) -> Iterator[Batch]:
    """A row for each published one of the reports, in their order; ``base`` goes before addresses."""
    codes = [column.name for column in table if column.cell and not column.is_status]
    for some in _portions(reports):
        counted = _counted(some, codes)
        if counted.count:
            values = _wide_values(counted, codes, table, base)
            yield Batch(counted.count, counted.count, values, _sections(counted) if texts else ())


def _portions(reports: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(reports)
    while some := list(islice(rest, REPORTS_AT_ONCE)):
        yield some


def _wide_values(counted: _Counted, codes: Sequence[str], table: Sequence[DataColumn], base: str) -> tuple[Values, ...]:
    numbers = dict(zip(codes, _columns_of(counted.numbers, len(codes)), strict=True))
    places = {code: place for place, code in enumerate(columns())}
    letters = _chosen_states(counted.known["states"], codes)

    def values(column: DataColumn) -> Sequence[Any]:
        if column.cell is None:
            return _told(letters) if column.name == "states" else _known(counted, column.name, base)
        if not column.is_status:
            return _in_unit(column, numbers[column.name])
        place = places[column.cell.code]
        return [STATUS_OF[states[place]] for states in counted.known["states"]]

    return tuple(map(values, table))


def _columns_of(rows: Sequence[tuple[Any, ...]], width: int) -> list[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _in_unit(column: DataColumn, stored: Sequence[int | None]) -> Sequence[int | float | None]:
    is_decimal = column.cell is not None and column.cell.column.decimal
    return [_amount(number) for number in stored] if is_decimal else stored


def _amount(stored: int | None) -> int | float | None:
    if stored is None:
        return None
    return stored / SCALE if stored % SCALE else stored // SCALE


def _told(states: Sequence[str]) -> list[str]:
    return [letters.replace(ABSENT, ABSENT_LETTER) for letters in states]


def _chosen_states(states: Sequence[str], codes: Sequence[str]) -> Sequence[str]:
    every = list(columns())
    if list(codes) == every:
        return states
    places = [every.index(code) for code in codes]
    return ["".join([letters[place] for place in places]) for letters in states]


# -- what is known of a report --


def _counted(reports: Sequence[int], codes: Sequence[str], *, cells: bool = False) -> _Counted:
    numbers = [columns()[code] for code in codes]
    found = Counts.objects.filter(report_id__in=reports, report__published__isnull=False).order_by()
    if cells:
        found = found.annotate(cells_text=Cast("report__published__cells", TextField()))
    asked = [*_SOURCES.values(), *(["cells_text"] if cells else []), *numbers]
    by_report = {row[0]: row for row in found.values_list(*asked)}
    rows = [by_report[report] for report in reports if report in by_report]
    width = len(asked) - len(numbers)
    known = _columns_of([row[:width] for row in rows], width)
    return _Counted(
        dict(zip(_SOURCES, known, strict=False)),
        [row[width:] for row in rows],
        known[len(_SOURCES)] if cells else (),
    )


def _known(counted: _Counted, name: str, base: str) -> Sequence[Any]:
    known = counted.known
    make: dict[str, Callable[[], Sequence[Any]]] = {
        "kind_label": lambda: [KIND_LABELS[Kind(kind)] if kind else "" for kind in known["kind"]],
        "title": lambda: list(map(_public, known["title"], known["withheld"])),
        "origin": lambda: list(map(_origin, known["origin"], known["withheld"])),
        "address": lambda: _addresses(known["report"], base),
    }
    values = make[name]() if name in make else known[name]
    # Nothing is nothing in every format: no empty texts beside empty places.
    return [None if value == "" else value for value in values]


def _addresses(reports: Sequence[int], base: str) -> list[str]:
    """Looked up once: the addresses of all reports differ by their numbers only."""
    before, after = report_home(0).split("0")
    return [f"{base}{before}{report}{after}" for report in reports]


def _public(text: str, withheld: bool) -> str:  # noqa: FBT001 - mapped over columns
    return mask(text) if withheld else text


def _origin(address: str, withheld: bool) -> str:  # noqa: FBT001 - mapped over columns
    is_harmless = may_be_shown(address, settings.PUBLIC_ORIGIN_HOSTS) and _public(address, withheld) == address
    return address if is_harmless else ""


def _sections(counted: _Counted) -> tuple[list[dict[str, object]], ...]:
    readings = counted.known["reading"]
    hidden = dict(zip(readings, counted.known["withheld"], strict=True))
    texts: dict[int, list[dict[str, object]]] = {reading: [] for reading in readings}
    rows = Section.objects.filter(revision_id__in=readings).order_by("revision_id", "position")
    for reading, number, heading, text in rows.values_list("revision_id", "number", "heading", "text"):
        held = hidden[reading]
        texts[reading].append({"number": number, "heading": _public(heading, held), "text": _public(text, held)})
    return tuple(texts[reading] for reading in readings)


# -- a row for each cell --


def long_batches(
    reports: Sequence[int], table: Sequence[DataColumn], codes: Sequence[str], *, base: str = ""
) -> Iterator[Batch]:
    """A row for each of these cells of each published one of the reports."""
    for some in _portions(reports):
        counted = _counted(some, codes, cells=True)
        if counted.count:
            values = _long_values(counted, codes, table, base)
            yield Batch(counted.count, counted.count * len(codes), values)


def _long_values(counted: _Counted, codes: Sequence[str], table: Sequence[DataColumn], base: str) -> tuple[Values, ...]:
    specs = [all_cells()[code] for code in codes]
    raw, units, locators = _printed(counted, codes)
    letters = chain.from_iterable(_chosen_states(counted.known["states"], codes))
    of_cells: dict[str, Values] = {
        "cell": Again(codes, counted.count),
        "words": Again([spec.words for spec in specs], counted.count),
        "value": _long_numbers(counted, codes),
        "status": [STATUS_OF[letter] for letter in letters],
        "unit": Again([spec.column.unit for spec in specs], counted.count),
        "raw": raw,
        "printed_unit": units,
        "locator": locators,
    }
    return tuple(
        of_cells[column.name] if column.name in of_cells else Each(_known(counted, column.name, base), len(codes))
        for column in table
    )


def _long_numbers(counted: _Counted, codes: Sequence[str]) -> Sequence[int | float | None]:
    numbers = list(chain.from_iterable(counted.numbers))
    for place, code in enumerate(codes):
        if all_cells()[code].column.decimal:
            numbers[place :: len(codes)] = map(_amount, numbers[place :: len(codes)])
    return numbers


def _printed(counted: _Counted, codes: Sequence[str]) -> tuple[list[str | None], list[str | None], list[str | None]]:
    """Of every cell the raw text, the unit and the locator."""
    raw: list[str | None] = []
    units: list[str | None] = []
    locators: list[str | None] = []
    for text, withheld in zip(counted.cells, counted.known["withheld"], strict=True):
        cells = _CELLS.decode(text)
        found = [cells.get(code, _NO_CELL) for code in codes]
        texts = [_raw(cell) for cell in found]
        raw += [text and mask(text) for text in texts] if withheld else texts
        units += [cell.unit for cell in found]
        locators += [str(cell.locator, "utf-8") or None for cell in found]
    return raw, units, locators


class _Printed(Struct):
    """What a long table takes of a cell as it is kept (archive.cell_codec)."""

    value: int | str | None = None
    raw: str | None = None
    unit: str | None = None
    locator: Raw = Raw()


_CELLS = Decoder(dict[str, _Printed])
_NO_CELL = _Printed()


def _raw(cell: _Printed) -> str | None:
    """A number's raw text is not kept where it is just its digits."""
    if cell.raw is None and cell.value is not None:
        return str(cell.value)
    return cell.raw
