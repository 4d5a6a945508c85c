"""The process that opens PDFs (see pdf_cage): it takes files from its input one after the other until that ends."""

from __future__ import annotations

import resource
import sys
from collections.abc import Mapping
from typing import Any

from ingest.limits import PDF_ADDRESS_BYTES, PDF_SECONDS
from ingest.readers.pdf_frames import Head, packed, receive, send
from ingest.readers.pdf_opening import drawing_of
from ingest.readers.pdf_pictures import picture_of
from ingest.refusals import Refusal


def limit_time() -> None:
    """The system ends this process when the next file takes longer."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(spent.ru_utime + spent.ru_stime) + PDF_SECONDS + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def answer(request: Mapping[str, Any], data: bytes) -> tuple[Head, bytes]:
    if request["wanted"] == "picture":
        return picture_of(data, request["page"], request["dots"])
    return packed(drawing_of(data))


def answer_or_refuse(request: Mapping[str, Any], data: bytes) -> tuple[Head, bytes]:
    try:
        return answer(request, data)
    except Refusal as refusal:
        return {"refusal": [refusal.code, refusal.message]}, b""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (PDF_ADDRESS_BYTES, PDF_ADDRESS_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            request, data = receive(sys.stdin.buffer)
        except EOFError:
            return
        limit_time()
        send(sys.stdout.buffer, *answer_or_refuse(request, data))


if __name__ == "__main__":
    main()
