"""The source beside the tables: the page or the text, with the place where a number was read marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.locators import Locator
from archive.models import Source
from archive.selectors import Judged
from archive.storage import DamagedSource
from ingest.refusals import Refusal
from portal.desk.pages import page_sizes
from portal.desk.review_sheet import ReviewSheet
from portal.desk.source_text import ShownSource, document_of, shown_source

# Around a box, so that the number is not touched by its frame (in points).
MARGIN = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ShownPage:
    number: int
    count: int
    width: float
    height: float
    box: Box | None

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.count else 0


@dataclass(frozen=True, slots=True)
class SourcePanel:
    """``caption`` says what is marked; ``problem`` why nothing can be shown."""

    source: Source
    caption: str = ""
    problem: str = ""
    page: ShownPage | None = None
    text: ShownSource | None = None
    # What was asked for stands nowhere in the source, as far as is known.
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody clicked on."""

    caption: str = ""
    locator: Locator | None = None
    page: int = 0


def wanted_of(query: Mapping[str, str], sheet: ReviewSheet) -> Wanted:
    """``?cell=code``, ``?finding=name&quote=n`` or ``?page=n``."""
    if code := query.get("cell"):
        return _wanted_cell(code, sheet)
    if name := query.get("finding"):
        found = next((one.judged for one in sheet.findings if one.name == name), None)
        return _wanted_quote(found, _number(query.get("quote", "1"))) if found else Wanted()
    return Wanted(page=_number(query.get("page", "")))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _wanted_cell(code: str, sheet: ReviewSheet) -> Wanted:
    figure = next((one for table in sheet.tables for one in table.figures if one.code == code), None)
    if figure is None:
        return Wanted()
    return Wanted(figure.name, figure.cell.locator if figure.cell else None)


def _wanted_quote(judged: Judged, number: int) -> Wanted:
    quotes = judged.finding.quotes
    quote = quotes[number - 1] if 1 <= number <= len(quotes) else None
    return Wanted(quote.text, quote.locator) if quote else Wanted()


def panel_of(source: Source, wanted: Wanted) -> SourcePanel:
    try:
        return _pages(source, wanted) if source.format == "pdf" else _text(source, wanted)
    except Refusal as refusal:
        return SourcePanel(source, problem=refusal.message)
    except DamagedSource:
        return SourcePanel(source, problem=_("保存的原件缺失或已损坏，请告诉管理员。"))


def _pages(source: Source, wanted: Wanted) -> SourcePanel:
    sizes = page_sizes(source)
    locator = wanted.locator
    number = min(max((locator and locator.page) or wanted.page, 1), len(sizes))
    width, height = sizes[number - 1]
    box = _box(locator.box) if locator and locator.box and locator.page == number else None
    page = ShownPage(number, len(sizes), width, height, box)
    return SourcePanel(source, wanted.caption, page=page, is_lost=bool(wanted.caption) and box is None)


def _box(edges: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = edges
    return Box(
        round(left - MARGIN, 1),
        round(top - MARGIN, 1),
        round(right - left + 2 * MARGIN, 1),
        round(bottom - top + 2 * MARGIN, 1),
    )


def _text(source: Source, wanted: Wanted) -> SourcePanel:
    shown = shown_source(document_of(source), wanted.locator)
    return SourcePanel(source, wanted.caption, text=shown, is_lost=bool(wanted.caption) and not shown.found)
