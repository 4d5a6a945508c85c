"""The search as JSON."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from search.answering import answer
from search.searching import NotReady
from search.suggesting import suggest

_CHINESE_AS_IT_IS = {"ensure_ascii": False}


@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """``q``, ``district``, ``kind``, ``year``, ``outcome``, ``finding``; ``exact``, ``order``, ``page``, ``size``."""
    try:
        return _json(answer(request.GET))
    except NotReady:
        error = {"code": "no-index", "message": _("检索索引正在建立，请稍后再试。")}
        return _json({"error": error}, status=503)


@require_GET
def suggestions(request: HttpRequest) -> JsonResponse:
    found = suggest(request.GET.get("q", ""))
    return _json({"suggestions": [{"kind": each.kind, "label": each.label, "text": each.text} for each in found]})


def _json(data: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params=_CHINESE_AS_IT_IS)
