"""A reader tells that a number of a report is wrong.  No account, no script; the desk reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from archive.cells import Cell
from archive.checking import layout_of
from archive.forms.schema import CellSpec
from archive.models import Report, Revision
from archive.selectors import cells_of, public_text, published
from portal.addresses import report_address
from portal.form_tables import text_of
from portal.models import WrongNumber
from portal.pages.refusals import refuse, too_many
from portal.wrong_numbers import Told, TooMany, cell_words, receive

# All that the fields take, typed out as percent-encoded characters, and no files.
MOST_BYTES = 64 * 1024
URL_ENCODED = "application/x-www-form-urlencoded"


class WrongNumberForm(forms.Form):
    cell = forms.ChoiceField(label=gettext_lazy("哪一个数"), required=False)
    printed = forms.CharField(
        label=gettext_lazy("原件上写的是"),
        required=False,
        max_length=WrongNumber.longest("printed"),
        help_text=gettext_lazy("照原件抄下来，例如：12，或者“空着没有填”。"),
        error_messages={"max_length": gettext_lazy("太长了，最多 %(limit_value)d 个字；其余的请写在“说明”里。")},
    )
    note = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=WrongNumber.longest("note"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("在原件的哪一页、哪一行，或者别的我们该知道的。"),
        error_messages={"max_length": gettext_lazy("太长了，最多 %(limit_value)d 个字，现在是 %(show_value)d 个字。")},
    )
    contact = forms.CharField(
        label=gettext_lazy("联系方式（可以不填）"),
        required=False,
        max_length=WrongNumber.longest("contact"),
        help_text=gettext_lazy("邮箱或电话，只用来就这一处给您回话；处理完就删掉，不公开，也不作别的用处。"),
        error_messages={"max_length": gettext_lazy("太长了，最多 %(limit_value)d 个字。")},
    )
    # Nobody sees it; machines fill in whatever they find.
    website = forms.CharField(required=False, label=gettext_lazy("请留空"))

    def __init__(self, report: ShownReport, posted: QueryDict | None = None, *, cell: str = "") -> None:
        super().__init__(posted, label_suffix="", initial={"cell": cell})
        chosen = self.fields["cell"]
        assert isinstance(chosen, forms.ChoiceField)  # noqa: S101 - declared above
        chosen.choices = [("", _("不是某一个数，或者说不准")), *report.choices()]
        chosen.error_messages["invalid_choice"] = _("这份年报没有这个数据项，请重新选。")
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        if not report.specs:
            del self.fields["cell"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        says_something = any(self[name].data and str(self[name].data).strip() for name in ("printed", "note"))
        if not says_something:
            self.add_error("printed", _("请写下原件上是什么；写不清的，在“说明”里告诉我们哪里不对。"))
        return cleaned

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def told(self, report: ShownReport) -> Told:
        values = {name: self.cleaned_data.get(name, "") for name in ("cell", "printed", "note", "contact")}
        return Told(shown=report.shown(values["cell"]), **values)


@dataclass(frozen=True)
class ShownReport:
    """A published report, and the numbers that its page shows."""

    report: Report
    revision: Revision
    cells: Mapping[str, Cell]
    specs: Mapping[str, CellSpec]

    @classmethod
    def with_number(cls, report_id: int) -> ShownReport:
        rows = published().select_related("published__source")
        report = get_object_or_404(rows, pk=report_id)
        revision = report.published
        assert revision is not None  # noqa: S101 - the query asks for it
        cells = cells_of(revision)
        layout = layout_of(revision.form, cells)
        return cls(report, revision, cells, layout.cells if layout else {})

    @property
    def title(self) -> str:
        return public_text(self.revision, self.revision.title) or str(self.report)

    def choices(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """In printed order, under the heads of their tables."""
        for head, specs in groupby(self.specs.values(), key=_head):
            yield head, [(spec.code, spec.words) for spec in specs]

    def shown(self, code: str) -> str:
        return text_of(self.cells.get(code)) if code in self.specs else ""


def _head(spec: CellSpec) -> str:
    return " · ".join(dict.fromkeys(filter(None, (spec.table.label, spec.block.heading, *spec.row.groups[-1:]))))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wrong_number(request: HttpRequest, report_id: int) -> HttpResponse:
    """Looks at the size before anything reads the body: to look for the token is to read all of it."""
    if request.method == "POST" and not _is_small_form(request):
        return refuse(request, _("这不是这个表单交来的内容。请从页面上填写，不要带文件。"), status=413)
    return _guarded(request, report_id)


def _is_small_form(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_number = length.isascii() and length.isdecimal()
    return request.content_type in {URL_ENCODED, ""} and is_number and int(length) <= MOST_BYTES


@csrf_protect
def _guarded(request: HttpRequest, report_id: int) -> HttpResponse:
    shown = ShownReport.with_number(report_id)
    if request.method == "POST":
        return _taken(request, shown)
    form = WrongNumberForm(shown, cell=request.GET.get("cell", ""))
    return _page(request, shown, form, has_told="told" in request.GET)


def _taken(request: HttpRequest, shown: ShownReport) -> HttpResponse:
    form = WrongNumberForm(shown, request.POST)
    if form.is_from_a_machine:
        return redirect(_thanks(shown))
    if not form.is_valid():
        return _page(request, shown, form, status=400)
    try:
        receive(shown.report, form.told(shown), address=_address_of(request))
    except TooMany as refusal:
        return too_many(request, refusal.wait)
    return redirect(_thanks(shown))


def _address_of(request: HttpRequest) -> str:
    """The reader's, not that of our own proxies, however many are set."""
    return BaseThrottle().get_ident(Request(request)) or ""


def _thanks(shown: ShownReport) -> str:
    return reverse("wrong_number", kwargs={"report_id": shown.report.pk}) + "?told"


def _page(
    request: HttpRequest, shown: ShownReport, form: WrongNumberForm, *, has_told: bool = False, status: int = 200
) -> HttpResponse:
    code = str(form["cell"].value() or "") if "cell" in form.fields else ""
    context = {
        "report": shown.report,
        "title": shown.title,
        "back": report_address(shown.report),
        "form": form,
        "has_told": has_told,
        "cell_words": cell_words(code) if code in shown.specs else "",
        "shown": shown.shown(code),
    }
    return render(request, "wrong_number.html", context, status=status)
