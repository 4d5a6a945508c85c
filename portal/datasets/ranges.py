"""A finished file over the line: whole or in part, so that a broken download goes on where it stopped (RFC 9110)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

PIECE = 1 << 18
OK, PARTIAL, NOT_MODIFIED, UNSATISFIABLE = 200, 206, 304, 416
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def file_answer(request: HttpRequest, path: Path, *, etag: str, media_type: str, name: str) -> HttpResponseBase:
    """``etag`` without quotes; it is another one for other bytes."""
    tag = f'"{etag}"'
    if _has(request.headers.get("If-None-Match", ""), tag):
        return HttpResponse(status=NOT_MODIFIED, headers={"ETag": tag})
    file = path.open("rb")
    size = os.fstat(file.fileno()).st_size
    # Parts are for GET only; whoever asks for the head is told of the whole.
    is_same = request.headers.get("If-Range", tag) == tag
    asked = request.headers.get("Range", "") if is_same and request.method == "GET" else ""
    span = _span(asked, size)
    if span is not None and not span:
        file.close()
        return HttpResponse(status=UNSATISFIABLE, headers={"Content-Range": f"bytes */{size}", "ETag": tag})
    headers = _headers(tag, name, range(size) if span is None else span)
    if span is not None:
        headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
    body = _Pieces(file, span or range(size if request.method != "HEAD" else 0))
    status = OK if span is None else PARTIAL
    return StreamingHttpResponse(body, status=status, content_type=media_type, headers=headers)


def _has(given: str, tag: str) -> bool:
    """Servers in between may have weakened the tag; that it is the same is enough here."""
    tags = {one.strip().removeprefix("W/") for one in given.split(",")}
    return bool(tags & {"*", tag})


def _headers(tag: str, name: str, span: range) -> dict[str, str]:
    return {
        "ETag": tag,
        "Accept-Ranges": "bytes",
        "Content-Length": str(len(span)),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
    }


def _span(asked: str, size: int) -> range | None:
    """The bytes that are asked for, none of them if there are none; None where it is no single range of bytes."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None:
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(min(int(first), size), min(size, int(last) + 1) if last else size)


class _Pieces:
    """The bytes of a span; the file is closed with the answer, read or not."""

    def __init__(self, file: BinaryIO, span: range) -> None:
        self._file = file
        self._left = len(span)
        file.seek(span.start)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (piece := self._file.read(min(PIECE, self._left))):
            self._left -= len(piece)
            yield piece

    def close(self) -> None:
        self._file.close()
