"""What was published of a report, when and why, and what changed from one version to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime

from archive.diffing import Change, SectionChange, TextChange, changed_cells, changed_sections
from archive.models import AuditEvent, Report, Revision
from archive.privacy import mask
from archive.publishing import events_of
from archive.selectors import cells_of
from portal.form_tables import text_with_unit
from portal.pages.report_access import of_public_report, public_revision
from portal.pages.report_facts import Facts
from portal.wrong_numbers import cell_words

# Comparing texts takes its time: of a report that was changed more often, the newest changes are shown.
MOST_COMPARED = 8
# What stayed the same is told by its beginning and its end.
LONGEST_SAME = 80


@dataclass(frozen=True, slots=True)
class ShownChange:
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    title: ShownChange | None
    cells: tuple[ShownChange, ...]
    sections: tuple[SectionChange, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.cells or self.sections)


@dataclass(frozen=True, slots=True)
class Version:
    """``changes`` are from the version published before; None for the first, and for those too long ago."""

    revision: Revision
    published_at: datetime | None
    reason: str
    is_now: bool
    changes: Changes | None


@of_public_report
def versions(request: HttpRequest, report: Report) -> HttpResponse:
    facts = Facts(report, public_revision(report))
    context = {"facts": facts, "report": report, "versions": versions_of(report)}
    return render(request, "report/versions.html", context)


def versions_of(report: Report) -> list[Version]:
    """The newest first; a revision that was published twice stands at its last time."""
    moments = _published_moments(report)
    revisions = report.revisions.filter(pk__in=moments).select_related("source").prefetch_related("sections")
    ordered = sorted(revisions, key=lambda one: (moments[one.pk] is not None, moments[one.pk], one.number))
    changes: dict[int, Changes] = {
        after.pk: _changes(before, after) for before, after in list(pairwise(ordered))[-MOST_COMPARED:]
    }
    return [
        Version(
            one,
            moments[one.pk],
            # Whoever wrote it may have named whom he asked.
            mask(one.reason),
            one.pk == report.published_id,
            changes.get(one.pk),
        )
        for one in reversed(ordered)
    ]


def _published_moments(report: Report) -> dict[int, datetime | None]:
    """Revision → when it last became public; not those that somebody took back from the public."""
    moments: dict[int, datetime | None] = {}
    for event in events_of(report).select_related("undoes").order_by("id"):
        was, now = _states(event)
        if "published" in was and "published" in now:
            if event.undoes or not now["published"]:
                moments.pop(was["published"], None)
            if now["published"]:
                moments[now["published"]] = _moment(now["published_at"])
    return moments | ({report.published_id: report.published_at} if report.published_id else {})


def _states(event: AuditEvent) -> tuple[dict[str, Any], dict[str, Any]]:
    """How the report stood before the event and after it; an undoing turns another event round."""
    data = event.undoes.data if event.undoes else event.data
    states = data.get("before"), data.get("after")
    before, after = (state if isinstance(state, dict) else {} for state in states)
    return (after, before) if event.undoes else (before, after)


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None


def _changes(before: Revision, after: Revision) -> Changes:
    """Masked if either source is held back: a difference must not tell what the text hides."""
    hidden = before.source.withheld or after.source.withheld
    cells = changed_cells(cells_of(before), cells_of(after))
    titles = [mask(one.title) if hidden else one.title for one in (before, after)]
    return Changes(
        ShownChange("", *titles) if titles[0] != titles[1] else None,
        tuple(ShownChange(cell_words(one.code), *map(text_with_unit, (one.before, one.after))) for one in cells),
        tuple(map(_shortened, changed_sections(_texts(before, hidden=hidden), _texts(after, hidden=hidden)))),
    )


def _texts(revision: Revision, *, hidden: bool) -> list[tuple[int, str, str]]:
    return [
        (one.number, *((mask(one.heading), mask(one.text)) if hidden else (one.heading, one.text)))
        for one in revision.sections.all()
    ]


def _shortened(change: SectionChange) -> SectionChange:
    return SectionChange(change.heading_before, change.heading_after, tuple(_pieces(change.pieces)))


def _pieces(pieces: Sequence[TextChange]) -> Iterator[TextChange]:
    for piece in pieces:
        is_long = piece.change is Change.SAME and len(piece.text) > LONGEST_SAME
        half = LONGEST_SAME // 2
        yield TextChange(Change.SAME, f"{piece.text[:half]}……{piece.text[-half:]}") if is_long else piece
