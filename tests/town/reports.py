"""The reports of the town, each as a printed file and as a reading of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from archive.forms import NEWEST
from archive.forms.schema import Form, Section
from tests.layouts.forms import Printer, Wording
from tests.layouts.grids import Grid
from tests.layouts.measure import LAYOUTS
from tests.layouts.printing import Print
from tests.layouts.reports import NUMERALS
from tests.layouts.reports import Report as Printed
from tests.town.bodies import BODIES, Body
from tests.town.numbers import Told, story
from tests.town.prose import sections

# Suffix → layout, taken in turn.
FILES = {"txt": "tabs-spans", "html": "html", "docx": "docx"}
_PRINT = Print(blank="/")


@dataclass(frozen=True)
class TownReport:
    body: Body
    told: Told

    @property
    def year(self) -> int:
        return self.told.year

    @property
    def agency(self) -> str:
        return self.body.name_in(self.year)

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    @property
    def form(self) -> Form | None:
        return self.told.filling.form if self.told.filling else None

    @property
    def published_on(self) -> date:
        """In January, or in April when even a government's date is past."""
        rng = Random(f"date {self.body.name} {self.year}")
        return date(self.year + 1, 4 if self.year in self.body.late else 1, rng.randint(8, 28))

    @property
    def suffix(self) -> str:
        return tuple(FILES)[(BODIES.index(self.body) + self.year) % len(FILES)]

    @property
    def file_name(self) -> str:
        return f"{self.year}-{self.agency}.{self.suffix}"

    def headed(self) -> Iterator[tuple[Section, str, list[str]]]:
        """Each section with its heading as printed, and its paragraphs."""
        paragraphs = sections(self.body, self.told)
        for section in (self.form or NEWEST).sections:
            texts = paragraphs.get(section.number, [])
            if texts or self.form:
                yield section, f"{NUMERALS[section.number - 1]}、{section.heading}", texts

    def printed(self) -> Printed:
        day = self.published_on
        parts: list[str | Grid] = [f"发布日期：{day.isoformat()}"]
        headings = set()
        for section, heading, texts in self.headed():
            headings.add(heading)
            parts += [heading, *texts, *self._tables(section.number)]
        signed = f"{day.year}年{day.month}月{day.day - 3}日"
        return Printed(self.title, (*parts, self.agency, signed), frozenset(headings))

    def _tables(self, section: int) -> list[Grid]:
        return Printer(self.told.filling, Wording(), _PRINT).tables(section) if self.told.filling else []

    def data(self) -> bytes:
        return LAYOUTS[FILES[self.suffix]].write(self.printed(), Random(0))


def reports(bodies: Iterable[Body] = BODIES) -> Iterator[TownReport]:
    """Body by body, year by year."""
    for body in bodies:
        for told in story(body):
            if told.year in body.years:
                yield TownReport(body, told)
