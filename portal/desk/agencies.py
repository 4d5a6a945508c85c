"""Agencies at the desk: found, named, placed; two that are one joined; who followed whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.agencies_work import rename, resolve_division, set_kind, succeed
from archive.divisions import Certainty
from archive.identifying import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from archive.kinds import KIND_LABELS
from archive.merging import merge
from archive.models import Agency, Division, Succession
from archive.selectors import agencies_like, audit_log
from archive.undoing import can_be_undone
from portal.desk.choosing import Choice, agency_choice, division_choice
from portal.desk.deciding import attempted, reason_of
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role

EVENTS_SHOWN = 20
OPEN_SHOWN = 50
STATUS = {
    Certainty.CERTAIN.value: gettext_lazy("确定"),
    Certainty.INFERRED.value: gettext_lazy("推断"),
    Certainty.AMBIGUOUS.value: gettext_lazy("有几种可能"),
    Certainty.UNKNOWN.value: gettext_lazy("不详"),
}


class AgencyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("名称"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(
        label=gettext_lazy("机关类型"), choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)


class SuccessionForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("从哪一年起"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    note = forms.CharField(label=gettext_lazy("依据"), max_length=300)


@desk(Role.REVIEWER, "GET")
def agencies(request: DeskRequest) -> HttpResponse:
    typed = request.GET.get("q", "").strip()
    found = agencies_like(typed) if typed else _undecided()
    return render(request, "desk/agencies.html", {"typed": typed, "agencies": found, "status": STATUS})


def _undecided() -> Any:
    """Those whose place nobody is sure of."""
    rows = Agency.objects.filter(merged_into=None, division_decided=False).select_related("division")
    return rows.exclude(division_status=Certainty.CERTAIN.value).order_by("name")[:OPEN_SHOWN]


def _agency(agency_id: int) -> Agency:
    return get_object_or_404(Agency.objects.select_related("division", "township", "merged_into"), pk=agency_id)


@desk(Role.REVIEWER, "GET")
def agency(request: DeskRequest, agency_id: int) -> HttpResponse:
    return _page(request, _agency(agency_id))


def _page(request: DeskRequest, found: Agency, *, status: int = 200, **more: Any) -> HttpResponse:
    events = audit_log(object_type="agency", object_id=str(found.pk))[:EVENTS_SHOWN]
    context = {
        "agency": found,
        "status": STATUS.get(found.division_status, found.division_status),
        "names": found.names.order_by("first_year", "name"),
        "reports": found.reports.select_related("published", "latest").defer("latest__cells").order_by("-year"),
        "successions": Succession.objects.filter(Q(predecessor=found) | Q(successor=found)).select_related(
            "predecessor", "successor"
        ),
        "candidates": _candidates(found),
        "form": AgencyForm(initial={"name": found.name, "kind": found.kind}),
        "events": [(event, can_be_undone(event)) for event in events],
        **more,
    }
    return render(request, "desk/agency.html", context, status=status)


def _candidates(found: Agency) -> list[dict[str, str]]:
    """What its newest report leaves open of the place, each with its cue."""
    newest = found.reports.filter(latest__isnull=False).select_related("latest").order_by("-year").first()
    told = newest.latest.division.get("candidates", []) if newest and newest.latest else []
    rows = Division.objects.in_bulk([candidate["code"] for candidate in told if candidate.get("code")])
    return [
        {
            "code": code,
            "name": rows[code].full_name if code in rows else "".join(candidate.get("names", ())),
            "cue": candidate.get("cue", ""),
        }
        for candidate in told
        if (code := candidate.get("code"))
    ]


@desk(Role.REVIEWER, "POST")
def describe_agency(request: DeskRequest, agency_id: int) -> HttpResponse:
    found = _agency(agency_id)
    form = AgencyForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    said = form.cleaned_data
    if said["name"] != found.name:
        attempted(
            request, _("已改名。"), lambda: rename(found, said["name"], actor=request.user, reason=said["reason"])
        )
    if said["kind"] != found.kind:
        attempted(
            request, _("已改类型。"), lambda: set_kind(found, said["kind"], actor=request.user, reason=said["reason"])
        )
    return redirect("desk:agency", found.pk)


@desk(Role.REVIEWER, "POST")
def place_agency(request: DeskRequest, agency_id: int) -> HttpResponse:
    """A division chosen among the candidates, or by typing; or the whole country."""
    found = _agency(agency_id)
    code = request.POST.get("candidate", "")
    choice = Choice(code, code) if code else division_choice(request.POST.dict())
    if choice.is_open or not (choice.chosen or "nation" in request.POST):
        return _page(request, found, place=choice, asked_place=True, status=400)
    division = get_object_or_404(Division, pk=choice.chosen) if "nation" not in request.POST else None
    now: list[Agency] = []
    attempted(
        request,
        _("地区已核定。"),
        lambda: now.append(resolve_division(found, division, actor=request.user, reason=reason_of(request))),
    )
    return redirect("desk:agency", now[0].pk if now else found.pk)


@desk(Role.REVIEWER, "POST")
def merge_agency(request: DeskRequest, agency_id: int) -> HttpResponse:
    found = _agency(agency_id)
    choice = agency_choice(request.POST.dict(), "into")
    reason = reason_of(request)
    if not choice.chosen or not reason:
        return _page(request, found, into=choice, asked_into=True, reason=reason, status=400)
    into = _agency(int(choice.chosen))
    done = attempted(
        request,
        _("已并入“{name}”。").format(name=into.name),
        lambda: merge(found, into, actor=request.user, reason=reason),
    )
    return redirect("desk:agency", into.pk if done else found.pk)


@desk(Role.REVIEWER, "POST")
def succeed_agency(request: DeskRequest, agency_id: int) -> HttpResponse:
    """The agency took over from the one that is chosen."""
    found = _agency(agency_id)
    choice, form = agency_choice(request.POST.dict(), "predecessor"), SuccessionForm(request.POST)
    if not choice.chosen or not form.is_valid():
        return _page(request, found, predecessor=choice, succession=form, asked_predecessor=True, status=400)
    before, said = _agency(int(choice.chosen)), form.cleaned_data
    attempted(
        request,
        _("已登记承继。"),
        lambda: succeed(before, found, year=said["year"], actor=request.user, note=said["note"]),
    )
    return redirect("desk:agency", found.pk)
