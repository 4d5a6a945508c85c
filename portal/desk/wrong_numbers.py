"""What readers say is wrong: each with the way to the number at its source, until somebody has answered it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.desk.deciding import attempted
from portal.desk.gate import DeskRequest, desk
from portal.models import WrongNumber
from portal.roles import Role
from portal.wrong_numbers import answer, cell_words, open_messages

MESSAGES_A_PAGE = 20
ANSWERED = "answered"


@desk(Role.REVIEWER, "GET")
def wrong_numbers(request: DeskRequest) -> HttpResponse:
    """Open ones in the order in which they came, answered ones the newest first."""
    is_answered = request.GET.get("state") == ANSWERED
    answered = WrongNumber.objects.filter(answered_at__isnull=False).order_by("-answered_at", "-id")
    rows = (answered if is_answered else open_messages().order_by("id")).select_related("report__agency", "answered_by")
    page = Paginator(rows, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": list(_shown(page.object_list)), "is_answered": is_answered}
    return render(request, "desk/wrong_numbers.html", context)


def _shown(messages: object) -> Iterator[tuple[WrongNumber, str, str]]:
    """Each with its number in words, and the review page opened there."""
    for message in messages:  # type: ignore[attr-defined]
        place = f"?{urlencode({'cell': message.cell})}" if message.cell else ""
        yield message, cell_words(message.cell), reverse("desk:review", args=[message.report_id]) + place


@desk(Role.REVIEWER, "POST")
def answer_wrong_number(request: DeskRequest, message_id: int) -> HttpResponse:
    message = get_object_or_404(WrongNumber.objects.select_related("report__agency"), pk=message_id)
    words = request.POST.get("answer", "")
    attempted(request, _("已记下答复，读者的联系方式已删除。"), lambda: answer(message, words, actor=request.user))
    return redirect("desk:wrong_numbers")
