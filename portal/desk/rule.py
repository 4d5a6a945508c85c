"""The rule by which reports are published without a person looking, set by an administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from archive.models import PublishingRule
from archive.ruling import CHOICES, rule_now, set_rule
from archive.selectors import audit_log
from archive.undoing import can_be_undone
from portal.desk.gate import DeskRequest, desk
from portal.roles import Role

EVENTS_SHOWN = 10


@desk(Role.ADMINISTRATOR, "GET", "POST")
def rule(request: DeskRequest) -> HttpResponse:
    if request.method == "POST":
        changed = set_rule(actor=request.user, **{name: name in request.POST for name in CHOICES})
        messages.success(request, _("规则已更改。") if changed else _("规则没有变。"))
        return redirect("desk:rule")
    now = rule_now()
    labels = {field.name: field.verbose_name for field in PublishingRule._meta.fields}
    choices = [(name, labels[name], getattr(now, name)) for name in CHOICES]
    events = audit_log(object_type="publishingrule")[:EVENTS_SHOWN]
    context = {"choices": choices, "events": [(event, can_be_undone(event)) for event in events]}
    return render(request, "desk/rule.html", context)
