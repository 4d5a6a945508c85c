"""Downloads: streamed while they are made, or made first and then served in parts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus
from time import monotonic

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from archive.public_changes import newest_public_change
from portal.datasets import prepared as exports
from portal.datasets.asking import Dataset, dataset_of
from portal.datasets.described import described
from portal.datasets.formats import FORMATS, Format
from portal.datasets.making import chunks_of, origin_of
from portal.datasets.prepared import Crowded, Prepared
from portal.datasets.queueing import ask_for
from portal.datasets.ranges import file_answer
from portal.datasets.sizes import rows_of
from search.searching import NotReady, ready_engine
from search.selecting import select

# So many values are written in a second or two: nobody need wait for a worker.
VALUES_AT_ONCE = 250_000
# Whoever takes longer had better ask for a file that is prepared first: it can be taken up again.
STREAM_SECONDS = 15 * 60
REFRESH_SECONDS = 2
RETRY_SECONDS = "60"
log = logging.getLogger(__name__)


class TooSlow(Exception):
    """A stream keeps the state of the database that it began with; it cannot do so for ever."""


@require_safe
def download(request: HttpRequest, extension: str) -> HttpResponseBase:
    form = FORMATS.get(extension)
    if form is None:
        raise Http404
    dataset = dataset_of(request.GET)
    try:
        ready_engine()
        wants_file = request.GET.get("prepare", "") == "1" or not form.at_once
        return _prepared_answer(request, dataset, form) if wants_file else _streamed(request, dataset, form)
    except NotReady:
        return _later(request, "datasets/not_ready.html")
    except Crowded:
        return _later(request, "datasets/crowded.html")


def _later(request: HttpRequest, template: str) -> HttpResponse:
    response = render(request, template, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _streamed(request: HttpRequest, dataset: Dataset, form: Format) -> HttpResponseBase:
    headers = _headers(dataset, form) | {"Cache-Control": "no-store"}
    if request.method == "HEAD":
        return HttpResponse(content_type=form.media_type, headers=headers)
    body = _in_time(chunks_of(dataset, form))
    return StreamingHttpResponse(body, content_type=form.media_type, headers=headers)


def _in_time(chunks: Iterator[bytes]) -> Iterator[bytes]:
    deadline = monotonic() + STREAM_SECONDS
    for chunk in chunks:
        yield chunk
        if monotonic() > deadline:
            raise TooSlow


def _headers(dataset: Dataset, form: Format) -> dict[str, str]:
    name = file_name(dataset, form, newest_public_change())
    return {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""} | _link(dataset)


def _link(dataset: Dataset) -> dict[str, str]:
    """Where the columns are explained to a machine."""
    query = f"?{dataset.parameters}" if dataset.parameters else ""
    address = reverse("dataset_metadata") + query
    return {"Link": f'<{address}>; rel="describedby"; type="application/csvm+json"'}


def file_name(dataset: Dataset, form: Format, version: int) -> str:
    """With the day and the version of the data, so that two downloads are told apart on a disk."""
    return f"nianbao-{dataset.shape.value}-{timezone.localdate():%Y%m%d}-v{version}.{form.extension}"


# -- what is made first --


def _prepared_answer(request: HttpRequest, dataset: Dataset, form: Format) -> HttpResponseBase:
    rows = rows_of(dataset, len(select(dataset.ask).reports))
    if form.most_rows is not None and rows > form.most_rows:
        context = {"form": form, "rows": rows}
        return render(request, "datasets/too_many_rows.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    prepared = exports.order(dataset, form)
    if prepared.is_ready or rows * len(dataset.columns) <= VALUES_AT_ONCE:
        exports.make(prepared)
    else:
        ask_for(prepared.key)
    if prepared.is_ready and request.GET.get("prepare", "") != "1":
        return _file(request, prepared)
    return HttpResponseRedirect(_address(prepared), status=HTTPStatus.SEE_OTHER)


def _address(prepared: Prepared) -> str:
    return reverse("prepared_dataset", kwargs={"key": prepared.key})


def _file(request: HttpRequest, prepared: Prepared) -> HttpResponseBase:
    dataset, form = prepared.dataset, prepared.form
    # A file that is made once more has other bytes: workbooks tell when they were made.
    etag = f"{prepared.key}-{prepared.file.stat().st_mtime_ns:x}"
    name = file_name(dataset, form, prepared.asked["version"])
    answer = file_answer(request, prepared.file, etag=etag, media_type=form.media_type, name=name)
    for header, value in (_link(dataset) | {"Cache-Control": "no-cache"}).items():
        answer.headers[header] = value
    return answer


@require_safe
def prepared_page(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is; the page asks again by itself until the file is there."""
    prepared = _found(key)
    if prepared.is_ready and not exports.is_public(prepared):
        return _gone(request, prepared)
    if exports.remind(prepared):
        ask_for(key)
    progress = prepared.progress
    context = {
        "dataset": prepared.dataset,
        "form": prepared.form,
        "progress": progress,
        "size": prepared.file.stat().st_size if prepared.is_ready else 0,
        "key": key,
        "again": _again(prepared),
    }
    response = render(request, "datasets/prepared.html", context)
    response.headers["Cache-Control"] = "no-store"
    if progress.state in {"waiting", "working"}:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_safe
def prepared_state(request: HttpRequest, key: str) -> HttpResponse:
    """The same for scripts."""
    prepared = _found(key)
    if exports.remind(prepared):
        ask_for(key)
    progress = prepared.progress
    is_public = prepared.is_ready and exports.is_public(prepared)
    address = reverse("prepared_file", kwargs={"key": key}) if is_public else None
    state = "gone" if prepared.is_ready and not is_public else progress.state
    told = {"state": state, "done": progress.done, "total": progress.total, "file": address}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@require_safe
def prepared_file(request: HttpRequest, key: str) -> HttpResponseBase:
    prepared = _found(key)
    if not prepared.is_ready:
        return HttpResponseRedirect(_address(prepared), status=HTTPStatus.SEE_OTHER)
    return _file(request, prepared) if exports.is_public(prepared) else _gone(request, prepared)


def _found(key: str) -> Prepared:
    prepared = exports.find(key)
    if prepared is None:
        raise Http404
    return prepared


def _gone(request: HttpRequest, prepared: Prepared) -> HttpResponse:
    """A report in it was withdrawn or corrected: the same question is answered anew."""
    return render(request, "datasets/gone.html", {"again": _again(prepared)}, status=HTTPStatus.GONE)


def _again(prepared: Prepared) -> str:
    extension = prepared.form.extension
    query = "&".join(filter(None, (prepared.dataset.parameters, "prepare=1")))
    return f"{reverse('dataset_download', kwargs={'extension': extension})}?{query}"


@require_safe
def metadata(request: HttpRequest) -> HttpResponse:
    dataset = dataset_of(request.GET)
    return JsonResponse(
        described(dataset, origin_of(dataset)),
        content_type="application/csvm+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
