"""A web page saved with its pictures in one file (MHT): the page is one part of a MIME message."""

from __future__ import annotations

import base64
import binascii
import quopri
import re

from ingest.refusals import Refusal

_HEADERS = 16_384
_BOUNDARY = re.compile(rb'boundary\s*=\s*"?([^";\s]+)"?', re.I)
_IS_PAGE = re.compile(rb"^content-type:\s*(?:text/html|application/xhtml)", re.I | re.M)
_ENCODING = re.compile(rb"^content-transfer-encoding:\s*([\w-]+)", re.I | re.M)


def is_mhtml(head: bytes) -> bool:
    start = head.lstrip()[:_HEADERS].lower()
    return start.startswith((b"mime-version:", b"from:")) and b"content-type: multipart/related" in start


def page(data: bytes) -> bytes:
    """The bytes of the page within the message."""
    boundary = _BOUNDARY.search(data[:_HEADERS])
    if boundary is None:
        raise _damaged()
    for headers, body in _parts(data, b"--" + boundary[1]):
        if _IS_PAGE.search(headers):
            return _decoded(headers, body)
    raise _damaged()


def _parts(data: bytes, mark: bytes) -> list[tuple[bytes, bytes]]:
    parts = []
    start = data.find(mark)
    while start >= 0:
        end = data.find(b"\n" + mark, start + len(mark))
        part = data[start + len(mark) : end if end >= 0 else len(data)].replace(b"\r\n", b"\n")
        headers, _, body = part.partition(b"\n\n")
        parts.append((headers, body))
        start = end + 1 if end >= 0 else -1
    return parts


def _decoded(headers: bytes, body: bytes) -> bytes:
    found = _ENCODING.search(headers)
    encoding = found[1].lower() if found else b"8bit"
    if encoding == b"quoted-printable":
        return quopri.decodestring(body)
    if encoding != b"base64":
        return body
    try:
        return base64.b64decode(body)
    except binascii.Error as error:
        raise _damaged() from error


def _damaged() -> Refusal:
    return Refusal("damaged", "这个网页存档（MHT）已损坏，里面找不到网页。")
