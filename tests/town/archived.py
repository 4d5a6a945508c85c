"""The made-up town in a test's database, as if its files had been taken in and published."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User

from archive.agencies_work import succeed
from archive.cells import Cell
from archive.checking import check
from archive.divisions import COUNTRY, Certainty, DivisionMatch, townships_under
from archive.intaking import store_reading
from archive.kinds import kind_of
from archive.models import Agency, Report
from archive.publishing import publish
from archive.reading import Reading, SectionReading
from archive.storage import keep
from ingest.tokens import write_tokens
from tests.archive.filled_forms import cell
from tests.archive.readings import certain
from tests.layouts.numbers import Filling
from tests.town.bodies import BODIES, SUCCESSIONS, named
from tests.town.reports import TownReport, reports


def fill(*words: str, tokens: bool = False) -> list[Report]:
    """All reports, or those of bodies whose names contain one of the words; published, the newest last.

    ``tokens``: as the search index needs them.
    """
    found = [_published(one, tokens=tokens) for one in reports(named(words) if words else BODIES)]
    _register(SUCCESSIONS)
    return found


def agency(name: str) -> Agency:
    return Agency.objects.get(name=name)


def _published(one: TownReport, *, tokens: bool) -> Report:
    source, _ = keep(one.title.encode(), name=one.file_name, format="text")
    report, revision, _ = store_reading(
        reading_of(one), source=source, by="parser", author=None, parser_version="1", reason="试"
    )
    if tokens:
        write_tokens(report.pk)
    publish(report, revision, actor=None, reason="试")
    return Report.objects.get(pk=report.pk)


def reading_of(one: TownReport) -> Reading:
    cells = _cells(one.told.filling)
    form = one.form.code if one.form else ""
    return Reading(
        title=one.title,
        agency=one.agency,
        printed_agency=one.agency,
        year=one.year,
        form=form,
        kind=kind_of(one.agency),
        division=_division(one),
        published_on=one.published_on,
        sections=tuple(
            SectionReading(section.number, heading, "\n".join(texts)) for section, heading, texts in one.headed()
        ),
        cells=cells,
        findings=tuple(check(form, cells, (), one.year)),
    )


def _cells(filling: Filling | None) -> dict[str, Cell]:
    return {code: cell(value) for code, value in filling.values.items()} if filling else {}


def _division(one: TownReport) -> DivisionMatch:
    code = one.body.division
    if code == COUNTRY:
        return DivisionMatch(Certainty.CERTAIN, COUNTRY)
    match = certain(code)
    here = (
        next((place for place in townships_under(code) if place.stem in one.agency), None) if len(code) == 6 else None
    )
    return DivisionMatch(match.status, match.code, match.names, here, (), match.cue)


def _register(successions: Iterable[tuple[str, str, int]]) -> None:
    """Those of which both bodies are there."""
    for before, after, year in successions:
        bodies = {one.name: one for one in Agency.objects.filter(name__in=(before, after))}
        if len(bodies) == 2:
            actor, _ = User.objects.get_or_create(username="town")
            succeed(bodies[before], bodies[after], year=year, actor=actor, note="机构改革")
