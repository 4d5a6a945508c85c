"""Help: how to search, what the numbers mean, how they are read, whose they are, who may use the pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.forms import FORMS, NEWEST
from archive.selectors import published
from portal.pages.help_accuracy import measured
from portal.pages.help_outcomes import flows, outcomes, remedies
from portal.pages.help_searching import lessons
from search.query.values import FINDING_NAMES

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the help; ``name`` is that of its address."""

    name: str
    title: Words
    says: Words

    @property
    def address(self) -> str:
        return reverse(self.name)


LEAVES = (
    Leaf("help_search", _("怎样检索"), _("词句、条件和数字，每个例子都能点开试。")),
    Leaf("help_outcomes", _("办理结果是什么意思"), _("表里每一行说的是什么，依据条例哪一条。")),
    Leaf("help_accuracy", _("数字是怎样读出来的"), _("怎样读，怎样核对，准到什么程度，还会错在哪里。")),
    Leaf("help_sources", _("来源与权利"), _("年报从哪里来，谁都可以怎样用。")),
    Leaf("accessibility", _("无障碍声明"), _("怎样让每个人都能用，哪些地方还不行。")),
    Leaf("help_about", _("这是什么地方"), _("公开年报是做什么的，不是做什么的，由谁运行。")),
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "help/index.html", {"leaves": LEAVES})


def _leaf(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    place = next(place for place, leaf in enumerate(LEAVES) if leaf.name == name)
    following = LEAVES[place + 1] if place + 1 < len(LEAVES) else None
    return render(request, f"help/{name}.html", {"leaf": LEAVES[place], "following": following, **context})


@require_safe
def searching(request: HttpRequest) -> HttpResponse:
    return _leaf(request, "help_search", lessons=lessons())


@require_safe
def meanings(request: HttpRequest) -> HttpResponse:
    return _leaf(request, "help_outcomes", outcomes=outcomes(), flows=flows(), remedies=remedies(), form=NEWEST)


@require_safe
def accuracy(request: HttpRequest) -> HttpResponse:
    findings = [(f"{reverse('search_page')}?finding={code}", names[0]) for code, names in FINDING_NAMES.items()]
    context = {"groups": measured(), "findings": findings, "cells": len(NEWEST.cells), "sums": len(NEWEST.sums)}
    return _leaf(request, "help_accuracy", form=NEWEST, **context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    forms = sorted(FORMS.values(), key=lambda form: form.first_year)
    return _leaf(request, "help_sources", forms=forms, notice=_notice())


@cache
def _notice() -> str:
    return (settings.BASE_DIR / "NOTICE.md").read_text(encoding="utf-8")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _leaf(request, "accessibility")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _leaf(request, "help_about", operator=settings.OPERATOR, total=published().count())
