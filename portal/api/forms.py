"""The statutory forms as data: what every cell's code stands for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from archive.forms import FORMS, NEWEST
from archive.forms.schema import CellSpec, Form
from portal.api.describing import Told
from portal.api.endpoint import Reading
from portal.api.parameters import Parameter, text
from portal.api.schemas import ref
from portal.api.versions import mark

CODE = Parameter("code", _("格式代码。"), "Code of the form.", text(12), example=NEWEST.code)


class OfForms(Reading):
    @cached_property
    def stamp(self) -> str:
        """Forms come with the house, not with its reports."""
        return mark([_form(form) | {"cells": list(form.cells)} for form in FORMS.values()])


class Forms(OfForms):
    told: ClassVar = {"get": Told("listForms", "form", _("法定格式"), "Statutory forms", ref("Forms"), example="")}

    def get(self, request: Request) -> Response:
        return Response({"results": list(map(_form, FORMS.values()))})


class FormDetail(OfForms):
    told: ClassVar = {
        "get": Told(
            "getForm",
            "form",
            _("一种格式的数据项与平衡关系"),
            "One form: its cells and sums",
            ref("FormDetail"),
            path=(CODE,),
            example="",
        )
    }

    def get(self, request: Request, code: str) -> Response:
        if code not in FORMS:
            raise Http404(code)
        form = FORMS[code]
        rules = [
            {"code": rule.code, "left": list(rule.left), "right": list(rule.right), "basis": rule.basis}
            for rule in form.sums
        ]
        return Response(_form(form) | {"cells": list(map(_cell, form.cells.values())), "sums": rules})


def _form(form: Form) -> dict[str, Any]:
    return {
        "code": form.code,
        "title": form.title,
        "english": form.english,
        "basis": form.basis,
        "first_year": form.first_year,
        "last_year": form.last_year,
    }


def _cell(spec: CellSpec) -> dict[str, Any]:
    return {
        "code": spec.code,
        "table": spec.table.code,
        "row": spec.row.label,
        "column": spec.column.label,
        "words": spec.words,
        "english": f"{spec.row.english} · {spec.column.english}",
        "unit": spec.column.unit,
        "outcome": spec.row.outcome or None,
    }
