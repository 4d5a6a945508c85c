"""Configuration that gunicorn reads (``-c python:portal.server``)."""

from __future__ import annotations

import gc
import sys

from django.urls import reverse
from gunicorn.arbiter import Arbiter

workers = 2
threads = 4
# The web processes share what is loaded before they are made.
preload_app = True
# A request that holds a thread for this many seconds costs its worker's life.
timeout = 60
graceful_timeout = 5
loglevel = "warning"
# A question to the API may name a hundred cells.
limit_request_line = 8190
# As many as a large page makes: nearly all of them are gone by themselves when it is done.
OBJECTS_BEFORE_A_LOOK = 20_000
# Gunicorn's own remote control would leave a socket in the home folder.
control_socket_disable = True


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def when_ready(server: Arbiter) -> None:
    """Everything is loaded before the first visitor comes, and never again looked through for garbage.

    That would keep one reader in thirty waiting a tenth of a second longer, and part what the processes share.
    """
    reverse("front")
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)
    _say(f"公开年报已打开：{server.LISTENERS[0]}　按 Ctrl-C 停止。")
