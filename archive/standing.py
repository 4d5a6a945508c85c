"""How a report or an agency stands: held while it is changed, shown in all places after it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from archive.counting import project
from archive.doubting import refresh_doubt_around
from archive.impossible import Impossible
from archive.models import Agency, Report
from archive.signals import announce

State = dict[str, Any]


def held(report: Report) -> Report:
    """The report as it is now, held until the change is done."""
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("agency", "published", "latest").get(pk=report.pk)


def held_agency(agency: Agency) -> Agency:
    """The agency as it is now, held until the change is done; one that was merged is no longer changed."""
    now = Agency.objects.select_for_update().get(pk=agency.pk)
    if now.merged_into_id is not None:
        raise Impossible("merged", _("这个机关已并入另一个机关。"))
    return now


def state_of(report: Report) -> State:
    """What of a report changes with publishing, as events keep it."""
    return {
        "published": report.published_id,
        "published_at": _moment(report.published_at),
        "withdrawn_at": _moment(report.withdrawn_at),
        "needs_review": report.needs_review,
        "latest": report.latest_id,
        "folded_into": report.folded_into_id,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def set_state(report: Report, state: State) -> None:
    report.published_id = state["published"]
    report.published_at = _read(state["published_at"])
    report.withdrawn_at = _read(state["withdrawn_at"])
    report.needs_review = state["needs_review"]
    report.latest_id = state["latest"]
    report.folded_into_id = state["folded_into"]


def _read(moment: str | None) -> datetime | None:
    return parse_datetime(moment) if moment else None


def save_state(report: Report) -> None:
    report.save()
    show(report)
    announce(report.pk)


def show(report: Report) -> None:
    """Its numbers, and its place in the queue and that of those who look back on it."""
    project(report)
    refresh_doubt_around(report)


def show_all(reports: Iterable[Report]) -> None:
    """After a change of their agency."""
    for report in reports:
        show(report)
        if report.published_id is not None:
            announce(report.pk)
