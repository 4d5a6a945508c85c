"""The log of who did what: filtered on the page, and the same taken away as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from archive.models import AuditEvent
from archive.selectors import audit_log
from archive.undoing import can_be_undone
from portal.desk.audit_words import ACTIONS, OBJECTS, action_words, object_words
from portal.desk.gate import DeskRequest, desk
from portal.neutral import neutral_words
from portal.roles import Role

EVENTS_A_PAGE = 50
ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class AuditFilters:
    actor: str
    action: str
    object_type: str
    object_id: str
    words: str
    since: date | None
    until: date | None


def filters_of(request: DeskRequest) -> AuditFilters:
    get = request.GET
    return AuditFilters(
        actor=get.get("actor", "").strip(),
        action=get.get("action", ""),
        object_type=get.get("object_type", ""),
        object_id=get.get("object_id", "").strip(),
        words=get.get("words", "").strip(),
        since=_day(get.get("since", "")),
        until=_day(get.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def events_of(filters: AuditFilters) -> QuerySet[AuditEvent]:
    rows = audit_log(
        action=filters.action,
        actor=filters.actor,
        object_type=filters.object_type,
        object_id=filters.object_id,
        words=filters.words,
    )
    if filters.since:
        rows = rows.filter(at__gte=_midnight(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@desk(Role.REVIEWER, "GET")
def audit(request: DeskRequest) -> HttpResponse:
    filters = filters_of(request)
    rows = events_of(filters)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 16:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: EVENTS_A_PAGE + 1])
    events = found[:EVENTS_A_PAGE]
    context = {
        "events": [(event, action_words(event.action), object_words(event), can_be_undone(event)) for event in events],
        "following": events[-1].pk if len(found) > EVENTS_A_PAGE else None,
        "filters": filters,
        "actions": [(action, action_words(action)) for action in ACTIONS],
        "objects": OBJECTS.items(),
    }
    return render(request, "desk/audit.html", context)


@desk(Role.REVIEWER, "GET")
def audit_table(request: DeskRequest) -> StreamingHttpResponse:
    """Everything that the filters of the page let through, not its first page only."""
    rows = events_of(filters_of(request)).select_related("actor")
    name = _("操作记录") + f"-{timezone.localdate():%Y%m%d}.csv"
    return StreamingHttpResponse(
        _lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename=audit.csv; filename*=UTF-8''{_quoted(name)}"},
    )


def _quoted(name: str) -> str:
    return "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in name.encode())


def _lines(rows: QuerySet[AuditEvent]) -> Iterator[str]:
    heads = ("编号", "时间", "操作人", "操作", "操作代码", "对象", "对象编号", "说明", "撤销的是", "校验")
    # Spreadsheets take a table without this mark for GBK.
    yield "\ufeff" + _line(heads)
    for event in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield _line(
            (
                str(event.pk),
                timezone.localtime(event.at).isoformat(timespec="seconds"),
                event.actor_name,
                action_words(event.action),
                event.action,
                OBJECTS.get(event.object_type, event.object_type),
                event.object_id,
                event.summary,
                str(event.undoes_id or ""),
                event.seal,
            )
        )


def _line(values: tuple[object, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow([neutral_words(str(value)) for value in values])
    return out.getvalue()
