"""Two agencies that are one body become one: reports, names and keys go over; all of it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.auditing import changing, record
from archive.drafts import draft_from
from archive.identifying import widen
from archive.impossible import Impossible
from archive.models import Agency, AgencyKey, AgencyName, AuditEvent, FindingDecision, Report, Revision
from archive.revising import add_revision
from archive.standing import State, held, held_agency, save_state, set_state, show_all, state_of

MERGE = "agency.merge"
Json = dict[str, Any]


def merge(agency: Agency, into: Agency, *, actor: User, reason: str) -> AuditEvent:
    """All that was the agency's is from now on ``into``'s.

    Where both have a report of one year, the content of the agency's becomes a revision of the other.
    """
    with changing():
        old, new = held_agency(agency), held_agency(into)
        if old == new:
            raise Impossible("same-agency", _("这是同一个机关。"))
        data = {
            "into": new.pk,
            "keys": _move_keys(old, new),
            "names": _copy_names(old, new),
            "folded": [_fold(report, twin, actor=actor) for report, twin in _twins(old, new)],
            "moved": _move_reports(old, new),
        }
        old.merged_into = new
        old.save(update_fields=["merged_into"])
        summary = _("“{old}”并入“{new}”：{reason}").format(old=old, new=new, reason=reason)
        return record(MERGE, actor=actor, obj=old, summary=summary, data=data)


def _move_keys(old: Agency, new: Agency) -> list[str]:
    keys = sorted(old.keys.values_list("key", flat=True))
    old.keys.update(agency=new)
    return keys


def _copy_names(old: Agency, new: Agency) -> Json:
    """Name → the years that the new agency had it before, None where it had not."""
    before: Json = {}
    for row in old.names.order_by("name"):
        known = new.names.filter(name=row.name).first()
        before[row.name] = [known.first_year, known.last_year] if known else None
        for year in (row.first_year, row.last_year):
            if year is not None:
                widen(new, row.name, year)
    return before


def _twins(old: Agency, new: Agency) -> list[tuple[Report, Report]]:
    theirs = {report.year: report for report in new.reports.filter(folded_into=None)}
    return [(report, theirs[report.year]) for report in _own_reports(old) if report.year in theirs]


def _own_reports(agency: Agency) -> list[Report]:
    return list(agency.reports.filter(folded_into=None).order_by("year"))


def _move_reports(old: Agency, new: Agency) -> list[int]:
    taken = set(new.reports.values_list("year", flat=True))
    moved = [report.pk for report in _own_reports(old) if report.year not in taken]
    Report.objects.filter(pk__in=moved).update(agency=new)
    show_all(_reports(moved))
    return moved


def _reports(keys: list[int]) -> list[Report]:
    return list(Report.objects.filter(pk__in=keys).select_related("agency", "published", "latest"))


# -- two reports of one year --


def _fold(report: Report, twin: Report, *, actor: User) -> Json:
    """The report rests; the public and the desk go on with its twin."""
    report, twin = held(report), held(twin)
    data = {"report": report.pk, "twin": twin.pk, "before": state_of(report), "twin_before": state_of(twin)}
    was_public, published_at = report.published is not None, report.published_at
    content = report.published or report.latest
    report.published, report.needs_review, report.folded_into = None, False, twin
    save_state(report)
    if content is not None:
        copy = _copied(content, twin, actor=actor)
        if was_public and twin.published is None:
            twin.published, twin.published_at = copy, published_at
            twin.needs_review = twin.latest_id != copy.pk
    decided = _copy_decisions(report, twin)
    save_state(twin)
    return {**data, "decided": decided, "twin_after": state_of(twin)}


def _copied(content: Revision, twin: Report, *, actor: User) -> Revision:
    draft = draft_from(content)
    known = twin.revisions.filter(fingerprint=draft.fingerprint).first()
    return known or add_revision(
        twin,
        draft,
        source=content.source,
        by=Revision.By.PERSON,
        author=actor,
        parser_version=content.parser_version,
        reason=_("两个机关合并，并入另一份同年年报的内容"),
        parent=twin.latest,
    )


def _copy_decisions(report: Report, twin: Report) -> list[str]:
    """What was decided of the same findings, unless the twin has its own decision."""
    known = set(twin.decisions.values_list("key", flat=True))
    copies = [
        FindingDecision(report=twin, key=one.key, verdict=one.verdict, note=one.note, by=one.by)
        for one in report.decisions.exclude(key__in=known)
    ]
    FindingDecision.objects.bulk_create(copies)
    return [copy.key for copy in copies]


# -- and back --


def unmerge(event: AuditEvent) -> Agency:
    """Each its own again.  What has come in since stays where it is."""
    old = Agency.objects.select_for_update().get(pk=event.object_id)
    new = Agency.objects.get(pk=event.data["into"])
    if old.merged_into_id != new.pk:
        raise Impossible("changed-since", _("这两个机关已经不是合并的状态。"))
    for fold in event.data["folded"]:
        _unfold(fold)
    old.merged_into = None
    old.save(update_fields=["merged_into"])
    AgencyKey.objects.filter(key__in=event.data["keys"], agency=new).update(agency=old)
    _restore_names(new, event.data["names"])
    Report.objects.filter(pk__in=event.data["moved"], agency=new).update(agency=old)
    show_all(_reports(event.data["moved"]))
    return old


def _unfold(fold: Mapping[str, Any]) -> None:
    twin = held(Report.objects.get(pk=fold["twin"]))
    if state_of(twin) != fold["twin_after"]:
        raise Impossible("changed-since", _("{report}之后又有改动，不能直接撤销合并。").format(report=twin))
    twin.decisions.filter(key__in=fold["decided"]).delete()
    _put_back(twin, fold["twin_before"])
    _put_back(held(Report.objects.get(pk=fold["report"])), fold["before"])


def _put_back(report: Report, state: State) -> None:
    set_state(report, state)
    save_state(report)


def _restore_names(agency: Agency, names: Mapping[str, list[int | None] | None]) -> None:
    for name, years in names.items():
        row = AgencyName.objects.filter(agency=agency, name=name)
        if years is None:
            row.delete()
        else:
            row.update(first_year=years[0], last_year=years[1])
