"""Two to four reports, agencies, divisions or years side by side: ``?a=report:12&b=agency:3@2023&c=division:3208``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.pages.compare_cells import rate_lines, sheets
from portal.pages.compare_find import LONGEST, Match, matches
from portal.pages.compare_items import Item, Unknown, item_of
from portal.pages.compare_prose import prose_diff

LETTERS = ("a", "b", "c", "d")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One of what is compared, with the addresses of the same page without it or in another year."""

    item: Item
    without: str
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    name: str
    years: tuple[Link, ...]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    details = request.GET.get("details", "") == "1"
    items, problems = _items(request, details=details)
    keys = [item.key for item in items]
    typed = request.GET.get("find", "").strip()[:LONGEST]
    context: dict[str, Any] = {
        "columns": [_column(item, keys, details=details) for item in items],
        "problems": problems,
        "address": address_of(keys, details=details),
        "kept": dict(zip(LETTERS, keys, strict=False)),
        "details": details,
        "is_full": len(items) == len(LETTERS),
        "find": typed,
        "offers": [_offer(match, keys, details=details) for match in matches(typed)],
    }
    return render(request, "compare/page.html", context | _compared(items, keys, details=details))


def _compared(items: Sequence[Item], keys: Sequence[str], *, details: bool) -> dict[str, Any]:
    if len(items) < LEAST:
        return {}
    return {
        "sheets": sheets(items, details=details),
        "rates": rate_lines(items),
        "prose": prose_diff(items),
        "otherwise": address_of(keys, details=not details),
        "forms": _forms(items),
        "has_sums": any(item.revision is None for item in items),
    }


def _items(request: HttpRequest, *, details: bool) -> tuple[list[Item], list[str]]:
    """What can be compared, and a sentence for everything that cannot."""
    found: dict[str, Item] = {}
    problems = []
    for typed in (request.GET.get(letter, "") for letter in LETTERS):
        try:
            item = item_of(typed, details=details) if typed.strip() else None
        except Unknown as unknown:
            problems.append(str(unknown))
            continue
        if item and item.key in found:
            problems.append(_("{name} {year} 年度选了两次，只列一次。").format(name=item.name, year=item.year))
        elif item:
            found[item.key] = item
    return list(found.values()), problems


def address_of(keys: Sequence[str], *, details: bool = False) -> str:
    told = dict(zip(LETTERS, keys, strict=False)) | ({"details": "1"} if details else {})
    query = urlencode(told, safe=":@")
    return f"{reverse('compare')}?{query}" if query else reverse("compare")


def _column(item: Item, keys: Sequence[str], *, details: bool) -> Column:
    others = [key for key in keys if key != item.key]
    years = tuple(
        Link(str(year), address_of(_replaced(keys, item.key, item.in_year(year)), details=details), year == item.year)
        for year in item.years
    )
    return Column(item, address_of(others, details=details), years if len(years) > 1 else ())


def _replaced(keys: Sequence[str], old: str, new: str) -> list[str]:
    return [new if key == old else key for key in keys]


def _offer(match: Match, keys: Sequence[str], *, details: bool) -> Offer:
    """The years that are not compared yet."""
    wanted = ((year, f"{match.key}@{year}") for year in match.years)
    links = (Link(str(year), address_of([*keys, key], details=details)) for year, key in wanted if key not in keys)
    return Offer(match.name, tuple(links))


def _forms(items: Sequence[Item]) -> list[str]:
    """What is told where not all follow one form."""
    codes = {item.form.code if item.form else "" for item in items}
    return list(_told_forms(items)) if len(codes) > 1 else []


def _told_forms(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        form = item.form.title if item.form else _("没有统一的表格")
        yield _("{name} {year} 年度：{form}").format(name=item.name, year=item.year, form=form)
