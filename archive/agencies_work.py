"""What persons decide of agencies: where they are, what they are called, which are one, who followed whom."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from archive.agency_names import agency_key
from archive.auditing import changing, record
from archive.divisions import Certainty
from archive.doubting import refresh_doubt_around
from archive.identifying import LONGEST_NAME
from archive.impossible import Impossible
from archive.merging import merge
from archive.models import Agency, AgencyKey, AuditEvent, Division, Succession
from archive.pinyin import typed
from archive.places import COUNTY, TOWNSHIP, division_of, match_of
from archive.standing import held_agency, show_all
from archive.texts import fitted

RESOLVE, RENAME, SUCCEED, SET_KIND = "agency.resolve", "agency.rename", "agency.succeed", "agency.kind"


# -- division --


def resolve_division(agency: Agency, division: Division | None, *, actor: User, reason: str = "") -> Agency:
    """The agency's division, chosen by a person; None is the whole country.

    Where that makes it an agency that the archive has already, the two become one.
    """
    with changing():
        now = held_agency(agency)
        key = agency_key(now.name, match_of(division))
        other = AgencyKey.objects.filter(key=key).exclude(agency=now).select_related("agency").first()
        if other is not None:
            merge(now, other.agency, actor=actor, reason=reason or _("核定地区后与已有机关相同"))
            return other.agency
        before = _place(now)
        new_key = AgencyKey.objects.get_or_create(key=key, defaults={"agency": now})[1]
        _set_place(now, _chosen(division))
        record(
            RESOLVE,
            actor=actor,
            obj=now,
            summary=_("核定“{agency}”的地区为{division}").format(agency=now, division=division or _("全国")),
            data={"before": before, "after": _place(now), "key": key if new_key else None, "reason": reason},
        )
        return now


def _place(agency: Agency) -> dict[str, Any]:
    return {
        "division": agency.division_id,
        "township": agency.township_id,
        "status": agency.division_status,
        "decided": agency.division_decided,
    }


def _chosen(division: Division | None) -> dict[str, Any]:
    code = division.code if division else ""
    return {
        "division": code[:COUNTY] or None,
        "township": code if len(code) == TOWNSHIP else None,
        "status": Certainty.CERTAIN.value,
        "decided": True,
    }


def _set_place(agency: Agency, place: dict[str, Any]) -> None:
    agency.division = division_of(place["division"]) if place["division"] else None
    agency.township = division_of(place["township"]) if place["township"] else None
    agency.division_status, agency.division_decided = place["status"], place["decided"]
    agency.save(update_fields=["division", "township", "division_status", "division_decided"])
    show_all(agency.reports.select_related("agency", "published", "latest"))


def undo_resolve(event: AuditEvent) -> Agency:
    agency = held_agency(Agency.objects.get(pk=event.object_id))
    if _place(agency) != event.data["after"]:
        raise Impossible("changed-since", _("这个机关的地区之后又有改动，不能直接撤销。"))
    AgencyKey.objects.filter(key=event.data["key"]).delete()
    _set_place(agency, event.data["before"])
    return agency


# -- name and kind --


def rename(agency: Agency, name: str, *, actor: User, reason: str) -> Agency:
    """What the archive calls it; the names that its reports print stay."""
    with changing():
        now = held_agency(agency)
        new = fitted(name.strip(), LONGEST_NAME)
        if not new or new == now.name:
            raise Impossible("same-name", _("请写一个不同的名称。"))
        before = now.name
        _set_name(now, new)
        record(
            RENAME,
            actor=actor,
            obj=now,
            summary=_("“{before}”改称“{after}”：{reason}").format(before=before, after=new, reason=reason),
            data={"before": before, "after": new},
        )
        return now


def _set_name(agency: Agency, name: str) -> None:
    agency.name = name
    agency.pinyin, agency.initials = typed(name)
    agency.save(update_fields=["name", "pinyin", "initials"])
    show_all(agency.reports.select_related("agency", "published", "latest"))


def undo_rename(event: AuditEvent) -> Agency:
    agency = held_agency(Agency.objects.get(pk=event.object_id))
    if agency.name != event.data["after"]:
        raise Impossible("changed-since", _("这个机关的名称之后又有改动，不能直接撤销。"))
    _set_name(agency, event.data["before"])
    return agency


def set_kind(agency: Agency, kind: str, *, actor: User, reason: str) -> Agency:
    with changing():
        now = held_agency(agency)
        before = now.get_kind_display()
        data = {"before": now.kind, "after": kind}
        _set_kind(now, kind)
        words = _("“{agency}”的机关类型由{before}改为{after}：{reason}")
        summary = words.format(agency=now, before=before, after=now.get_kind_display(), reason=reason)
        record(SET_KIND, actor=actor, obj=now, summary=summary, data=data)
        return now


def _set_kind(agency: Agency, kind: str) -> None:
    agency.kind = kind
    agency.save(update_fields=["kind"])
    show_all(agency.reports.select_related("agency", "published", "latest"))


def undo_set_kind(event: AuditEvent) -> Agency:
    agency = held_agency(Agency.objects.get(pk=event.object_id))
    if agency.kind != event.data["after"]:
        raise Impossible("changed-since", _("这个机关的类型之后又有改动，不能直接撤销。"))
    _set_kind(agency, event.data["before"])
    return agency


# -- succession --


def succeed(predecessor: Agency, successor: Agency, *, year: int, actor: User, note: str = "") -> Succession:
    """From ``year`` on the successor reports; the series runs through both."""
    with changing():
        before, after = held_agency(predecessor), held_agency(successor)
        if before == after or Succession.objects.filter(predecessor=before, successor=after).exists():
            raise Impossible("same-succession", _("不能登记这个承继关系，或者已经登记过。"))
        succession = Succession.objects.create(predecessor=before, successor=after, year=year, note=fitted(note, 300))
        record(
            SUCCEED,
            actor=actor,
            obj=after,
            summary=_("登记承继：{succession} {note}").format(succession=succession, note=note),
            data={"succession": succession.pk, "predecessor": before.pk, "year": year, "note": note},
        )
        _refresh_first_year(after)
        return succession


def _refresh_first_year(agency: Agency) -> None:
    for report in agency.reports.select_related("agency", "latest"):
        refresh_doubt_around(report)


def undo_succeed(event: AuditEvent) -> Agency:
    found = Succession.objects.filter(pk=event.data["succession"]).select_related("successor").first()
    if found is None:
        raise Impossible("changed-since", _("这个承继关系已经不在了。"))
    successor = found.successor
    found.delete()
    _refresh_first_year(successor)
    return successor
