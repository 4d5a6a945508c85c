"""What each outcome of a request means, with its article, and how often it stands in what is published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from archive.cells import Number
from archive.counting import outcome_cells, sums
from archive.forms import NEWEST, all_cells, explained
from archive.forms.articles import article_words
from archive.forms.rows import CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, REMEDY_ROWS, RESULTS, TOTAL
from archive.forms.schema import Row
from portal.form_tables import shown
from search.query.measures import outcome_labels


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of the form in plain words; ``address`` leads to the reports that have such requests."""

    name: str
    says: str
    article: str = ""
    requests: Number | None = None
    address: str = ""

    @property
    def count(self) -> str:
        """Empty where there were none."""
        return shown(self.requests) if self.requests else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``code`` is the category's; ``rows`` are those below it, if it has several."""

    code: str
    number: int
    whole: Meaning
    rows: tuple[Meaning, ...]


def outcomes() -> list[Outcome]:
    counted = _counted()
    return [_outcome(code, number, counted) for number, code in enumerate(outcome_labels(), start=1)]


def _outcome(code: str, number: int, counted: dict[str, Number | None]) -> Outcome:
    rows = [row for row in NEWEST.rows.values() if row.outcome == code]
    cells = outcome_cells(TOTAL.code)[code]
    requests = sum(counted[cell] or 0 for cell in cells)
    article = _article(rows[0]) if len(rows) == 1 else ""
    whole = Meaning(outcome_labels()[code], explained.OUTCOMES[code], article, requests, _search(code))
    below = tuple(_meaning(row, counted) for row in rows) if len(rows) > 1 else ()
    return Outcome(code, number, whole, below)


def _meaning(row: Row, counted: dict[str, Number | None]) -> Meaning:
    value = row.code.partition(".")[2]
    requests = counted[f"{row.code}.{TOTAL.code}"]
    return Meaning(row.label, explained.ROWS[row.code], _article(row), requests, _search(value))


def _article(row: Row) -> str:
    return article_words(row.article)


def _search(outcome: str) -> str:
    return f"{reverse('search_page')}?" + urlencode({"outcome": outcome})


def _counted() -> dict[str, Number | None]:
    """Over everything that is published."""
    totals = [code for code, spec in all_cells().items() if spec.row.outcome and spec.column.code == TOTAL.code]
    (row,) = sums(by=(), cells=totals)
    return dict(row.sums)


def flows() -> Iterator[Meaning]:
    for row in (RECEIVED, CARRIED_IN, CLOSED, CARRIED_OUT):
        yield Meaning(" · ".join((*row.groups, row.label)), explained.ROWS[row.code])


def remedies() -> tuple[list[str], str, list[Meaning]]:
    """The kinds of cases, their article, and the results that each can have."""
    results = [Meaning(column.label, explained.RESULTS[column.code]) for column in RESULTS]
    return [row.label for row in REMEDY_ROWS], _article(REMEDY_ROWS[0]), results
