"""A worker whose reader falls over certain files: it crashes, hangs, or takes all memory."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from time import sleep
from typing import Any

import django

django.setup()

from ingest import pipeline, storing  # noqa: E402
from portal.celery import app  # noqa: E402

CRASH, HANG, MEMORY, RAISE = b"poison: crash", b"poison: hang", b"poison: memory", b"poison: raise"
POISONS = (CRASH, HANG, MEMORY, RAISE)


def poisoned(data: bytes) -> None:
    if CRASH in data:
        os.kill(os.getpid(), signal.SIGSEGV)
    if HANG in data:
        while True:
            with suppress(Exception):
                sleep(1)
    if MEMORY in data:
        held = [bytearray(1 << 28) for _ in range(64)]
        raise AssertionError(len(held))
    if RAISE in data:
        raise ValueError


def main() -> None:
    def parse_poisoned(data: bytes, *args: Any) -> Any:
        poisoned(data)
        return pipeline.parse_bytes(data, *args)

    vars(storing)["parse_bytes"] = parse_poisoned
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING")
    app.worker_main(["worker", "--queues", "intake", "--concurrency", "2", *quiet])


if __name__ == "__main__":
    main()
