"""One case: a form filled, worded and printed in one layout, all from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from unicodedata import east_asian_width

from archive.forms import FORMS
from tests.layouts.forms import Printer, Wording, any_wording
from tests.layouts.numbers import Filling, err, fill, layouts_of, leave_blank
from tests.layouts.printing import PLAIN, Print, any_print
from tests.layouts.reports import HEADINGS, QUIET, Report, any_noise, compose


@dataclass(frozen=True)
class Case:
    seed: int
    filling: Filling
    wording: Wording
    style: Print
    report: Report

    @property
    def loses_blanks(self) -> bool:
        """Whether blanks leave no mark, so that a layout without places loses them."""
        return self.filling.has_blanks and self.style.is_empty

    @property
    def widest(self) -> int:
        """The widest printed number, in digits of half width."""
        numbers = (piece.text for grid in self.report.grids() for line in grid for piece in line if piece.number)
        return max(sum(1 + (east_asian_width(character) in "FW") for character in text) for text in numbers)

    @property
    def is_bare(self) -> bool:
        """Whether hardly a row is full, so that a row alone does not show where its columns are."""
        blank = sum(value is None for value in self.filling.values.values())
        return self.style.is_empty and blank > 0.7 * len(self.filling.values)


def make_case(seed: int, *, plain: bool = False) -> Case:
    """A report as the form prints it, every number and label as usual if ``plain``."""
    rng = Random(seed)
    form = rng.choice([layout for form in FORMS.values() for layout in layouts_of(form)])
    filling = fill(form, rng)
    if not plain:
        filling = leave_blank(filling, rng, rng.choice((0, 0, 0.1, 0.5, 1)))
        filling = err(filling, rng) if rng.random() < 0.3 else filling
    wording = Wording() if plain else any_wording(form, rng)
    style = PLAIN if plain else any_print(rng)
    heading = HEADINGS[0] if plain else rng.choice(HEADINGS)
    noise = QUIET if plain else any_noise(rng)
    year = form.first_year + rng.randint(0, 1)
    report = compose(Printer(filling, wording, style), wording, year, rng, heading, noise)
    return Case(seed, filling, wording, style, report)
